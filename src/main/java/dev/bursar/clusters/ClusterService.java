package dev.bursar.clusters;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.ClusterQueries;
import dev.bursar.charges.query.ClusterQueries.PartCost;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.charges.store.ClusterStore;
import dev.bursar.clusters.ClusterMonth.OfCluster;
import dev.bursar.clusters.ClusterMonth.Row;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipPreview.KeysMonth;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** Says what clusters cost, of what the person who asks may see, and has an admin choose whose tags decide. */
@Service
@Transactional(readOnly = true)
public class ClusterService {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String MAY_CHANGE = "hasRole('ADMIN')";
    /** Where fewer share a cluster, its total would tell a lead what another team pays. */
    private static final int FEWEST_SHARERS = 4;

    private static final int LAST_PARTS = 3;

    private final CostService costs;
    private final ClusterQueries queries;
    private final ClusterStore store;
    private final Organisation organisation;
    private final OwnershipRuleService rules;
    private final TeamKey teamKey;
    private final JobRequests due;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    ClusterService(
            CostService costs,
            ClusterQueries queries,
            ClusterStore store,
            Organisation organisation,
            OwnershipRuleService rules,
            TeamKey teamKey,
            JobRequests due,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.costs = costs;
        this.queries = queries;
        this.store = store;
        this.organisation = organisation;
        this.rules = rules;
        this.teamKey = teamKey;
        this.due = due;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** A month's costs by cluster, namespace, workload and team. */
    @PreAuthorize(MAY_SEE)
    public ClusterMonth of(YearMonth month) {
        LocalDateRange days = days(month, costs.read());
        DayRange range = new DayRange(days.getStart(), days.getEnd());
        List<PartCost> parts = queries.parts(range, scope.visibility());
        CostResult facts = costs.ask(new CostQuery(
                days.getStart(), days.getEnd(), Granularity.MONTHLY, CostMetric.EFFECTIVE, Dimension.TEAM, List.of()));
        if (parts.isEmpty()) {
            return new ClusterMonth(
                    month, days, !queries.clusters().isEmpty(), List.of(), facts.finality(), facts.observedAt());
        }
        ClusterChoices choices = store.current();
        Map<String, List<PartCost>> all = costs.seesEverything()
                ? Map.of()
                : queries.parts(range, Visibility.EVERYTHING).stream()
                        .collect(Collectors.groupingBy(ClusterService::key));
        Map<TeamId, String> teams = DimensionLabels.markedTeamNames(organisation);
        Map<String, String> accounts = DimensionLabels.accountNames(organisation);
        List<OfCluster> clusters =
                parts.stream().collect(Collectors.groupingBy(ClusterService::key)).entrySet().stream()
                        .map(entry -> {
                            PartCost first = entry.getValue().getFirst();
                            String cluster = first.part().cluster();
                            Optional<Choice> choice = choices.on(cluster, days.getEndInclusive());
                            String[] place = cluster.split("/", LAST_PARTS);
                            return new OfCluster(
                                    cluster,
                                    accounts.getOrDefault(place[0], place[0]),
                                    place[1],
                                    place[2],
                                    first.currency(),
                                    rows(entry.getValue(), teams),
                                    sum(entry.getValue()),
                                    choice.filter(Choice::split)
                                            .flatMap(split -> whole(all.getOrDefault(entry.getKey(), List.of()))),
                                    choice);
                        })
                        .sorted(Comparator.comparing(
                                        (OfCluster one) -> one.use().cost())
                                .reversed()
                                .thenComparing(OfCluster::key))
                        .toList();
        return new ClusterMonth(month, days, true, clusters, facts.finality(), facts.observedAt());
    }

    private static String key(PartCost part) {
        return part.part().cluster() + " " + part.currency();
    }

    private static List<Row> rows(List<PartCost> parts, Map<TeamId, String> teams) {
        record Key(String namespace, String workload, boolean noPods, TeamId team) {}
        Map<Key, ClusterUse> rows = new HashMap<>();
        parts.forEach(part -> rows.merge(
                new Key(
                        part.part().namespace(),
                        part.part().workload(),
                        part.part().use() == ClusterPart.Use.NO_PODS,
                        part.team()),
                use(part),
                ClusterUse::plus));
        return rows.entrySet().stream()
                .map(row -> new Row(
                        row.getKey().namespace(),
                        row.getKey().workload(),
                        row.getKey().noPods(),
                        row.getKey().team(),
                        teams.getOrDefault(row.getKey().team(), DimensionLabels.UNALLOCATED),
                        row.getValue()))
                .sorted(Comparator.comparing((Row row) -> row.use().cost())
                        .reversed()
                        .thenComparing(Row::namespace)
                        .thenComparing(Row::workload)
                        .thenComparing(Row::team))
                .toList();
    }

    private static ClusterUse sum(List<PartCost> parts) {
        return parts.stream().map(ClusterService::use).reduce(ClusterUse.NOTHING, ClusterUse::plus);
    }

    private static Optional<ClusterUse> whole(List<PartCost> parts) {
        return parts.stream().map(PartCost::team).distinct().count() < FEWEST_SHARERS
                ? Optional.empty()
                : Optional.of(sum(parts));
    }

    private static ClusterUse use(PartCost part) {
        BigDecimal cost = part.cost();
        BigDecimal none = BigDecimal.ZERO;
        ClusterPart.Use use = part.part().use();
        return new ClusterUse(
                use == ClusterPart.Use.USED ? cost : none,
                use == ClusterPart.Use.IDLE ? cost : none,
                use == ClusterPart.Use.NO_PODS ? cost : none,
                part.gpuCost(),
                part.vcpuHours(),
                part.gbHours(),
                part.gpuHours());
    }

    /** The days of the month up to the last one that is read; of a month without any those that have begun. */
    private LocalDateRange days(YearMonth month, Optional<LocalDateRange> read) {
        LocalDate first = month.atDay(1);
        LocalDate next = month.plusMonths(1).atDay(1);
        LocalDate end = read.map(LocalDateRange::getEnd)
                .filter(last -> last.isAfter(first))
                .orElse(Today.of(clock).plusDays(1));
        return LocalDateRange.of(first, end.isAfter(first) && end.isBefore(next) ? end : next);
    }

    /** How a cluster was and is split, the newest first. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
    public List<Choice> choices(String cluster) {
        return of(cluster, store.current());
    }

    private static List<Choice> of(String cluster, ClusterChoices all) {
        return all.choices().stream()
                .filter(choice -> choice.cluster().equals(cluster))
                .toList()
                .reversed();
    }

    /** Months from which a cluster may be split otherwise, the newest first: those that have costs, and the next. */
    @PreAuthorize(MAY_CHANGE)
    public List<YearMonth> months() {
        YearMonth next = YearMonth.from(Today.of(clock)).plusMonths(1);
        return Stream.concat(Stream.of(next), rules.months().stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** Names of all teams. */
    @PreAuthorize(MAY_CHANGE)
    public Map<TeamId, String> teams() {
        return rules.teams();
    }

    /** What a choice would move in a month. */
    @PreAuthorize(MAY_CHANGE)
    public KeysMonth preview(Choice choice, YearMonth month) {
        ClusterChoices now = store.current();
        return rules.preview(
                now,
                new ClusterChoices(Stream.concat(
                                now.choices().stream()
                                        .filter(one -> !one.cluster().equals(choice.cluster())
                                                || !one.from().equals(choice.from())),
                                Stream.of(choice))
                        .toList()),
                teamKey.keys(),
                month);
    }

    /**
     * Stores a choice, in place of one from the same month on; stored charges follow within minutes.
     *
     * @param seen the cluster's choices, as the person has seen them
     * @throws StaleEdit where others have changed them since, or no charge is of the cluster
     */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.LOCK)
    public void choose(Choice choice, List<Choice> seen) {
        require(choice.cluster(), seen);
        if (!queries.clusters().contains(choice.cluster())
                || !months().contains(YearMonth.from(choice.from()))
                || choice.from().getDayOfMonth() != 1) {
            throw new StaleEdit(subject(choice.cluster()));
        }
        Optional<Choice> before =
                seen.stream().filter(one -> one.from().equals(choice.from())).findAny();
        if (before.equals(Optional.of(choice))) {
            return;
        }
        store.store(choice);
        journal.record(
                ClusterAction.CHOSEN,
                subject(choice.cluster()),
                before.map(ClusterService::fields).orElse(null),
                fields(choice));
        due.add(OwnershipRuleService.JOB);
    }

    /**
     * Takes a choice back; what was chosen before holds again.
     *
     * @param seen the cluster's choices, as the person has seen them
     * @throws StaleEdit where others have changed them since
     */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.LOCK)
    public void remove(Choice choice, List<Choice> seen) {
        require(choice.cluster(), seen);
        if (store.remove(choice.cluster(), choice.from())) {
            journal.record(ClusterAction.REMOVED, subject(choice.cluster()), fields(choice), null);
            due.add(OwnershipRuleService.JOB);
        }
    }

    private void require(String cluster, List<Choice> seen) {
        store.lock();
        if (!of(cluster, store.current()).equals(seen)) {
            throw new StaleEdit(subject(cluster));
        }
    }

    private static String subject(String cluster) {
        return "cluster:" + cluster;
    }

    private static Map<String, Object> fields(Choice choice) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("from", YearMonth.from(choice.from()).toString());
        fields.put("split", choice.split());
        if (choice.split()) {
            fields.put("idle", choice.idle().name());
        }
        return fields;
    }
}
