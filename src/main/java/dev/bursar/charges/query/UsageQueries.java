package dev.bursar.charges.query;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.cache.ColumnarCache;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.UsageSum;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.stereotype.Component;

/** Sums what was consumed of services and what it cost, where it is answered fastest. */
@Component
public class UsageQueries {
    private final CostQueries queries;
    private final ColumnarCache cache;

    public UsageQueries(CostQueries queries, ColumnarCache cache) {
        this.queries = queries;
        this.cache = cache;
    }

    /** The sums of the stretch's days that the visibility shows, of daily questions by day; those of one kind may come in several. */
    public List<UsageSum> sums(Stretch stretch, Granularity granularity, Visibility visibility) {
        CostQuery question = stretch.question();
        boolean daily = granularity == Granularity.DAILY;
        var days = new DayRange(question.from(), question.to());
        Set<LocalDate> months = cache.current(days.from(), days.to());
        Optional<List<UsageSum>> copied = months.isEmpty()
                ? Optional.empty()
                : cache.usage(
                        question,
                        daily,
                        days,
                        months,
                        stretch.conditions(),
                        visibility,
                        !daily && CostQueries.wholeMonths(days.from(), days.to(), visibility));
        var sums = new ArrayList<>(copied.orElse(List.of()));
        for (DayRange rest : copied.isPresent() ? CostQueries.without(days, months) : List.of(days)) {
            sums.addAll(stored(stretch, daily, rest, visibility));
        }
        return sums;
    }

    private List<UsageSum> stored(Stretch stretch, boolean daily, DayRange days, Visibility visibility) {
        CostQuery question = stretch.question();
        Dimension thenBy = question.thenBy();
        return queries.ask(
                        "select " + (daily ? "c.charge_day" : "null::date") + " as day, "
                                + (thenBy == null ? "null::int" : CostQueries.column(thenBy))
                                + " part, c.service_id service, c.record_type_id record_type,"
                                + " coalesce(c.usage_type_id, 0) usage_type, coalesce(c.usage_unit, '') unit, c.currency,"
                                + " c.export_id > 0 exported, sum(c."
                                + question.cost().column() + ") cost,"
                                + " case when count(c.usage_quantity) = count(*) then sum(c.usage_quantity) end quantity"
                                + " from charge c ",
                        " group by 1, 2, 3, 4, 5, 6, 7, 8",
                        days.from(),
                        days.to(),
                        stretch.conditions(),
                        visibility)
                .query((row, number) -> new UsageSum(
                        row.getObject("day", LocalDate.class),
                        row.getObject("part", Integer.class),
                        row.getInt("service"),
                        row.getInt("record_type"),
                        row.getInt("usage_type"),
                        row.getString("unit"),
                        row.getString("currency"),
                        row.getBoolean("exported"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("quantity")))
                .list();
    }
}
