package dev.bursar.causes;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import module java.base;

/**
 * Which change is asked about.
 *
 * @param before days to compare with; they begin before {@code now} does and may overlap it
 * @param filters all must match; at most 20
 */
public record ChangeQuestion(DayRange now, DayRange before, CostMetric cost, List<CostFilter> filters) {
    public ChangeQuestion {
        filters = List.copyOf(filters);
        if (!before.from().isBefore(now.from())) {
            throw new IllegalArgumentException("A change is against days before");
        }
    }

    /** The sums of the days that are asked about. */
    public CostQuery costs() {
        return new CostQuery(now.from(), now.to(), Granularity.MONTHLY, cost, Dimension.TEAM, filters);
    }
}
