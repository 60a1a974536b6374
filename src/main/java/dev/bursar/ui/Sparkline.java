package dev.bursar.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Svg;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The shape of a row's days in a table cell, without an axis; what AWS may still change is dotted. The chart says the same by
 * keyboard and in words, so that it is hidden from assistive technology.
 */
public final class Sparkline extends Composite<Svg> {
    private static final int WIDTH = 88;
    private static final int HEIGHT = 20;
    private static final int EDGE = 2;

    /** @param settled how many amounts at the head AWS will not change any more */
    public Sparkline(List<BigDecimal> amounts, int settled) {
        getContent().setClassName("sparkline");
        getContent().getElement().setAttribute("aria-hidden", "true");
        getContent().setSvg(drawn(amounts, settled));
    }

    static String drawn(List<BigDecimal> amounts, int settled) {
        var points = points(amounts);
        var text = new StringBuilder(
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">".formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        if (settled > 1) {
            line(text, "settled", points.subList(0, settled));
        }
        if (settled < points.size()) {
            // from the last settled point on, so that the two lines meet
            line(text, "estimated", points.subList(Math.max(0, settled - 1), points.size()));
        }
        return text.append("</svg>").toString();
    }

    private static void line(StringBuilder text, String name, List<String> points) {
        text.append("<polyline class=\"")
                .append(name)
                .append("\" points=\"")
                .append(String.join(" ", points))
                .append("\"/>");
    }

    private static List<String> points(List<BigDecimal> amounts) {
        var least = amounts.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        var span =
                amounts.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO).subtract(least);
        var points = new java.util.ArrayList<String>(amounts.size());
        for (var i = 0; i < amounts.size(); i++) {
            var x = EDGE + (amounts.size() == 1 ? 0 : i * (WIDTH - 2 * EDGE) / (amounts.size() - 1));
            var height = span.signum() == 0
                    ? BigDecimal.valueOf((HEIGHT - 2 * EDGE) / 2)
                    : amounts.get(i)
                            .subtract(least)
                            .multiply(BigDecimal.valueOf(HEIGHT - 2 * EDGE))
                            .divide(span, 1, RoundingMode.HALF_UP);
            points.add(
                    x + "," + BigDecimal.valueOf(HEIGHT - EDGE).subtract(height).toPlainString());
        }
        return points;
    }
}
