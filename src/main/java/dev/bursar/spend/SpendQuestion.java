package dev.bursar.spend;

import java.time.LocalDate;
import java.util.List;

/**
 * A question about spend.
 *
 * @param from first day, included (UTC)
 * @param to last day, excluded; at most 40 years after {@code from}
 * @param filters all must match; at most 20
 */
public record SpendQuestion(
        LocalDate from,
        LocalDate to,
        Granularity granularity,
        CostMetric cost,
        Dimension groupBy,
        List<SpendFilter> filters) {
    public SpendQuestion {
        filters = List.copyOf(filters);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("The last day is before the first");
        }
        if (from.plusYears(40).isBefore(to)) {
            throw new IllegalArgumentException("A question spans at most 40 years");
        }
        if (filters.size() > 20) {
            throw new IllegalArgumentException("A question has at most 20 filters");
        }
    }
}
