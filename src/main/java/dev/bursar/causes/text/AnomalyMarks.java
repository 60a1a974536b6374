package dev.bursar.causes.text;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyService;
import dev.bursar.causes.CauseLinks;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.spi.CostMarks;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The anomalies that begin within the explorer's days, where its filters say no more than whose costs they are. */
@Component
class AnomalyMarks implements CostMarks {
    private static final int MOST = 5;
    private static final Map<Dimension, Function<Anomaly, String>> KNOWN = Map.of(
            Dimension.TEAM, one -> String.valueOf(one.series().team().value()),
            Dimension.ACCOUNT, one -> one.series().account(),
            Dimension.SERVICE, one -> one.series().service());

    private final AnomalyService service;

    AnomalyMarks(AnomalyService service) {
        this.service = service;
    }

    @Override
    public List<Mark> of(DayRange days, DayRange before, CostMetric cost, List<CostFilter> filters) {
        AnomalyService.Page page = service.page();
        return page.all().stream()
                .filter(one -> !one.days().from().isBefore(days.from())
                        && one.days().from().isBefore(days.to()))
                .filter(one -> filters.stream().allMatch(filter -> matches(filter, one)))
                .sorted(Comparator.comparing(Anomaly::excess).reversed())
                .limit(MOST)
                .map(one -> new Mark(
                        one.days().from(),
                        AnomalyText.mark(one, AnomalyText.owner(one, page)),
                        one.excess(),
                        one.series().currency(),
                        CauseLinks.anomaly(one.id())))
                .toList();
    }

    private static boolean matches(CostFilter filter, Anomaly one) {
        Function<Anomaly, String> value = KNOWN.get(filter.dimension());
        return value != null
                && filter.operator() == Operator.IS
                && filter.values().contains(value.apply(one));
    }
}
