package dev.bursar.budgets.writes;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which of AWS's budgets Bursar manages, and what it wrote of them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ManagedBudgets {
    private static final RecordMapper<ManagedBudget> ROW = RecordMapper.of(ManagedBudget.class);
    private static final String SELECT = """
            select budget_id as budget, account, name, adopted, written, notices, since, by_name as by, written_at
              from aws_managed_budget
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ManagedBudgets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<ManagedBudget> all() {
        return jdbc.sql(SELECT + " order by name, budget_id").query(ROW).list();
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<ManagedBudget> of(int budget) {
        return jdbc.sql(SELECT + " where budget_id = :budget")
                .param("budget", budget)
                .query(ROW)
                .optional();
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<ManagedBudget> named(String account, String name) {
        return jdbc.sql(SELECT + " where account = :account and name = :name")
                .param("account", account)
                .param("name", name)
                .query(ROW)
                .optional();
    }

    /**
     * It is to be published. One that was never written makes way.
     *
     * @param by who publishes it
     */
    void begin(int budget, String account, String name, String by) {
        add(budget, account, name, null, null, by);
    }

    /**
     * It is taken over as it is.
     *
     * @param as what Bursar decides of it from now on, as it was read
     * @param readAt when AWS was read
     */
    void adopt(int budget, String account, String name, String as, Instant readAt, String by) {
        add(budget, account, name, as, readAt, by);
    }

    private void add(
            int budget, String account, String name, @Nullable String adopted, @Nullable Instant readAt, String by) {
        jdbc.sql("""
                        delete from aws_managed_budget
                         where written is null and (budget_id = :budget or account = :account and name = :name)
                        """)
                .params(Params.of("budget", budget).and("account", account).and("name", name))
                .update();
        jdbc.sql("""
                        insert into aws_managed_budget (budget_id, account, name, adopted, written, since, by_name, written_at)
                        values (:budget, :account, :name, :adopted, :written, :since, :by, :written_at)
                        """)
                .params(Params.of(new ManagedBudget(
                        budget, account, name, adopted != null, adopted, null, clock.instant(), by, readAt)))
                .update();
    }

    /** Written just now. */
    void written(ManagedBudget managed, @Nullable String written, @Nullable String notices) {
        written(managed, written, notices, clock.instant());
    }

    /** @param at since when AWS has it */
    void written(ManagedBudget managed, @Nullable String written, @Nullable String notices, Instant at) {
        jdbc.sql("""
                        update aws_managed_budget
                           set written = cast(:written as text), notices = cast(:notices as text), written_at = :at
                         where budget_id = :budget
                        """)
                .params(Params.of("written", written)
                        .and("notices", notices)
                        .and("at", at)
                        .and("budget", managed.budget()))
                .update();
    }

    void release(int budget) {
        jdbc.sql("delete from aws_managed_budget where budget_id = :budget")
                .param("budget", budget)
                .update();
    }
}
