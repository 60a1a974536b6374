package dev.bursar.budgets.store;

import dev.bursar.budgets.BudgetAlert;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Moved;
import dev.bursar.budgets.Threshold;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores which thresholds were passed. The database decides each once: whoever inserts it first. */
@Component
public class AlertStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = """
        select a.id, a.budget_id as budget, a.period, a.kind as threshold_kind, a.percent as threshold_percent, a.decided_at, a.amount,
               a.limit_then as limit, a.told, a.moved, a.moved_by, a.restated_to, a.acknowledged_at,
               case when a.acknowledged_at is not null then coalesce(p.display_name, '') end as acknowledged_name
          from budget_alert a
          left join person p on p.id = a.acknowledged_by
        """;

    private static final RecordMapper<BudgetAlert> ALERT =
            RecordMapper.of(BudgetAlert.class).with("moved", (row, column) -> moved(row));

    private final JdbcClient jdbc;

    AlertStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A threshold that a budget passes in a period. */
    public record Passed(
            int budget,
            LocalDate period,
            Threshold threshold,
            BigDecimal amount,
            BigDecimal limit,
            boolean told,
            @Nullable Moved moved) {
        public boolean is(BudgetAlert alert) {
            return alert.budget() == budget
                    && alert.period().equals(period)
                    && alert.threshold().equals(threshold);
        }
    }

    /** Alerts of periods that begin on the day or later, the newest first. */
    public List<BudgetAlert> since(LocalDate period) {
        return jdbc.sql(COLUMNS + " where a.period >= :period order by a.decided_at desc, a.id desc")
                .param("period", period)
                .query(ALERT)
                .list();
    }

    public List<BudgetAlert> of(int budget) {
        return jdbc.sql(COLUMNS + " where a.budget_id = :budget order by a.decided_at desc, a.id desc limit 200")
                .param("budget", budget)
                .query(ALERT)
                .list();
    }

    public Optional<BudgetAlert> find(long id) {
        return jdbc.sql(COLUMNS + " where a.id = :id")
                .param("id", id)
                .query(ALERT)
                .optional();
    }

    /** Those that people were told of and nobody has acknowledged. */
    public List<BudgetAlert> waiting() {
        return jdbc.sql(COLUMNS + " where a.told and a.acknowledged_at is null order by a.decided_at desc, a.id desc")
                .query(ALERT)
                .list();
    }

    /**
     * A budget, and what waits of it.
     *
     * @param alerts how many people were told of and nobody has acknowledged
     * @param over by how much it was over at most when people were told; 0 where only a projection was
     */
    public record Waiting(BudgetScope scope, String currency, int alerts, BigDecimal over) {}

    /** Of all budgets, that with the newest alert first. Asked often: it reads a row a budget. */
    public List<Waiting> waitingByBudget() {
        return jdbc.sql("""
                select b.scope, b.team_id, b.department_id, b.currency, count(a.id) as alerts,
                       coalesce(max(a.amount - a.limit_then) filter (where a.kind = 'ACTUAL'), 0) as over
                  from budget b
                  left join budget_alert a on a.budget_id = b.id and a.told and a.acknowledged_at is null
                 group by b.id
                 order by max(a.decided_at) desc nulls last, max(a.id) desc, b.id
                """)
                .query((row, number) -> new Waiting(
                        BudgetStore.scope(row),
                        row.getString("currency"),
                        row.getInt("alerts"),
                        row.getBigDecimal("over").max(BigDecimal.ZERO)))
                .list();
    }

    private static @Nullable Moved moved(ResultSet row) throws SQLException {
        String by = row.getString("moved_by");
        String words = row.getString("moved");
        return by != null ? JSON.readValue(by, Moved.By.class) : words == null ? null : new Moved.Said(words);
    }

    private static @Nullable String json(@Nullable Moved moved) {
        return moved instanceof Moved.By by ? JSON.writeValueAsString(by) : null;
    }

    /**
     * Decides thresholds that were passed, with one statement; answers those that nobody had decided before. A record that was
     * withdrawn ({@link BudgetAlert#isWithdrawn}) is none.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Passed> decide(List<Passed> passed, Instant at) {
        if (passed.isEmpty()) {
            return List.of();
        }
        record Key(int budget, LocalDate period, Threshold threshold) {}
        var batch = Batch.of(Passed.class, passed).text("moved", one -> json(one.moved()));
        List<Key> decided = batch.statement(jdbc, """
            insert into budget_alert (budget_id, period, kind, percent, decided_at, amount, limit_then, told, moved_by)
            select budget, period, threshold_kind, threshold_percent, :at, amount, f.limit, told, cast(moved as jsonb)
              from %s
             order by budget, period, threshold_kind, threshold_percent
                on conflict (budget_id, period, kind, percent) do update
               set decided_at = excluded.decided_at, amount = excluded.amount, limit_then = excluded.limit_then,
                   told = excluded.told, moved = null, moved_by = excluded.moved_by, restated_to = null
             where not budget_alert.told and budget_alert.restated_to is not null
            returning budget_id as budget, period, kind as threshold_kind, percent as threshold_percent
            """.formatted(batch.rows()))
                .params(Params.of("at", at))
                .query(RecordMapper.of(Key.class))
                .list();
        return passed.stream()
                .filter(one -> decided.contains(new Key(one.budget(), one.period(), one.threshold())))
                .toList();
    }

    /** What is spent or projected now, where that is below the threshold again; null where it isn't. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restated(long alert, @Nullable BigDecimal amount) {
        jdbc.sql("update budget_alert set restated_to = :amount where id = :id and restated_to is distinct from"
                        + " :amount")
                .param("amount", amount)
                .param("id", alert)
                .update();
    }

    /** Whether this call did it; somebody else may have been faster. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean acknowledge(long alert, PersonId person, Instant at) {
        return jdbc.sql("""
            update budget_alert set acknowledged_at = :at, acknowledged_by = :person
             where id = :id and acknowledged_at is null
            """)
                        .params(Params.of("at", at).and("person", person).and("id", alert))
                        .update()
                == 1;
    }

    /**
     * What the last look saw.
     *
     * @param done whether alerts were decided by it
     */
    public record Look(String seen, boolean done) {}

    /** Whoever says it holds it until their transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void looked(Look look) {
        jdbc.sql("""
            insert into budget_look (seen, done) values (:seen, :done)
            on conflict (single) do update set seen = excluded.seen, done = excluded.done
            """).param("seen", look.seen()).param("done", look.done()).update();
    }

    public Optional<Look> lastLook() {
        return jdbc.sql("select seen, done from budget_look")
                .query(RecordMapper.of(Look.class))
                .optional();
    }
}
