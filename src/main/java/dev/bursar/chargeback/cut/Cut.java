package dev.bursar.chargeback.cut;

import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * An immutable copy of a billing month's charges.
 *
 * @param id its number, which grows with each cut
 * @param observedAt when its newest costs were read
 * @param charges how many charges it sums up
 * @param estimatedDays how many days AWS may still change
 * @param estimated from the first to the last of these days
 * @param current whether the charges are still those that it was made from, or its month has expired
 */
public record Cut(
        long id,
        YearMonth month,
        Instant madeAt,
        Instant observedAt,
        long charges,
        int estimatedDays,
        Optional<LocalDateRange> estimated,
        boolean fromExports,
        boolean fromCostExplorer,
        boolean current) {
    /** The one that pools and files mean when nobody chooses a month: the newest whose month is over, else the newest. */
    public static Optional<Cut> usual(List<Cut> newestFirst, LocalDate today) {
        return newestFirst.stream()
                .filter(cut -> cut.month().isBefore(YearMonth.from(today)))
                .findFirst()
                .or(() -> newestFirst.stream().findFirst());
    }
}
