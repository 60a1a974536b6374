package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How much of a limit is used, and a mark at how much of the time is gone; the same is always said in words beside it. */
public final class LimitBar extends Div {
    /** A limit that is overspent by half fills the bar. */
    private static final BigDecimal LARGEST = new BigDecimal("1.5");

    /**
     * @param used of the limit: 0.5 is half of it
     * @param gone of the time
     */
    public LimitBar(BigDecimal used, BigDecimal gone) {
        addClassName("limit-bar");
        setClassName("over", used.compareTo(BigDecimal.ONE) > 0);
        getElement().setAttribute("aria-hidden", "true");
        set("--used", used);
        set("--gone", gone);
        var fill = new Div();
        fill.addClassName("fill");
        var limit = new Div();
        limit.addClassName("limit");
        var mark = new Div();
        mark.addClassName("gone");
        add(fill, limit, mark);
    }

    private void set(String variable, BigDecimal part) {
        BigDecimal share = part.max(BigDecimal.ZERO).min(LARGEST).divide(LARGEST, 4, RoundingMode.HALF_UP);
        getStyle().set(variable, share.toPlainString());
    }
}
