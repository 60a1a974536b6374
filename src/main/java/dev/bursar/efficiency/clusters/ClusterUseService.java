package dev.bursar.efficiency.clusters;

import dev.bursar.changes.ChangeState;
import dev.bursar.changes.ChangeTable;
import dev.bursar.changes.Dismissal;
import dev.bursar.changes.Standing;
import dev.bursar.efficiency.clusters.ClusterUses.Request;
import dev.bursar.efficiency.proposals.EfficiencyAction;
import dev.bursar.efficiency.proposals.ProposalService;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.MarkedTeams;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What of clusters is idle, and which namespaces ask for twice what they use. Leads see their teams' namespaces alone, and decide on these;
 * admins on all.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class ClusterUseService {
    private static final String DECIDE = "hasAnyRole('LEAD', 'ADMIN')";
    private static final String SUBJECT = "namespace:";
    private static final String VISIBLE = "(:everything or %s.team_id = any(:own))";

    private final ClusterUses store;
    private final ProposalService proposals;
    private final ResourceVisibility visibility;
    private final Scope scope;
    private final Journal journal;
    private final JdbcClient jdbc;
    private final Clock clock;

    ClusterUseService(
            ClusterUses store,
            ProposalService proposals,
            ResourceVisibility visibility,
            Scope scope,
            Journal journal,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.proposals = proposals;
        this.visibility = visibility;
        this.scope = scope;
        this.journal = journal;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param cluster account, Region and name
     * @param cost EffectiveCost; of a lead's, that of their teams alone
     * @param idle of it what nobody used
     */
    public record IdleOfCluster(String cluster, String accountName, String currency, BigDecimal cost, BigDecimal idle) {
        /** Empty where it cost nothing. */
        public Optional<BigDecimal> share() {
            return cost.signum() <= 0 ? Optional.empty() : Optional.of(idle.divide(cost, MathContext.DECIMAL64));
        }
    }

    /** A namespace that asks for twice what it uses. */
    public record Asked(
            Standing standing,
            ClusterUse use,
            String accountName,
            @Nullable String team,
            boolean mayDecide) {
        public boolean dismissed() {
            return standing.state() == ChangeState.DISMISSED;
        }
    }

    /**
     * @param clusters by cost, the largest first
     * @param namespaces how many there are
     * @param measured of how many AWS measured what they use
     * @param asked by what isn't used, the largest first; those that are dismissed last
     */
    public record Page(
            LocalDate firstDay,
            LocalDate lastDay,
            List<IdleOfCluster> clusters,
            int namespaces,
            int measured,
            List<Asked> asked) {
        public Page {
            clusters = List.copyOf(clusters);
            asked = List.copyOf(asked);
        }
    }

    /** Empty while no charge of a node has parts that the person may see. */
    public Optional<Page> page() {
        Visible visible = visibility.now();
        List<ClusterUse> uses = uses(visible);
        if (uses.isEmpty()) {
            return Optional.empty();
        }
        List<ClusterUse> named =
                uses.stream().filter(use -> !use.namespace().isEmpty()).toList();
        return Optional.of(new Page(
                uses.getFirst().firstDay(),
                uses.getFirst().lastDay(),
                clusters(visible),
                named.size(),
                (int) named.stream().filter(ClusterUse::isMeasured).count(),
                asked(visible, named)));
    }

    private List<ClusterUse> uses(Visible visible) {
        return jdbc.sql("""
                        select cluster, namespace, team_id as team, currency, first_day, last_day, cost, idle, requested, spare,
                               vcpu_hours, vcpu_spare, gb_hours, gb_spare
                          from cluster_use u where %s order by cluster, namespace, team_id, currency
                        """.formatted(VISIBLE.formatted("u")))
                .params(seen(visible))
                .query(RecordMapper.of(ClusterUse.class))
                .list();
    }

    private List<IdleOfCluster> clusters(Visible visible) {
        return jdbc.sql("""
                        select u.cluster, coalesce(max(a.name), split_part(u.cluster, '/', 1)) as account_name, u.currency,
                               sum(u.cost) as cost, sum(u.idle) as idle
                          from cluster_use u left join account a on a.id = split_part(u.cluster, '/', 1)
                         where %s group by 1, 3 order by sum(u.cost) desc, 1, 3
                        """.formatted(VISIBLE.formatted("u")))
                .params(seen(visible))
                .query(RecordMapper.of(IdleOfCluster.class))
                .list();
    }

    private List<Asked> asked(Visible visible, List<ClusterUse> uses) {
        record Row(
                Request request,
                String accountName,
                @Nullable String team) {}
        return jdbc
                .sql("""
                        select %s, r.cluster, r.namespace, r.team_id, r.currency, %s as team,
                               coalesce(a.name, split_part(r.cluster, '/', 1)) as account_name
                          from cluster_request r
                          left join team t on t.id = r.team_id
                          left join account a on a.id = split_part(r.cluster, '/', 1)
                         where %s and (r.state = 'open' or r.state = 'dismissed' and r.dismissed_to >= :today)
                         order by r.state desc, r.id
                        """.formatted(
                                Arrays.stream(ChangeTable.COLUMNS.split(",\\s*"))
                                        .map(column -> "r." + column)
                                        .collect(Collectors.joining(", ")),
                                MarkedTeams.NAME,
                                VISIBLE.formatted("r")))
                .params(seen(visible).and("today", today()))
                .query((row, number) ->
                        new Row(ClusterUses.request(row), row.getString("account_name"), row.getString("team")))
                .list()
                .stream()
                .flatMap(row -> uses.stream()
                        .filter(row.request()::isOf)
                        .map(use -> new Asked(
                                row.request().standing(),
                                use,
                                row.accountName(),
                                row.team(),
                                proposals.mayDecide(use.team()))))
                .sorted(Comparator.comparing(Asked::dismissed)
                        .thenComparing(one -> one.use().spare(), Comparator.reverseOrder())
                        .thenComparing(one -> one.standing().id()))
                .toList();
    }

    private static Params seen(Visible visible) {
        return Params.of("everything", visible.everything()).and("own", visible.teamNumbers());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /**
     * Doesn't find it again up to a day.
     *
     * @param lastDay included; null where it was not entered
     * @throws dev.bursar.changes.ChangeRefused when the reason or the day won't do
     * @throws StaleEdit where it was changed or decided in the meantime
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize(DECIDE)
    public void dismiss(long id, int version, String reason, @Nullable LocalDate lastDay) {
        Request request = decidable(id, version);
        Dismissal dismissal = Dismissal.of(reason, lastDay, today());
        if (!store.standings().dismiss(request.standing(), scope.actor().name(), dismissal)) {
            throw new StaleEdit(SUBJECT + id);
        }
        Map<String, @Nullable Object> after = fields(request);
        after.put("reason", dismissal.reason());
        after.put("lastDay", dismissal.lastDay().toString());
        journal.record(EfficiencyAction.PROPOSAL_DISMISSED, SUBJECT + id, null, after);
    }

    /** Takes a dismissal back. */
    @Writes(Guard.CONDITION)
    @PreAuthorize(DECIDE)
    public void reopen(long id, int version) {
        Request request = decidable(id, version);
        if (!store.standings().reopen(request.standing())) {
            throw new StaleEdit(SUBJECT + id);
        }
        journal.record(EfficiencyAction.PROPOSAL_REOPENED, SUBJECT + id, fields(request), null);
    }

    /** Another team's looks like one that doesn't exist any more. */
    private Request decidable(long id, int version) {
        Visible visible = visibility.now();
        Request request = store.find(id)
                .filter(one -> visible.everything() || visible.teams().contains(one.team()))
                .orElseThrow(() -> new StaleEdit(SUBJECT + id));
        if (!proposals.mayDecide(request.team())) {
            throw new AccessDeniedException("decides for no such team");
        }
        if (request.standing().version() != version) {
            throw new StaleEdit(SUBJECT + id);
        }
        return request;
    }

    private static Map<String, @Nullable Object> fields(Request request) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("cluster", request.cluster());
        fields.put("namespace", request.namespace());
        return fields;
    }
}
