package dev.bursar.spend;

import dev.bursar.spend.SpendAnswer.DayRange;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question about spend.
 *
 * @param from first day, included (UTC)
 * @param to last day, excluded; at most 40 years after {@code from}
 * @param thenBy what each group is split by once more, or null; never {@code groupBy}
 * @param without what is left out of all sums
 * @param before days to compare with, as many as are asked for, or null
 * @param filters all must match; at most 20
 */
public record SpendQuestion(
        LocalDate from,
        LocalDate to,
        Granularity granularity,
        CostMetric cost,
        Dimension groupBy,
        @Nullable Dimension thenBy,
        Set<LeftOut> without,
        @Nullable DayRange before,
        List<SpendFilter> filters) {
    public SpendQuestion {
        filters = List.copyOf(filters);
        without = Set.copyOf(without);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("The last day is before the first");
        }
        if (from.plusYears(40).isBefore(to)) {
            throw new IllegalArgumentException("A question spans at most 40 years");
        }
        if (filters.size() > 20) {
            throw new IllegalArgumentException("A question has at most 20 filters");
        }
        if (groupBy.equals(thenBy)) {
            throw new IllegalArgumentException("A group is not split by what it is grouped by");
        }
        if (before != null && PreviousPeriod.length(before) != PreviousPeriod.length(new DayRange(from, to))) {
            throw new IllegalArgumentException("Equal numbers of days are compared");
        }
    }

    /** By one dimension, nothing left out, compared with nothing. */
    public SpendQuestion(
            LocalDate from,
            LocalDate to,
            Granularity granularity,
            CostMetric cost,
            Dimension groupBy,
            List<SpendFilter> filters) {
        this(from, to, granularity, cost, groupBy, null, Set.of(), null, filters);
    }

    /** The same with other filters. */
    public SpendQuestion with(List<SpendFilter> other) {
        return new SpendQuestion(from, to, granularity, cost, groupBy, thenBy, without, before, other);
    }

    /** The same, compared with nothing. */
    public SpendQuestion alone() {
        return new SpendQuestion(from, to, granularity, cost, groupBy, thenBy, without, null, filters);
    }

    /** The same, with nothing left out. */
    public SpendQuestion whole() {
        return new SpendQuestion(from, to, granularity, cost, groupBy, thenBy, Set.of(), before, filters);
    }

    /** Only whether there is anything: one sum a team and month, compared with nothing. */
    public SpendQuestion coarse() {
        return new SpendQuestion(from, to, Granularity.MONTHLY, cost, Dimension.TEAM, null, without, null, filters);
    }
}
