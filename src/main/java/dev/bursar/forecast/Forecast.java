package dev.bursar.forecast;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a period will have cost when it is over.
 *
 * @param next the first day that is forecast
 * @param spent on the period's whole days
 * @param toCome what each day is expected to cost, from {@code next} to the period's last one
 * @param range empty where too little is known, and of more than the rest of a month
 * @param past how forecasts did at the same day of past months; null where there are none
 * @param isPlain whether too little is known, and each day to come is the mean of the last seven
 */
public record Forecast(
        LocalDate next,
        BigDecimal spent,
        List<BigDecimal> toCome,
        Optional<Range> range,
        @Nullable PastMonths past,
        boolean isPlain) {
    /** A forecast needs so many whole days; before, days to come are the mean of the last seven. */
    public static final int LEAST_DAYS = 56;

    public Forecast {
        toCome = List.copyOf(toCome);
    }

    /** What the period is expected to cost. */
    public BigDecimal mean() {
        return toCome.stream().reduce(spent, BigDecimal::add);
    }

    /**
     * The same where some of the first days to come are known in part, because their costs still arrive: what they have cost beyond what
     * was expected of them is added.
     *
     * @param first what is known of days from {@code next} on
     */
    public Forecast knowing(List<BigDecimal> first) {
        BigDecimal known = first.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal expected = toCome.stream().limit(first.size()).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal more = known.subtract(expected).max(BigDecimal.ZERO);
        return new Forecast(
                next,
                spent.add(more),
                toCome,
                range.map(one -> new Range(one.low().add(more), one.high().add(more))),
                past,
                isPlain);
    }

    /** Between these the period's costs are expected four times in five. */
    public record Range(BigDecimal low, BigDecimal high) {}

    /**
     * Forecasts of the last months, made again from what was known then.
     *
     * @param day of the month that was the last whole one; 0 before its first
     * @param months how many, at most six
     * @param medianError of the months' costs, in percent
     * @param within share of the months that fell within their range, in percent; null where none had one
     */
    public record PastMonths(
            int day,
            int months,
            BigDecimal medianError,
            @Nullable BigDecimal within) {}
}
