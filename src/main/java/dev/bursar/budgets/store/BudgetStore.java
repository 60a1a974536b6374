package dev.bursar.budgets.store;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetRefused;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Threshold;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.DepartmentId;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores budgets; who may is up to its callers. */
@Component
public class BudgetStore {
    private final JdbcClient jdbc;

    BudgetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All budgets, ended ones too, in the order in which they were made. */
    public List<Budget> all() {
        Map<Integer, NavigableMap<LocalDate, BigDecimal>> limits = new HashMap<>();
        jdbc.sql("select budget_id, period, amount from budget_limit").query(row -> {
            limits.computeIfAbsent(row.getInt("budget_id"), any -> new TreeMap<>())
                    .put(row.getObject("period", LocalDate.class), row.getBigDecimal("amount"));
        });
        Map<Integer, NavigableMap<LocalDate, BudgetBasis>> bases = new HashMap<>();
        jdbc.sql("select budget_id, period, cost, without, without_support from budget_basis")
                .query(row -> {
                    bases.computeIfAbsent(row.getInt("budget_id"), any -> new TreeMap<>())
                            .put(
                                    row.getObject("period", LocalDate.class),
                                    RecordMapper.of(BudgetBasis.class).mapRow(row, 0));
                });
        Map<Integer, List<Threshold>> thresholds = new HashMap<>();
        jdbc.sql("select budget_id, kind, percent from budget_threshold").query(row -> {
            thresholds
                    .computeIfAbsent(row.getInt("budget_id"), any -> new ArrayList<>())
                    .add(RecordMapper.of(Threshold.class).mapRow(row, 0));
        });
        Map<Integer, Set<PersonId>> people = new HashMap<>();
        jdbc.sql("select budget_id, person_id from budget_person").query(row -> {
            people.computeIfAbsent(row.getInt("budget_id"), any -> new HashSet<>())
                    .add(new PersonId(row.getInt("person_id")));
        });
        return jdbc.sql("""
                        select id, scope, team_id, department_id, cadence, year_start, currency, tell_leads as tells_leads, ended_on,
                               version
                          from budget order by id
                        """)
                .query(RecordMapper.of(Budget.class)
                        .with("scope", (row, column) -> scope(row))
                        .with("yearStart", (row, column) -> Month.of(row.getInt(column)))
                        .with("limits", (row, column) -> limits.getOrDefault(row.getInt("id"), new TreeMap<>()))
                        .with("bases", (row, column) -> bases.getOrDefault(row.getInt("id"), new TreeMap<>()))
                        .with("thresholds", (row, column) -> thresholds.getOrDefault(row.getInt("id"), List.of()))
                        .with("people", (row, column) -> people.getOrDefault(row.getInt("id"), Set.of())))
                .list();
    }

    public Optional<Budget> find(int id) {
        return all().stream().filter(budget -> budget.id() == id).findFirst();
    }

    static BudgetScope scope(ResultSet row) throws SQLException {
        return switch (row.getString("scope")) {
            case "team" -> new BudgetScope.OfTeam(new TeamId(row.getInt("team_id")));
            case "department" -> new BudgetScope.OfDepartment(new DepartmentId(row.getInt("department_id")));
            case "unallocated" -> new BudgetScope.OfUnallocated();
            case "everything" -> new BudgetScope.OfEverything();
            case String other -> throw new IllegalStateException("No scope is called " + other);
        };
    }

    private static String word(BudgetScope scope) {
        return switch (scope) {
            case BudgetScope.OfTeam team -> "team";
            case BudgetScope.OfDepartment department -> "department";
            case BudgetScope.OfEverything everything -> "everything";
            case BudgetScope.OfUnallocated unallocated -> "unallocated";
        };
    }

    /** @throws BudgetRefused when there is one of this scope and cadence */
    @Transactional(propagation = Propagation.MANDATORY)
    public int add(BudgetDraft draft, Month yearStart) {
        int id;
        try {
            id = jdbc.sql("""
                            insert into budget (scope, team_id, department_id, cadence, year_start, currency, tell_leads)
                            values (:scope, :team, :department, :cadence, :start, :currency, :tells_leads)
                            returning id
                            """)
                    .params(Params.of(draft)
                            .and("scope", word(draft.scope()))
                            .and("team", draft.scope() instanceof BudgetScope.OfTeam(TeamId team) ? team : null)
                            .and(
                                    "department",
                                    draft.scope() instanceof BudgetScope.OfDepartment(DepartmentId department)
                                            ? department
                                            : null)
                            .and("start", yearStart.getValue()))
                    .query(Integer.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw Constraint.isViolated("budget_present", e) ? new BudgetRefused(BudgetRefused.Reason.TAKEN) : e;
        }
        parts(id, draft, yearStart);
        return id;
    }

    /** Changes it from the draft's period on; scope, cadence and currency stay. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void change(int id, int version, BudgetDraft draft, Month yearStart) {
        int found = jdbc.sql("""
                        update budget set version = version + 1, tell_leads = :leads
                         where id = :id and version = :version and ended_on is null
                        """)
                .params(Params.of("leads", draft.tellsLeads()).and("id", id).and("version", version))
                .update();
        if (found == 0) {
            throw new StaleEdit("budget:" + id);
        }
        for (String statement : List.of(
                "delete from budget_limit where budget_id = :id and period >= :from",
                "delete from budget_basis where budget_id = :id and period >= :from",
                "delete from budget_threshold where budget_id = :id and cast(:from as date) is not null",
                "delete from budget_person where budget_id = :id and cast(:from as date) is not null")) {
            jdbc.sql(statement).param("id", id).param("from", draft.from()).update();
        }
        parts(id, draft, yearStart);
    }

    private void parts(int id, BudgetDraft draft, Month yearStart) {
        var period = draft.cadence().period(draft.from(), yearStart);
        for (BigDecimal limit : draft.limits()) {
            jdbc.sql("insert into budget_limit (budget_id, period, amount) values (:id, :period, :amount)")
                    .params(Params.of("id", id).and("period", period.getStart()).and("amount", limit))
                    .update();
            period = draft.cadence().shifted(period, 1);
        }
        jdbc.sql("""
                        insert into budget_basis (budget_id, period, cost, without, without_support)
                        values (:id, :period, :cost, :without, :without_support)
                        """)
                .params(Params.of(draft.basis())
                        .and("id", id)
                        .and("period", draft.from())
                        .and(
                                "without",
                                draft.basis().without().stream().sorted().toList()))
                .update();
        var thresholds = Batch.of(Threshold.class, draft.thresholds());
        thresholds
                .statement(jdbc, """
                        insert into budget_threshold (budget_id, kind, percent) select :id, kind, percent from %s
                        """.formatted(thresholds.rows()))
                .param("id", id)
                .update();
        jdbc.sql("insert into budget_person (budget_id, person_id) select :id, unnest(cast(:people as int[]))")
                .params(Params.of("id", id).and("people", draft.people()))
                .update();
    }

    /** From the period on it has ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(int id, int version, LocalDate period) {
        int found = jdbc.sql("""
                        update budget set ended_on = :period, version = version + 1
                         where id = :id and version = :version and ended_on is null
                        """)
                .params(Params.of("period", period).and("id", id).and("version", version))
                .update();
        if (found == 0) {
            throw new StaleEdit("budget:" + id);
        }
    }

    /** The first month of fiscal years; January while nobody has chosen. */
    public Month yearStart() {
        return jdbc.sql("select year_start from budget_setting")
                .query(Integer.class)
                .optional()
                .map(Month::of)
                .orElse(Month.JANUARY);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void yearStart(Month month) {
        jdbc.sql("""
                        insert into budget_setting (year_start) values (:month)
                        on conflict (single) do update set year_start = excluded.year_start
                        """).param("month", month.getValue()).update();
    }

    /** Changes with every change of a budget. */
    public String version() {
        return jdbc.sql("select count(*) || '.' || coalesce(sum(version), 0) from budget")
                .query(String.class)
                .single();
    }
}
