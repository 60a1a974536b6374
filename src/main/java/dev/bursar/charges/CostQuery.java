package dev.bursar.charges;

import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A question about spend.
 *
 * @param from first day, included (UTC)
 * @param to last day, excluded; at most 40 years after {@code from}
 * @param thenBy what each group is split by once more, or null; never {@code groupBy}
 * @param without what is left out of all sums
 * @param before days to compare with, which begin before {@code from}, or null
 * @param filters all must match; at most 20
 * @param spread whether what is booked on one day for a whole month ({@link MonthlyCharge}) is spread over the days of its month; of
 *     daily questions only
 */
public record CostQuery(
        LocalDate from,
        LocalDate to,
        Granularity granularity,
        CostMetric cost,
        Dimension groupBy,
        @Nullable Dimension thenBy,
        Set<Exclusion> without,
        @Nullable DayRange before,
        List<CostFilter> filters,
        boolean spread) {
    public CostQuery {
        spread = spread && granularity == Granularity.DAILY;
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
        if (before != null && !before.from().isBefore(from)) {
            throw new IllegalArgumentException("A range is compared with days before it");
        }
    }

    /** With all charges on the days on which they are booked. */
    public CostQuery(
            LocalDate from,
            LocalDate to,
            Granularity granularity,
            CostMetric cost,
            Dimension groupBy,
            @Nullable Dimension thenBy,
            Set<Exclusion> without,
            @Nullable DayRange before,
            List<CostFilter> filters) {
        this(from, to, granularity, cost, groupBy, thenBy, without, before, filters, false);
    }

    /** By one dimension, nothing left out, compared with nothing. */
    public CostQuery(
            LocalDate from,
            LocalDate to,
            Granularity granularity,
            CostMetric cost,
            Dimension groupBy,
            List<CostFilter> filters) {
        this(from, to, granularity, cost, groupBy, null, Set.of(), null, filters);
    }

    /** The tag whose values it groups, splits or filters by, besides the one that names teams; of several the first. */
    public Optional<Dimension.Tag> tag() {
        return Stream.concat(
                        Stream.of(groupBy, thenBy == null ? groupBy : thenBy),
                        filters.stream().map(CostFilter::dimension))
                .filter(Dimension.Tag.class::isInstance)
                .map(Dimension.Tag.class::cast)
                .findFirst();
    }

    /** The same with other filters. */
    public CostQuery with(List<CostFilter> other) {
        return new CostQuery(from, to, granularity, cost, groupBy, thenBy, without, before, other, spread);
    }

    /** The same about other days and groups, compared with nothing, nothing spread. */
    public CostQuery about(LocalDate from, LocalDate to, Dimension groupBy, @Nullable Dimension thenBy) {
        return new CostQuery(from, to, granularity, cost, groupBy, thenBy, without, null, filters);
    }

    /** The same, compared with nothing. */
    public CostQuery alone() {
        return new CostQuery(from, to, granularity, cost, groupBy, thenBy, without, null, filters, spread);
    }

    /** The same about whole months, compared with nothing. */
    public CostQuery monthly(LocalDate from, LocalDate to) {
        return new CostQuery(from, to, Granularity.MONTHLY, cost, groupBy, thenBy, without, null, filters);
    }

    /** The same about all days of its months, compared with nothing, nothing spread. */
    public CostQuery wholeMonths() {
        return monthly(from.withDayOfMonth(1), to.minusDays(1).withDayOfMonth(1).plusMonths(1));
    }

    /** The same, with nothing left out. */
    public CostQuery whole() {
        return new CostQuery(from, to, granularity, cost, groupBy, thenBy, Set.of(), before, filters, spread);
    }

    /** Only whether there is anything: one sum a team and month, compared with nothing. */
    public CostQuery coarse() {
        return new CostQuery(from, to, Granularity.MONTHLY, cost, Dimension.TEAM, null, without, null, filters);
    }
}
