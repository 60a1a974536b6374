package dev.bursar.efficiency.query;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadRow.Best;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.query.WorkloadRow.ToldBy;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Conditions;
import dev.bursar.list.ListQueries;
import dev.bursar.list.ListQueries.Relation;
import dev.bursar.list.ListState;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads what was found of workloads: rows, totals and files go by the same conditions. */
@Component
class FindingQueries {
    private static final FactCodec<FindingReason> REASONS = FactCodec.of(FindingReason.class);

    static final RecordMapper<WorkloadRow> ROW = RecordMapper.of(WorkloadRow.class)
            .with(ToldBy.class, (row, column) -> ToldBy.valueOf(row.getString(column)))
            .with(FindingReason.class, FindingQueries::why)
            .with(
                    Figure.class,
                    (row, column) -> new Figure(row.getObject(column, Double.class), reason(row, column + "_reason")))
            .with(Reason.class, FindingQueries::reason)
            .with(Best.class, FindingQueries::best);

    /**
     * Workloads that the person may see. Where a part of the cost belongs to another team, a person who doesn't see that team's costs
     * sees no cost.
     */
    private static final String SEEN = """
        with visible as (
          select f.*, w.kind, w.arn, w.name, w.account, w.region, w.status,
                 not :everything and f.several_teams as hides_cost,
                 case when f.state = 'fits' and w.kind in ('notebook', 'app')
                           and w.status not in ('', 'InService', 'Pending', 'Updating') then 'stopped'
                      else f.state end as found,
                 (select count(*) from ml_proposal p where p.workload_id = w.id and p.state = 'open') as open_proposals,
                 (select count(*) from ml_proposal p where p.workload_id = w.id and p.state = 'approved') as approved_proposals
            from ml_finding f
            join ml_workload w on w.id = f.workload_id
           where w.gone_at is null
             and (:everything or f.team_id = any(:own) or (f.team_id = 0 and w.account = any(:wholly)))
        ), seen as (
          select v.*,
                 case when count(*) over (partition by v.kind, v.name, v.account) > 1 then 'REGION'
                      when count(*) over (partition by v.kind, v.name) > 1 then 'ACCOUNT'
                      else 'NAME' end as told_by
            from visible v%s
        )
        """;

    private static final String ROWS = """
        select %s, s.reason_facts, s.coverage_reason, s.cpu_reason, s.memory_reason, s.gpu_reason, s.gpu_memory_reason,
               s.idle_reason as idle_share_reason, b.from_count, b.from_type, b.to_count, b.to_type
          from seen s
          left join lateral (
               select p.action, p.from_count, p.from_type, p.to_count, p.to_type
                 from ml_proposal p
                where p.workload_id = s.workload_id and p.state in ('open', 'approved')
                order by case when p.currency = 'USD' then coalesce(p.bill_saving, p.list_saving) else p.list_saving end desc, p.id
                limit 1) b on true
          left join ml_judged j on true
          left join account a on a.id = s.account
          left join team t on t.id = s.team_id
        """.formatted(ROW.columns("s"));

    private static final String IN_STATE = " where (cardinality(:states) = 0 or s.found = any(:states)) order by ";

    private static final RecordMapper<NamedWorkload> NAMED = RecordMapper.of(NamedWorkload.class);

    /** Names that are looked at where many have what was typed somewhere: enough to find those that have it at the start of a word. */
    private static final int MOST_LOOKED_AT = 300;

    /** By the index of names those that begin with it, by ARN, and some of those that have it elsewhere. */
    private static final String NEAR = """
        with near as (
          (select w.id from ml_workload w join ml_finding f on f.workload_id = w.id
            where %1$s and w.search_name like :start order by w.search_name using ~<~ limit :most)
          union
          (select w.id from ml_workload w join ml_finding f on f.workload_id = w.id
            where %1$s and w.arn_hash = :arn)
          union
          (select w.id from ml_workload w join ml_finding f on f.workload_id = w.id
            where %1$s and not :short and w.search_name like all(:parts) limit :looked)
        )
        select %2$s
          from near n
          join ml_workload w on w.id = n.id
          join ml_finding f on f.workload_id = w.id
          left join account a on a.id = w.account
          left join team t on t.id = f.team_id
         order by w.search_name, w.id
        """.formatted("""
            w.gone_at is null
             and (:everything or f.team_id = any(:own) or (f.team_id = 0 and w.account = any(:wholly)))
            """, NAMED.columns("w"));

    private final JdbcClient jdbc;
    private final ListQueries lists;

    FindingQueries(JdbcClient jdbc, ListQueries lists) {
        this.jdbc = jdbc;
        this.lists = lists;
    }

    private static FindingReason why(ResultSet row, String column) throws SQLException {
        String reason = Objects.requireNonNull(row.getString(column));
        @Nullable String figures = row.getString("reason_facts");
        return figures == null ? new FindingReason.Said(reason) : REASONS.of(reason, figures);
    }

    /** Null where a figure is known, or nobody has said why it isn't. */
    private static @Nullable Reason reason(ResultSet row, String column) throws SQLException {
        String code = row.getString(column);
        return code == null || code.isEmpty() ? null : Reason.valueOf(code);
    }

    private static @Nullable Best best(ResultSet row, String column) throws SQLException {
        @Nullable String action = row.getString(column);
        return action == null
                ? null
                : new Best(
                        Action.of(action),
                        row.getInt("from_count"),
                        row.getString("from_type"),
                        row.getInt("to_count"),
                        row.getString("to_type"));
    }

    private StatementSpec statement(String sql, ListState state, Visible visible) {
        Conditions asked = WorkloadList.LISTING.conditions(state, WorkloadList.STATE);
        return asked.statement(jdbc, SEEN.formatted(asked.where()) + sql)
                .params(rights(visible)
                        .and(
                                "states",
                                state.get(WorkloadList.STATE).stream()
                                        .map(FindingState::stored)
                                        .toArray(String[]::new)));
    }

    private static Params rights(Visible visible) {
        return Params.of("everything", visible.everything())
                .and("own", visible.teamNumbers())
                .and("wholly", visible.accountIds());
    }

    List<WorkloadRow> rows(ListState state, Visible visible, int offset, int limit) {
        return statement(
                        ROWS + IN_STATE + WorkloadList.LISTING.order(state) + " offset :offset limit :limit",
                        state,
                        visible)
                .param("offset", offset)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    void each(ListState state, Visible visible, Consumer<WorkloadRow> consumer) {
        statement(ROWS + IN_STATE + WorkloadList.LISTING.order(state), state, visible)
                .withFetchSize(1_000)
                .query(row -> {
                    consumer.accept(ROW.mapRow(row, 0));
                });
    }

    Optional<WorkloadRow> row(long workload, Visible visible) {
        return statement(ROWS + " where s.workload_id = :id", WorkloadList.USUAL, visible)
                .param("id", workload)
                .query(ROW)
                .optional();
    }

    /** Some that match, by name: all whose names begin so, up to {@code most}. */
    List<NamedWorkload> named(SearchText text, Visible visible, int most) {
        return jdbc.sql(NEAR)
                .params(rights(visible))
                .param("start", text.startPattern())
                .param("parts", text.partPatterns())
                .param("short", text.isShort())
                .param("arn", Sha256.of(text.raw()))
                .param("most", most)
                .param("looked", MOST_LOOKED_AT)
                .query(NAMED)
                .list();
    }

    Page page(ListState state, Visible visible, Optional<Instant> readAt, UnreadAccounts.Answer unread) {
        Map<String, BigDecimal> cost = new TreeMap<>();
        Map<String, BigDecimal> idle = new TreeMap<>();
        Map<String, BigDecimal> measured = new TreeMap<>();
        Map<String, BigDecimal> rate = new TreeMap<>();
        long[] counts = new long[5];
        BigDecimal[] usd = {BigDecimal.ZERO, BigDecimal.ZERO};
        Set<String> known = new HashSet<>();
        statement("""
             select s.currency, count(*) as n, sum(s.cost) filter (where not s.hides_cost) as cost,
                    sum(s.idle_cost) filter (where not s.hides_cost) as idle,
                    sum(s.cost) filter (where not s.hides_cost and s.state <> 'not-measured') as measured,
                    count(*) filter (where s.state = 'not-measured') as unmeasured,
                    coalesce(sum(s.unmeasured_usd) filter (where not s.hides_cost), 0) as unmeasured_usd,
                    count(*) filter (where s.state = 'not-measured' and not s.hides_cost and s.cost is null
                                       and s.unmeasured_usd is null) as unknown,
                    sum(s.rate) filter (where not s.hides_cost) as rate,
                    coalesce(sum(s.saving), 0) as saving, sum(s.open_proposals) as open_proposals,
                    sum(s.approved_proposals) as approved_proposals, count(s.idle_share) as idle_known,
                    count(coalesce(s.cpu, s.memory)) as cpu_known, count(coalesce(s.gpu, s.gpu_memory)) as gpu_known
               from seen s where cardinality(:states) = 0 or s.found = any(:states)
              group by 1
            """, state, visible).query(row -> {
            counts[0] += row.getLong("n");
            counts[1] += row.getLong("unmeasured");
            counts[2] += row.getLong("unknown");
            counts[3] += row.getLong("open_proposals");
            counts[4] += row.getLong("approved_proposals");
            usd[0] = usd[0].add(row.getBigDecimal("unmeasured_usd"));
            usd[1] = usd[1].add(row.getBigDecimal("saving"));
            add(known, "idle", row.getLong("idle_known"));
            add(known, "cpu", row.getLong("cpu_known"));
            add(known, "gpu", row.getLong("gpu_known"));
            @Nullable String currency = row.getString("currency");
            if (currency != null) {
                put(cost, currency, row.getBigDecimal("cost"));
                put(idle, currency, row.getBigDecimal("idle"));
                put(measured, currency, row.getBigDecimal("measured"));
                put(rate, currency, row.getBigDecimal("rate"));
            }
        });
        Optional<Judged> judged = judged();
        return new Page(
                counts[0],
                cost,
                idle,
                measured,
                counts[1],
                usd[0],
                counts[2],
                rate,
                usd[1],
                counts[3],
                counts[4],
                known,
                judged.map(Judged::firstDay).orElse(null),
                judged.map(Judged::lastDay).orElse(null),
                judged.map(Judged::origin).orElse(Origin.EXPORT),
                readAt,
                judged.map(Judged::at),
                unread,
                lists.choices(
                        WorkloadList.LISTING, state, new Relation(SEEN.formatted(""), "visible v", rights(visible))));
    }

    private static void add(Set<String> known, String figure, long workloads) {
        if (workloads > 0) {
            known.add(figure);
        }
    }

    private static void put(Map<String, BigDecimal> sums, String currency, @Nullable BigDecimal amount) {
        if (amount != null) {
            sums.put(currency, amount);
        }
    }

    /** When workloads were last judged, and which days the costs were of. */
    record Judged(
            Instant at,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            Origin origin) {
        /** How many days costs are of: 30 where no charge names resources, because hours are measured for as long. */
        static int days(@Nullable LocalDate first, @Nullable LocalDate last) {
            return first == null || last == null ? 30 : (int) ChronoUnit.DAYS.between(first, last) + 1;
        }
    }

    Optional<Judged> judged() {
        return jdbc.sql("select judged_at as at, first_day, last_day, cost_source as origin from ml_judged")
                .query(RecordMapper.of(Judged.class))
                .optional();
    }

    /** The dearest first; at most 200. */
    List<ElsewhereCost> elsewhere(Visible visible) {
        return jdbc.sql("""
            select e.resource, e.account, coalesce(a.name, e.account) as account_name, e.currency,
                   sum(e.effective_cost) as effective_cost
              from ml_cost_elsewhere e left join account a on a.id = e.account
             where :everything or e.team_id = any(:own) or (e.team_id = 0 and e.account = any(:wholly))
             group by 1, 2, 3, 4 order by 5 desc, e.resource limit 200
            """)
                .params(rights(visible))
                .query(RecordMapper.of(ElsewhereCost.class))
                .list();
    }
}
