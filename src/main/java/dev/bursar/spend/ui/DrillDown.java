package dev.bursar.spend.ui;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.list.AddressReader;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Where a click on a row leads: to that row alone, grouped by what says most about it. */
final class DrillDown {
    private static final List<Dimension> ORDER =
            List.of(Dimension.TEAM, Dimension.SERVICE, Dimension.ACCOUNT, Dimension.RECORD_TYPE, Dimension.TAG_VALUE);
    /** The same with what exports know: from a service down to the line. */
    private static final List<Dimension> DETAILED = List.of(
            Dimension.TEAM,
            Dimension.SERVICE,
            Dimension.USAGE_TYPE,
            Dimension.RESOURCE,
            Dimension.ACCOUNT,
            Dimension.RECORD_TYPE,
            Dimension.TAG_VALUE);

    private DrillDown() {}

    /**
     * The view of the row with this key; empty where nothing is left to group by.
     *
     * @param detailed whether some costs are from an export
     */
    static Optional<SpendUrl> into(SpendUrl url, String key, boolean detailed) {
        SpendUrl only = only(url, key);
        Dimension split = url.thenBy();
        // what its parts were becomes its rows
        return split != null
                ? Optional.of(only.with(split).thenBy(null))
                : next(only, detailed ? DETAILED : ORDER).map(only::with);
    }

    /** The view of one part of the row with this key; empty where nothing is left to group by. */
    static Optional<SpendUrl> into(SpendUrl url, String key, String part, boolean detailed) {
        Dimension split = url.thenBy();
        return split == null
                ? Optional.empty()
                : into(only(url, key).with(split).thenBy(null), part, detailed);
    }

    /**
     * Where a click in the chart leads: to the days of a bar, with the row of its segment, grouped and compared as before; where there is
     * only one bar, into the row. Empty where that is what is shown already.
     *
     * @param shown the days of the chart
     * @param key of the row; empty for Other and beside all segments
     * @param days of the bar, less than all that are shown; empty where there is only one
     */
    static Optional<SpendUrl> at(
            SpendUrl url, LocalDateRange shown, Optional<String> key, Optional<LocalDateRange> days, boolean detailed) {
        SpendUrl then = days.map(part -> zoomed(key.map(row -> only(url, row)).orElse(url), shown, part))
                .or(() -> key.map(row -> into(url, row, detailed).orElseGet(() -> only(url, row))))
                .orElse(url);
        return then.equals(url) ? Optional.empty() : Optional.of(then);
    }

    /** A month is shown by day, a quarter or a year by month; a day is compared with the day that the chart compared it with. */
    private static SpendUrl zoomed(SpendUrl url, LocalDateRange shown, LocalDateRange part) {
        SpendUrl there = url.with(new SpendUrl.Period.Days(part.getStart(), part.getEnd()))
                .compare(compared(url.compare(), new DayRange(shown.getStart(), shown.getEnd())));
        return switch (url.view()) {
            case MONTHLY -> there.with(SpendUrl.View.DAILY);
            case QUARTERLY, YEARLY -> there.with(SpendUrl.View.MONTHLY);
            case DAILY, CUMULATIVE -> there;
        };
    }

    /**
     * The period before a part of a month is the month before, and before one of its days it would be the day before; so it is with a year
     * and its months.
     */
    private static @Nullable Comparison compared(@Nullable Comparison with, DayRange shown) {
        return with != Comparison.PREVIOUS
                ? with
                : Stream.of(Comparison.LAST_MONTH, Comparison.LAST_YEAR)
                        .filter(same -> same.of(shown).equals(with.of(shown)))
                        .findFirst()
                        .orElse(with);
    }

    /** The same view, of the line only. */
    static SpendUrl only(SpendUrl url, SpendLine line) {
        String within = line.within();
        Dimension split = url.thenBy();
        return within == null || split == null
                ? only(url, line.key())
                : only(only(url, within).with(split), line.key());
    }

    /** The same view, of the row with this key only. */
    static SpendUrl only(SpendUrl url, String key) {
        var filters = new ArrayList<CostFilter>();
        var mine = new CostFilter(url.by(), Operator.IS, List.of(key));
        boolean placed = false;
        for (CostFilter filter : url.filters()) {
            if (!filter.dimension().equals(url.by())) {
                filters.add(filter);
            } else if (!placed) {
                // the row has passed this filter, so that it is implied
                filters.add(mine);
                placed = true;
            }
        }
        if (!placed) {
            filters.add(mine);
        }
        return url.with(filters.size() > AddressReader.MOST_FILTERS ? url.filters() : filters);
    }

    private static Optional<Dimension> next(SpendUrl url, List<Dimension> order) {
        Set<Dimension> pinned = new HashSet<>();
        url.filters().stream()
                .filter(filter ->
                        filter.operator() == Operator.IS && filter.values().size() == 1)
                .forEach(filter -> pinned.add(filter.dimension()));
        int at = order.indexOf(url.by() == Dimension.CHARGE_CATEGORY ? Dimension.ACCOUNT : url.by());
        for (int i = 1; i <= order.size(); i++) {
            Dimension candidate = order.get((at + i) % order.size());
            if (!pinned.contains(candidate) && !candidate.equals(url.by())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
