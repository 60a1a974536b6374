package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import module java.base;

/**
 * How much of a limit is used: the limit is the bar's full width, and what is over stands beyond its end. A labelled mark says how much
 * of the time is gone. How much is used is always said in words beside it.
 */
public final class LimitBar extends Div {
    /** What is over is drawn to scale up to a quarter of the limit: its words say how much it is. */
    private static final BigDecimal WIDEST_OVER = new BigDecimal("0.25");

    private static final BigDecimal HALF = new BigDecimal("0.5");

    /** @param used of the limit: 0.5 is half of it */
    public LimitBar(BigDecimal used) {
        addClassName("limit-bar");
        var fill = part("fill");
        set(fill, "--used", used.max(BigDecimal.ZERO).min(BigDecimal.ONE));
        var track = part("track");
        track.add(fill);
        add(track);
        BigDecimal over = used.subtract(BigDecimal.ONE);
        setClassName("over", over.signum() > 0);
        if (over.signum() > 0) {
            var beyond = part("beyond");
            set(beyond, "--over", over.min(WIDEST_OVER));
            add(beyond);
        }
    }

    /**
     * Draws where it is heading, behind what is used; beyond the limit too.
     *
     * @param share of the limit at the end of the period
     */
    public LimitBar projected(BigDecimal share) {
        var ahead = part("ahead");
        set(ahead, "--projected", share.max(BigDecimal.ZERO).min(BigDecimal.ONE.add(WIDEST_OVER)));
        addComponentAsFirst(ahead);
        return this;
    }

    /**
     * Marks how much of the time is gone.
     *
     * @param gone 0.5 is half of it
     * @param label {@code 28 of 30 days}
     */
    public LimitBar marked(BigDecimal gone, String label) {
        BigDecimal share = gone.max(BigDecimal.ZERO).min(BigDecimal.ONE);
        var mark = part("gone");
        set(mark, "--gone", share);
        var words = new Span(label);
        words.addClassName("gone-label");
        // the words stay within the bar
        words.setClassName("before", share.compareTo(HALF) > 0);
        set(words, "--gone", share);
        add(mark, words);
        return this;
    }

    private static Div part(String className) {
        var part = Styled.div(className);
        part.getElement().setAttribute("aria-hidden", "true");
        return part;
    }

    private static void set(com.vaadin.flow.component.HasStyle part, String variable, BigDecimal share) {
        part.getStyle().set(variable, share.setScale(4, RoundingMode.HALF_UP).toPlainString());
    }
}
