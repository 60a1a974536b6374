package dev.bursar.ui;

import com.vaadin.flow.component.html.Span;

/** The small square that ties a row to its bars; the row's name says the same in words. */
public final class Swatch extends Span {
    public Swatch(Palette.Colour colour) {
        addClassNames("swatch", colour.cssName());
        getElement().setAttribute("aria-hidden", "true");
    }
}
