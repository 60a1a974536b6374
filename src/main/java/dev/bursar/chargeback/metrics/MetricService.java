package dev.bursar.chargeback.metrics;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.pools.Pool;
import dev.bursar.chargeback.pools.PoolSplit;
import dev.bursar.chargeback.pools.PoolStore;
import dev.bursar.chargeback.statement.Allocations;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The numbers by which pools are split, month by month; finance enters them until the month is closed. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class MetricService {
    private final PoolStore store;
    private final CutStore cuts;
    private final LedgerMonths ledger;
    private final Allocations allocations;
    private final Organisation organisation;
    private final Journal journal;

    MetricService(
            PoolStore store,
            CutStore cuts,
            LedgerMonths ledger,
            Allocations allocations,
            Organisation organisation,
            Journal journal) {
        this.store = store;
        this.cuts = cuts;
        this.ledger = ledger;
        this.allocations = allocations;
        this.organisation = organisation;
        this.journal = journal;
    }

    /**
     * A month that can have numbers.
     *
     * @param numbers by the team's name; empty before they are entered
     * @param missing teams of the month without a number, by name
     */
    public record MonthNumbers(YearMonth month, Map<String, BigDecimal> numbers, List<String> missing) {
        public MonthNumbers {
            missing = List.copyOf(missing);
        }
    }

    /**
     * What a pool is split by.
     *
     * @param months that aren't closed and have charges, the newest first
     */
    public record Page(int pool, int version, String metric, List<MonthNumbers> months) {
        public Page {
            months = List.copyOf(months);
        }
    }

    /** Empty where the pool isn't split by a metric in any month that is open. */
    public Optional<Page> page(int pool) {
        Optional<YearMonth> open = ledger.next();
        List<MonthNumbers> months = cuts.all().stream()
                .map(Cut::month)
                .filter(month -> open.filter(month::isBefore).isEmpty())
                .flatMap(month -> metric(pool, month).stream().map(split -> month(month, split)))
                .toList();
        return months.isEmpty()
                ? Optional.empty()
                : Optional.of(new Page(
                        pool,
                        store.version(pool).orElse(0),
                        metric(pool, months.getFirst().month()).orElseThrow().name(),
                        months));
    }

    private MonthNumbers month(YearMonth month, PoolSplit.Metric split) {
        Map<Integer, String> teams = teams(month);
        Map<Integer, BigDecimal> stored = split.of(month);
        Map<String, BigDecimal> numbers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        teams.forEach((team, name) -> Optional.ofNullable(stored.get(team)).ifPresent(one -> numbers.put(name, one)));
        return new MonthNumbers(
                month,
                numbers,
                teams.entrySet().stream()
                        .filter(team -> !stored.containsKey(team.getKey())
                                && !split.leftOut().contains(team.getKey()))
                        .map(Map.Entry::getValue)
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList());
    }

    private Optional<PoolSplit.Metric> metric(int pool, YearMonth month) {
        return store.of(month).stream()
                .filter(one -> one.id() == pool)
                .map(Pool::split)
                .filter(PoolSplit.Metric.class::isInstance)
                .map(PoolSplit.Metric.class::cast)
                .findFirst();
    }

    /** Confirmed teams that are there on some day of the month. */
    private Map<Integer, String> teams(YearMonth month) {
        Map<TeamId, String> names = DimensionLabels.teamNames(organisation);
        return allocations.teams(month).stream()
                .filter(team -> !allocations.unconfirmed().contains(team))
                .collect(Collectors.toMap(team -> team, team -> names.getOrDefault(new TeamId(team), "Team " + team)));
    }

    /**
     * Replaces a month's numbers.
     *
     * @param version of the pool, as it was shown
     * @throws MetricRefused when they can't be so; nothing is stored then
     * @throws StaleEdit when somebody else changed the pool meanwhile
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Transactional
    public void save(int pool, int version, YearMonth month, String text) {
        store.lock();
        if (ledger.next().filter(month::isBefore).isPresent()) {
            throw new MetricRefused(List.of(new MetricProblem.Closed(month)));
        }
        PoolSplit.Metric split =
                metric(pool, month).orElseThrow(() -> new MetricRefused(List.of(new MetricProblem.NotSplitSo(month))));
        Map<Integer, String> teams = teams(month);
        MetricNumbers read = MetricNumbers.read(text, teams, split.leftOut());
        if (!read.problems().isEmpty()) {
            throw new MetricRefused(read.problems());
        }
        store.changed(pool, version);
        store.numbers(pool, month, read.byTeam());
        journal.record(
                ChargebackAction.POOL_CHANGED,
                "pool:" + pool,
                recorded(split.name(), month, split.of(month)),
                recorded(split.name(), month, read.byTeam()));
    }

    private static Map<String, Object> recorded(String metric, YearMonth month, Map<Integer, BigDecimal> numbers) {
        Map<String, BigDecimal> byTeam = new TreeMap<>();
        numbers.forEach((team, number) -> byTeam.put("team:" + team, number));
        return Map.of("metric", metric, "month", month.toString(), "numbers", byTeam);
    }
}
