package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/**
 * Stands where data will be, at the same heights, while a page works; appears after 300 ms, so that fast pages don't
 * flicker. Its words are read out politely.
 */
public final class Skeleton extends Div {
    private static final int BARS = 21;

    private Skeleton() {
        addClassName("skeleton");
    }

    /** A chart card and a table card. */
    public static Skeleton chartAndTable(String words, int rows) {
        var skeleton = new Skeleton();
        skeleton.add(chart(), table(words, rows));
        return skeleton;
    }

    /** A card of figures, a chart card and a table card. */
    public static Skeleton figuresChartAndTable(String words, int rows) {
        var skeleton = new Skeleton();
        skeleton.add(figures(), chart(), table(words, rows));
        return skeleton;
    }

    private static Card figures() {
        return card("figures", block("line", "short"), block("line", "tall"));
    }

    /** A table card alone. */
    public static Skeleton table(String words, int rows, boolean figures) {
        var skeleton = new Skeleton();
        if (figures) {
            skeleton.add(figures());
        }
        skeleton.add(table(words, rows));
        return skeleton;
    }

    private static Card chart() {
        var bars = Styled.div("bars");
        for (var i = 0; i < BARS; i++) {
            bars.add(block("bar"));
        }
        return card("chart", block("line", "short"), block("line", "tall"), bars);
    }

    private static Card table(String words, int rows) {
        var spinner = Icons.LOADER.create();
        spinner.addClassName("spin");
        var text = Styled.div("words", spinner, new Span(words));
        text.getElement().setAttribute("role", "status");
        var card = card("table", text);
        for (var i = 0; i < rows; i++) {
            var row = Styled.div("row", block("dot"), block("line"), block("cell"), block("cell"), block("cell"));
            row.getElement().setAttribute("aria-hidden", "true");
            card.add(row);
        }
        return card;
    }

    private static Card card(String kind, Div... parts) {
        var card = new Card("skeleton-" + kind);
        card.add(parts);
        return card;
    }

    private static Div block(String... classes) {
        var block = Styled.div("block");
        block.addClassNames(classes);
        return block;
    }
}
