package dev.bursar.efficiency.query;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.query.EfficiencyQuestion.Order;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadRow.Best;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.query.WorkloadRow.ToldBy;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.MarkedTeams;
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

    private static final RecordMapper<WorkloadRow> ROW = RecordMapper.of(WorkloadRow.class)
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
        with seen as (
          select f.*, w.kind, w.arn, w.name, w.account, w.region, w.status,
                 not :everything and f.several_teams as hides_cost,
                 case when f.state = 'fits' and w.kind in ('notebook', 'app')
                           and w.status not in ('', 'InService', 'Pending', 'Updating') then 'stopped'
                      else f.state end as found,
                 (select count(*) from ml_proposal p where p.workload_id = w.id and p.state = 'open') as open_proposals,
                 (select count(*) from ml_proposal p where p.workload_id = w.id and p.state = 'approved') as approved_proposals,
                 case when count(*) over (partition by w.kind, w.name, w.account) > 1 then 'REGION'
                      when count(*) over (partition by w.kind, w.name) > 1 then 'ACCOUNT'
                      else 'NAME' end as told_by
            from ml_finding f
            join ml_workload w on w.id = f.workload_id
           where w.gone_at is null
             and (:everything or f.team_id = any(:own) or (f.team_id = 0 and w.account = any(:wholly)))
             and (cardinality(:kinds) = 0 or w.kind = any(:kinds))
             and (cardinality(:teams) = 0 or f.team_id = any(:teams))
             and (cardinality(:accounts) = 0 or w.account = any(:accounts))
             and (:search = '' or position(lower(:search) in lower(w.name)) > 0)
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
            where %1$s and lower(w.name) like :start order by lower(w.name) using ~<~ limit :most)
          union
          (select w.id from ml_workload w join ml_finding f on f.workload_id = w.id
            where %1$s and w.arn_hash = :arn)
          union
          (select w.id from ml_workload w join ml_finding f on f.workload_id = w.id
            where %1$s and not :short and lower(w.name) like all(:parts) limit :looked)
        )
        select %2$s
          from near n
          join ml_workload w on w.id = n.id
          join ml_finding f on f.workload_id = w.id
          left join account a on a.id = w.account
          left join team t on t.id = f.team_id
         order by lower(w.name), w.id
        """.formatted("""
            w.gone_at is null
             and (:everything or f.team_id = any(:own) or (f.team_id = 0 and w.account = any(:wholly)))
            """, NAMED.columns("w"));

    private final JdbcClient jdbc;

    FindingQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    private StatementSpec statement(String sql, EfficiencyQuestion question, Visible visible) {
        return jdbc.sql(SEEN + sql)
                .param("everything", visible.everything())
                .param("own", visible.teamNumbers())
                .param("wholly", visible.accountIds())
                .param(
                        "kinds",
                        question.kinds().stream().map(WorkloadKind::stored).toArray(String[]::new))
                .param(
                        "states",
                        question.states().stream().map(FindingState::stored).toArray(String[]::new))
                .param("teams", question.teams().toArray(Integer[]::new))
                .param("accounts", question.accounts().toArray(String[]::new))
                .param("search", question.search());
    }

    List<WorkloadRow> rows(EfficiencyQuestion question, Visible visible, int offset, int limit) {
        return statement(ROWS + IN_STATE + order(question) + " offset :offset limit :limit", question, visible)
                .param("offset", offset)
                .param("limit", limit)
                .query(ROW)
                .list();
    }

    void each(EfficiencyQuestion question, Visible visible, Consumer<WorkloadRow> consumer) {
        statement(ROWS + IN_STATE + order(question), question, visible)
                .withFetchSize(1_000)
                .query(row -> {
                    consumer.accept(ROW.mapRow(row, 0));
                });
    }

    Optional<WorkloadRow> row(long workload, Visible visible) {
        return statement(ROWS + " where s.workload_id = :id", EfficiencyQuestion.USUAL, visible)
                .param("id", workload)
                .query(ROW)
                .optional();
    }

    /** Some that match, by name: all whose names begin so, up to {@code most}. */
    List<NamedWorkload> named(SearchText text, Visible visible, int most) {
        return jdbc.sql(NEAR)
                .param("everything", visible.everything())
                .param("own", visible.teamNumbers())
                .param("wholly", visible.accountIds())
                .param("start", text.startPattern())
                .param("parts", text.partPatterns())
                .param("short", text.isShort())
                .param("arn", Sha256.of(text.raw()))
                .param("most", most)
                .param("looked", MOST_LOOKED_AT)
                .query(NAMED)
                .list();
    }

    private static String order(EfficiencyQuestion question) {
        String column = switch (question.order()) {
            case SAVING -> "s.saving";
            case COST -> "case when s.hides_cost then null else s.cost end";
            case IDLE -> "s.idle_share";
            case NAME -> "lower(s.name)";
            case TEAM -> "lower(t.name)";
            case CPU -> "s.cpu";
            case MEMORY -> "s.memory";
            case GPU -> "s.gpu";
            case GPU_MEMORY -> "s.gpu_memory";
            case PER_INFERENCE -> "case when s.hides_cost then null else s.per_inference end";
        };
        String second = question.order() == Order.SAVING
                ? ", case when s.hides_cost then null else s.cost end desc nulls last"
                : "";
        return column + (question.descending() ? " desc" : "") + " nulls last" + second
                + ", lower(s.name), s.workload_id";
    }

    Page page(EfficiencyQuestion question, Visible visible, Optional<Instant> readAt, UnreadAccounts.Answer unread) {
        Map<FindingState, Long> states = new EnumMap<>(FindingState.class);
        statement(" select found, count(*) as n from seen group by 1", question, visible)
                .query(row -> {
                    states.put(FindingState.of(row.getString("found")), row.getLong("n"));
                });
        Map<String, BigDecimal> cost = new TreeMap<>();
        Map<String, BigDecimal> idle = new TreeMap<>();
        Map<String, BigDecimal> measured = new TreeMap<>();
        Map<String, BigDecimal> rate = new TreeMap<>();
        long[] counts = new long[5];
        BigDecimal[] usd = {BigDecimal.ZERO, BigDecimal.ZERO};
        Set<Order> known = EnumSet.noneOf(Order.class);
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
            """, question, visible).query(row -> {
            counts[0] += row.getLong("n");
            counts[1] += row.getLong("unmeasured");
            counts[2] += row.getLong("unknown");
            counts[3] += row.getLong("open_proposals");
            counts[4] += row.getLong("approved_proposals");
            usd[0] = usd[0].add(row.getBigDecimal("unmeasured_usd"));
            usd[1] = usd[1].add(row.getBigDecimal("saving"));
            add(known, Order.IDLE, row.getLong("idle_known"));
            add(known, Order.CPU, row.getLong("cpu_known"));
            add(known, Order.GPU, row.getLong("gpu_known"));
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
                states,
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
                choices(visible));
    }

    private static void add(Set<Order> known, Order figure, long workloads) {
        if (workloads > 0) {
            known.add(figure);
        }
    }

    private static void put(Map<String, BigDecimal> sums, String currency, @Nullable BigDecimal amount) {
        if (amount != null) {
            sums.put(currency, amount);
        }
    }

    FindingChoices choices(Visible visible) {
        Map<Integer, String> teams = new TreeMap<>();
        Map<String, String> accounts = new TreeMap<>();
        statement(
                        " select distinct s.team_id, coalesce(" + MarkedTeams.NAME
                                + ", '') as name from seen s left join team t on t.id = s.team_id",
                        EfficiencyQuestion.USUAL,
                        visible)
                .query(row -> {
                    teams.put(row.getInt("team_id"), row.getString("name"));
                });
        statement(
                        " select distinct s.account, coalesce(a.name, s.account) as name from seen s left join account"
                                + " a on a.id = s.account",
                        EfficiencyQuestion.USUAL,
                        visible)
                .query(row -> {
                    accounts.put(row.getString("account"), row.getString("name"));
                });
        return new FindingChoices(teams, accounts);
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
                .param("everything", visible.everything())
                .param("own", visible.teamNumbers())
                .param("wholly", visible.accountIds())
                .query(RecordMapper.of(ElsewhereCost.class))
                .list();
    }
}
