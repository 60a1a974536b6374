package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import module java.base;

/**
 * The shape of some days in a table cell, the last of them marked. Amounts stand beside it in words: it is hidden from assistive technology.
 */
public final class DayBars extends Div {
    /**
     * @param amounts one a day; negative ones are drawn as none
     * @param marked how many of them, at the end
     */
    public DayBars(List<BigDecimal> amounts, int marked) {
        addClassName("day-bars");
        getElement().setAttribute("aria-hidden", "true");
        BigDecimal most = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        for (int day = 0; day < amounts.size(); day++) {
            var bar = new Div();
            bar.setClassName("marked", day >= amounts.size() - marked);
            // a length is data, not style: the class says how it looks
            bar.getElement()
                    .getStyle()
                    .set(
                            "--share",
                            ShareBar.share(amounts.get(day).max(BigDecimal.ZERO), most)
                                    .toPlainString());
            add(bar);
        }
    }
}
