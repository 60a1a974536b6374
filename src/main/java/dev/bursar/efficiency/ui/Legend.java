package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.html.Span;
import dev.bursar.ui.Palette.Colour;
import dev.bursar.ui.XyData.Style;
import module java.base;

/** What a line or sign of a chart is, beside a piece of it: told apart by its form and its word, not by colour alone. */
final class Legend {
    private Legend() {}

    static Span of(String words, Colour colour, Style style) {
        var sample = new Span();
        sample.addClassNames(
                "chart-sample", style.name().toLowerCase(Locale.ROOT).replace('_', '-'), "line-" + colour.cssName());
        sample.getElement().setAttribute("aria-hidden", "true");
        var part = new Span();
        part.add(sample, new Span(words));
        return part;
    }
}
