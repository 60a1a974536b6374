package dev.bursar.causes.aws;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomalySource;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.charges.query.CostService.CostSum;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** AWS's own anomalies beside Bursar's. A lead gets of them what is of their team alone. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class AwsAnomalyService {
    /** Reads them: the job's name. */
    public static final String READING = "aws-anomalies";

    private static final int MONTH_DAYS = 30;

    private final AwsAnomalyStore store;
    private final AnomalyService anomalies;
    private final CostAnswers costs;
    private final DailyReadings readings;
    private final Scope scope;
    private final Clock clock;

    AwsAnomalyService(
            AwsAnomalyStore store,
            AnomalyService anomalies,
            CostAnswers costs,
            DailyReadings readings,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.anomalies = anomalies;
        this.costs = costs;
        this.readings = readings;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param from the first day that the last answer was about; null before it
     * @param known how many AWS told
     * @param onlyAws those among them that are none of Bursar's
     * @param monthUsd what asking costs in a month, roughly
     */
    public record State(
            DailyReadings.State reading,
            @Nullable LocalDate from,
            int known,
            List<AwsAnomaly> onlyAws,
            BigDecimal monthUsd) {
        public State {
            onlyAws = List.copyOf(onlyAws);
        }
    }

    public State state() {
        DailyReadings.State reading = readings.state(READING);
        Instant readAt = reading.readAt();
        List<AwsAnomaly> told = told();
        List<Anomaly> ours = told.isEmpty() ? List.of() : anomalies.page().all();
        LocalDate today = Today.of(clock);
        Beside.Owners owners = owners();
        return new State(
                reading,
                readAt == null ? null : AwsAnomalyStore.first(LocalDate.ofInstant(readAt, ZoneOffset.UTC)),
                told.size(),
                told.stream()
                        .filter(aws -> ours.stream()
                                .allMatch(one ->
                                        Beside.of(one, aws, owners, today).isEmpty()))
                        .toList(),
                AwsAnomalySource.USD_A_PAGE.multiply(BigDecimal.valueOf(MONTH_DAYS)));
    }

    /** What AWS says of an anomaly; empty where it says nothing that the person may see. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public List<Beside> beside(long anomaly) {
        Visibility visibility = scope.visibility();
        LocalDate today = Today.of(clock);
        Beside.Owners owners = owners();
        return anomalies.find(anomaly).stream()
                .flatMap(one -> told().stream().flatMap(aws -> {
                    if (visibility.everything()) {
                        return Beside.of(one, aws, owners, today).stream();
                    }
                    DayRange days = Beside.days(aws, today);
                    var span = new Visibility.Span(one.series().team(), days.from(), days.to());
                    return visibility.includes(new Visibility(false, List.of(span)))
                            ? Beside.ofTeamAlone(one, aws, owners, today).stream()
                            : Stream.<Beside>empty();
                }))
                .toList();
    }

    private List<AwsAnomaly> told() {
        return store.since(Today.of(clock).minusDays(AwsAnomalySource.DAYS));
    }

    /** Each question is answered once. */
    private Beside.Owners owners() {
        record Asked(String account, String service, DayRange days) {}
        Map<Asked, Set<TeamId>> known = new HashMap<>();
        return (account, service, days) ->
                known.computeIfAbsent(new Asked(account, service, days), asked -> teams(account, service, days));
    }

    private Set<TeamId> teams(String account, String service, DayRange days) {
        return costs
                .sums(
                        new CostQuery(
                                days.from(),
                                days.to(),
                                Granularity.DAILY,
                                CostMetric.EFFECTIVE,
                                Dimension.TEAM,
                                List.of(is(Dimension.ACCOUNT, account), is(Dimension.SERVICE, service))),
                        Visibility.EVERYTHING)
                .stream()
                .map(CostSum::key)
                .map(key -> new TeamId(Integer.parseInt(key)))
                .collect(Collectors.toSet());
    }

    private static CostFilter is(Dimension dimension, String value) {
        return new CostFilter(dimension, Operator.IS, List.of(value));
    }
}
