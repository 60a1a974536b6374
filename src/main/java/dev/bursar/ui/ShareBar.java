package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import module java.base;

/** A bar in a table cell; the figure beside it says the same, so that it is hidden from assistive technology. */
public final class ShareBar extends Div {
    /** Shows part of whole; the longest is usually the table's largest row. Negative parts show nothing. */
    public ShareBar(BigDecimal part, BigDecimal whole, Palette.Colour colour) {
        addClassName("share-bar");
        getElement().setAttribute("aria-hidden", "true");
        var bar = Styled.div(colour.cssName());
        // a length is data, not style: the class says how it looks
        bar.getElement().getStyle().set("--share", share(part, whole).toPlainString());
        add(bar);
    }

    /** Part of whole, from 0 to 1, four decimals. */
    public static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : part.divide(whole, 4, RoundingMode.HALF_UP)
                        .max(BigDecimal.ZERO)
                        .min(BigDecimal.ONE);
    }
}
