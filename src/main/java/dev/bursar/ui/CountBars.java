package dev.bursar.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import module java.base;

/**
 * Counts over time as bars, of which a part failed; a click opens what a bar stands for. Show a table of the same beside it: the bars
 * are hidden from assistive technology and left out by the Tab key, because there may be many.
 */
public final class CountBars extends Div {
    /**
     * A bar.
     *
     * @param label on the axis, {@code 17 Nov}
     * @param name in the tooltip, {@code Tue 17 Nov 2026}
     * @param failed of the count
     */
    public record Bar(String label, String name, String address, long count, long failed) {}

    public CountBars(List<Bar> bars) {
        addClassName("count-bars");
        getElement().setAttribute("aria-hidden", "true");
        long most = bars.stream().mapToLong(Bar::count).max().orElse(0);
        var largest = Styled.span("count-most", Formats.count(most));
        var row = Styled.div("count-row");
        bars.forEach(bar -> row.add(bar(bar, most)));
        add(largest, row);
        if (!bars.isEmpty()) {
            var axis = Styled.div(
                    "count-axis",
                    new Span(bars.getFirst().label()),
                    new Span(bars.getLast().label()));
            add(axis);
        }
    }

    private static Anchor bar(Bar bar, long most) {
        var link = new Anchor(
                bar.address(), part("failed", bar.failed(), most), part("succeeded", bar.count() - bar.failed(), most));
        link.addClassName("count-bar");
        link.getElement().setAttribute("tabindex", "-1");
        link.setTitle(bar.name() + ": " + Formats.count(bar.count(), "event", "events")
                + (bar.failed() == 0 ? "" : ", " + Formats.count(bar.failed()) + " failed"));
        return link;
    }

    private static Div part(String className, long count, long most) {
        var part = Styled.div(className);
        // a length is data, not style: the class says how it looks
        part.getElement()
                .getStyle()
                .set(
                        "--share",
                        ShareBar.share(BigDecimal.valueOf(count), BigDecimal.valueOf(most))
                                .toPlainString());
        return part;
    }
}
