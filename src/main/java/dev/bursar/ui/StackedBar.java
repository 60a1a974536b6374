package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import module java.base;

/**
 * Amounts side by side, each by its size: those above zero to the right of a line, those below to its left. Their figures stand beside it, so
 * that it is hidden from assistive technology.
 */
public final class StackedBar extends Div {
    private final Side below = new Side("below");
    private final Side above = new Side("above");

    public StackedBar() {
        addClassName("stacked-bar");
        getElement().setAttribute("aria-hidden", "true");
        add(below, Styled.div("zero"), above);
    }

    /** Adds an amount; the class says how it looks. */
    public void piece(BigDecimal amount, String className) {
        (amount.signum() < 0 ? below : above).piece(amount.abs(), className);
    }

    private static final class Side extends Div {
        private BigDecimal sum = BigDecimal.ZERO;

        Side(String className) {
            addClassNames("side", className);
            setVisible(false);
        }

        void piece(BigDecimal size, String className) {
            var piece = Styled.div("piece");
            piece.addClassName(className);
            grow(piece, size);
            add(piece);
            sum = sum.add(size);
            grow(this, sum);
            setVisible(true);
        }

        /** A length is data, not style. */
        private static void grow(Div part, BigDecimal size) {
            part.getElement().getStyle().set("--size", size.toPlainString());
        }
    }
}
