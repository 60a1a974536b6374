package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import java.math.BigDecimal;

/** One bar of several pieces side by side; their figures stand beside it, so that it is hidden from assistive technology. */
public final class StackedBar extends Div {
    public StackedBar() {
        addClassName("stacked-bar");
        getElement().setAttribute("aria-hidden", "true");
    }

    /** Adds part of whole, drawn by its size whatever its sign; the class says how it looks. */
    public void piece(BigDecimal part, BigDecimal whole, String className) {
        var piece = new Div();
        piece.addClassNames("piece", className);
        // a length is data, not style
        piece.getElement()
                .getStyle()
                .set("--share", ShareBar.share(part.abs(), whole).toPlainString());
        add(piece);
    }
}
