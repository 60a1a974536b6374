package dev.bursar.budgets.store;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetRefused;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Threshold;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
                            .put(row.getObject("period", LocalDate.class), basis(row));
                });
        Map<Integer, List<Threshold>> thresholds = new HashMap<>();
        jdbc.sql("select budget_id, kind, percent from budget_threshold").query(row -> {
            thresholds
                    .computeIfAbsent(row.getInt("budget_id"), any -> new ArrayList<>())
                    .add(new Threshold(Threshold.Kind.valueOf(row.getString("kind")), row.getInt("percent")));
        });
        Map<Integer, Set<PersonId>> people = new HashMap<>();
        jdbc.sql("select budget_id, person_id from budget_person").query(row -> {
            people.computeIfAbsent(row.getInt("budget_id"), any -> new HashSet<>())
                    .add(new PersonId(row.getInt("person_id")));
        });
        return jdbc.sql("""
                        select id, scope, team_id, department_id, cadence, year_start, currency, tell_leads, ended_on, version
                          from budget order by id
                        """)
                .query((row, number) -> new Budget(
                        row.getInt("id"),
                        scope(row),
                        Cadence.valueOf(row.getString("cadence")),
                        Month.of(row.getInt("year_start")),
                        row.getString("currency"),
                        limits.getOrDefault(row.getInt("id"), new TreeMap<>()),
                        bases.getOrDefault(row.getInt("id"), new TreeMap<>()),
                        thresholds.getOrDefault(row.getInt("id"), List.of()),
                        row.getBoolean("tell_leads"),
                        people.getOrDefault(row.getInt("id"), Set.of()),
                        row.getObject("ended_on", LocalDate.class),
                        row.getInt("version")))
                .list();
    }

    public Optional<Budget> find(int id) {
        return all().stream().filter(budget -> budget.id() == id).findFirst();
    }

    private static BudgetBasis basis(ResultSet row) throws SQLException {
        return new BudgetBasis(
                CostMetric.valueOf(row.getString("cost")),
                Arrays.stream((String[]) row.getArray("without").getArray())
                        .map(Exclusion::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getBoolean("without_support"));
    }

    private static BudgetScope scope(ResultSet row) throws SQLException {
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
                            values (:scope, :team, :department, :cadence, :start, :currency, :leads)
                            returning id
                            """)
                    .param("scope", word(draft.scope()))
                    .param("team", draft.scope() instanceof BudgetScope.OfTeam(TeamId team) ? team.value() : null)
                    .param(
                            "department",
                            draft.scope() instanceof BudgetScope.OfDepartment(DepartmentId department)
                                    ? department.value()
                                    : null)
                    .param("cadence", draft.cadence().name())
                    .param("start", yearStart.getValue())
                    .param("currency", draft.currency())
                    .param("leads", draft.tellsLeads())
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
                .param("leads", draft.tellsLeads())
                .param("id", id)
                .param("version", version)
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
                    .param("id", id)
                    .param("period", period.getStart())
                    .param("amount", limit)
                    .update();
            period = draft.cadence().shifted(period, 1);
        }
        jdbc.sql("""
                        insert into budget_basis (budget_id, period, cost, without, without_support)
                        values (:id, :period, :cost, :without, :support)
                        """)
                .param("id", id)
                .param("period", draft.from())
                .param("cost", draft.basis().cost().name())
                .param(
                        "without",
                        draft.basis().without().stream()
                                .sorted()
                                .map(Enum::name)
                                .toArray(String[]::new))
                .param("support", draft.basis().withoutSupport())
                .update();
        jdbc.sql("""
                        insert into budget_threshold (budget_id, kind, percent)
                        select :id, kind, percent from unnest(cast(:kinds as text[]), cast(:percents as int[])) t (kind, percent)
                        """)
                .param("id", id)
                .param(
                        "kinds",
                        draft.thresholds().stream()
                                .map(one -> one.kind().name())
                                .toArray(String[]::new))
                .param(
                        "percents",
                        draft.thresholds().stream().map(Threshold::percent).toArray(Integer[]::new))
                .update();
        jdbc.sql("insert into budget_person (budget_id, person_id) select :id, unnest(cast(:people as int[]))")
                .param("id", id)
                .param("people", draft.people().stream().map(PersonId::value).toArray(Integer[]::new))
                .update();
    }

    /** From the period on it has ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(int id, int version, LocalDate period) {
        int found = jdbc.sql("""
                        update budget set ended_on = :period, version = version + 1
                         where id = :id and version = :version and ended_on is null
                        """)
                .param("period", period)
                .param("id", id)
                .param("version", version)
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
