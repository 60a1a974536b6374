package dev.bursar.ui;

import module java.base;

/**
 * The shape of a row's days in a table cell, without an axis; what AWS may still change is dotted. The chart says the same by
 * keyboard and in words, so that it is hidden from assistive technology.
 *
 * @param settled points of the line of days that AWS will not change any more, {@code 2,18.0 44,2.0}, in a picture of 88 by 20
 * @param estimated the same of the others; it begins where the first ends
 */
public record Sparkline(String settled, String estimated) {
    private static final int WIDTH = 88;
    private static final int HEIGHT = 20;
    private static final int EDGE = 2;

    /** @param settled how many amounts at the head AWS will not change any more */
    public static Sparkline of(List<BigDecimal> amounts, int settled) {
        var points = points(amounts);
        return new Sparkline(
                settled > 1 ? String.join(" ", points.subList(0, settled)) : "",
                settled < points.size()
                        ? String.join(" ", points.subList(Math.max(0, settled - 1), points.size()))
                        : "");
    }

    private static List<String> points(List<BigDecimal> amounts) {
        var least = amounts.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        var span =
                amounts.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO).subtract(least);
        var points = new ArrayList<String>(amounts.size());
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
