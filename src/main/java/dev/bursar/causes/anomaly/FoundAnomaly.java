package dev.bursar.causes.anomaly;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Days on which a service cost more than usual.
 *
 * <p>Of one series no two of usage begin on the same day, and no two of fees; its first day and kind stay as they are for as long as no
 * cost of its days changes. So what was kept is the same as what is found if it is of the same series and first day, and both or neither
 * are fees. Days of two may overlap: where one rises from another, and where a fee is charged meanwhile.
 *
 * @param to exclusive
 * @param lasts it still went on on the last whole day
 * @param expected of one that rises from another: what that one's days were, so that the excess of both together is counted once
 * @param actual of its days; without what is the excess of one that rises from it
 * @param usualADay of a fee: the fee of former months
 * @param upon the first day of the one in the same series that it rises from; null where it rises from the usual
 * @param byDay its days in order; their amounts add up to {@code expected} and {@code actual}
 */
public record FoundAnomaly(
        AnomalyKind kind,
        LocalDate from,
        LocalDate to,
        boolean lasts,
        BigDecimal expected,
        BigDecimal actual,
        BigDecimal usualADay,
        @Nullable LocalDate upon,
        List<Day> byDay) {
    /** What was expected of a day, and what it cost. */
    public record Day(BigDecimal expected, BigDecimal actual) {}

    public FoundAnomaly {
        byDay = List.copyOf(byDay);
        if (byDay.size() != ChronoUnit.DAYS.between(from, to)) {
            throw new IllegalArgumentException(byDay.size() + " days from " + from + " to " + to);
        }
    }

    /** The amounts are spread evenly over its days. */
    public FoundAnomaly(
            AnomalyKind kind,
            LocalDate from,
            LocalDate to,
            boolean lasts,
            BigDecimal expected,
            BigDecimal actual,
            BigDecimal usualADay,
            @Nullable LocalDate upon) {
        this(kind, from, to, lasts, expected, actual, usualADay, upon, evenly(from, to, expected, actual));
    }

    public BigDecimal excess() {
        return actual.subtract(expected);
    }

    /** Spreads amounts over days so that they add up. */
    public static List<Day> evenly(LocalDate from, LocalDate to, BigDecimal expected, BigDecimal actual) {
        var days = new ArrayList<Day>();
        BigDecimal count = BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
        BigDecimal expectedADay = expected.divide(count, 2, RoundingMode.DOWN);
        BigDecimal actualADay = actual.divide(count, 2, RoundingMode.DOWN);
        BigDecimal others = count.subtract(BigDecimal.ONE);
        days.add(new Day(
                expected.subtract(expectedADay.multiply(others)), actual.subtract(actualADay.multiply(others))));
        while (days.size() < count.intValue()) {
            days.add(new Day(expectedADay, actualADay));
        }
        return days;
    }
}
