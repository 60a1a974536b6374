package dev.bursar.causes.ui;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.Change.OfCurrency.Main;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.spi.CostMarks;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * The anomalies that begin within the explorer's days, where its filters say no more than whose costs they are. One that an event already
 * marks is left out: the same money would stand there twice, once since the days before and once above what was expected.
 */
@Component
class AnomalyMarks implements CostMarks {
    private static final int MOST = 5;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final Map<Dimension, Function<Anomaly, List<String>>> KNOWN = Map.of(
            Dimension.TEAM, one -> List.of(String.valueOf(one.series().team().value())),
            Dimension.ACCOUNT, one -> List.of(one.series().account()),
            Dimension.SERVICE, Anomaly::names);

    private final AnomalyService service;
    private final ChangeService changes;

    AnomalyMarks(AnomalyService service, ChangeService changes) {
        this.service = service;
        this.changes = changes;
    }

    @Override
    public List<Mark> of(DayRange days, DayRange before, CostMetric cost, List<CostFilter> filters) {
        AnomalyPage page = service.page();
        List<Anomaly> within = page.all().stream()
                .filter(one -> !one.days().from().isBefore(days.from())
                        && one.days().from().isBefore(days.to()))
                .filter(one -> filters.stream().allMatch(filter -> matches(filter, one)))
                .toList();
        if (within.isEmpty()) {
            return List.of();
        }
        List<Main> events = EventMarks.marked(changes.change(new ChangeQuestion(days, before, cost, filters)));
        return within.stream()
                .filter(one -> !began(events, one))
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

    /** Whether events, on its first day or the one before, made most of what the anomaly is of. */
    static boolean began(List<Main> events, Anomaly anomaly) {
        BigDecimal made = events.stream()
                .filter(event -> mayBegin(event, anomaly))
                .map(Main::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return anomaly.kind() != AnomalyKind.FEE
                && made.signum() > 0
                && made.multiply(TWO).compareTo(anomaly.excess()) >= 0;
    }

    private static boolean mayBegin(Main event, Anomaly anomaly) {
        PartKey part = event.part().key();
        LocalDate first = anomaly.days().from();
        LocalDate day = EventMarks.day(event);
        return part.team() == anomaly.series().team().value()
                && anomaly.names().contains(part.service())
                && part.currency().equals(anomaly.series().currency())
                && (anomaly.series().account().isEmpty()
                        || part.account().equals(anomaly.series().account()))
                && !day.isBefore(first.minusDays(1))
                && !day.isAfter(first);
    }

    private static boolean matches(CostFilter filter, Anomaly one) {
        Function<Anomaly, List<String>> values = KNOWN.get(filter.dimension());
        return values != null
                && filter.operator() == Operator.IS
                && !Collections.disjoint(filter.values(), values.apply(one));
    }
}
