package dev.bursar.budgets;

import dev.bursar.budgets.Budget.Threshold;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores budgets; who may is up to {@link BudgetService}. */
@Component
class BudgetStore {
    private final JdbcClient jdbc;

    BudgetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an admin sets. */
    record Draft(
            BudgetScope scope,
            Cadence cadence,
            CostMetric cost,
            Set<Exclusion> without,
            String currency,
            SortedMap<LocalDate, BigDecimal> limits,
            List<Threshold> thresholds,
            boolean tellsLeads,
            Set<PersonId> people) {}

    /** All budgets, ended ones too, in the order in which they were made. */
    List<Budget> all() {
        Map<Integer, SortedMap<LocalDate, BigDecimal>> limits = new HashMap<>();
        jdbc.sql("select budget_id, period, amount from budget_limit").query(row -> {
            limits.computeIfAbsent(row.getInt("budget_id"), any -> new TreeMap<>())
                    .put(row.getObject("period", LocalDate.class), row.getBigDecimal("amount"));
        });
        Map<Integer, List<Threshold>> thresholds = new HashMap<>();
        jdbc.sql("select budget_id, kind, percent from budget_threshold order by kind, percent").query(row -> {
            thresholds
                    .computeIfAbsent(row.getInt("budget_id"), any -> new ArrayList<>())
                    .add(new Threshold(Threshold.Kind.valueOf(row.getString("kind")), row.getInt("percent")));
        });
        return jdbc.sql("""
                        select id, scope, team_id, department_id, cadence, cost, without, currency, tell_leads, ended_on, version
                          from budget order by id
                        """)
                .query((row, number) -> new Budget(
                        row.getInt("id"),
                        scope(row),
                        Cadence.valueOf(row.getString("cadence")),
                        CostMetric.valueOf(row.getString("cost")),
                        Arrays.stream((String[]) row.getArray("without").getArray())
                                .map(Exclusion::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                        row.getString("currency"),
                        limits.getOrDefault(row.getInt("id"), new TreeMap<>()),
                        thresholds.getOrDefault(row.getInt("id"), List.of()),
                        row.getBoolean("tell_leads"),
                        row.getObject("ended_on", LocalDate.class),
                        row.getInt("version")))
                .list();
    }

    private static BudgetScope scope(ResultSet row) throws SQLException {
        return switch (row.getString("scope")) {
            case "team" -> new BudgetScope.OfTeam(new TeamId(row.getInt("team_id")));
            case "department" -> new BudgetScope.OfDepartment(new DepartmentId(row.getInt("department_id")));
            case "unallocated" -> new BudgetScope.OfUnallocated();
            default -> new BudgetScope.OfEverything();
        };
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public int add(Draft draft) {
        int id = jdbc.sql("""
                        insert into budget (scope, team_id, department_id, cadence, cost, without, currency, tell_leads, first_period)
                        values (:scope, :team, :department, :cadence, :cost, :without, :currency, :leads, :first)
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
                .param("cost", draft.cost().name())
                .param("without", draft.without().stream().sorted().map(Enum::name).toArray(String[]::new))
                .param("currency", draft.currency())
                .param("leads", draft.tellsLeads())
                .param("first", draft.limits().firstKey())
                .query(Integer.class)
                .single();
        draft.limits().forEach((period, amount) -> limit(id, period, amount));
        draft.thresholds()
                .forEach(threshold -> jdbc.sql(
                                "insert into budget_threshold (budget_id, kind, percent) values (:id, :kind, :percent)")
                        .param("id", id)
                        .param("kind", threshold.kind().name())
                        .param("percent", threshold.percent())
                        .update());
        draft.people().stream()
                .sorted(Comparator.comparing(PersonId::value))
                .forEach(person -> jdbc.sql("insert into budget_person (budget_id, person_id) values (:id, :person)")
                        .param("id", id)
                        .param("person", person.value())
                        .update());
        return id;
    }

    static String word(BudgetScope scope) {
        return switch (scope) {
            case BudgetScope.OfTeam team -> "team";
            case BudgetScope.OfDepartment department -> "department";
            case BudgetScope.OfEverything everything -> "everything";
            case BudgetScope.OfUnallocated unallocated -> "unallocated";
        };
    }

    /** The limit from a period on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void limit(int budget, LocalDate period, BigDecimal amount) {
        jdbc.sql("""
                        insert into budget_limit (budget_id, period, amount) values (:budget, :period, :amount)
                        on conflict (budget_id, period) do update set amount = excluded.amount
                        """)
                .param("budget", budget)
                .param("period", period)
                .param("amount", amount)
                .update();
    }

    /** Takes the version, so that no other change is made on what was seen before this one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(int budget, int version) {
        int found = jdbc.sql("update budget set version = version + 1 where id = :id and version = :version and ended_on is null")
                .param("id", budget)
                .param("version", version)
                .update();
        if (found == 0) {
            throw new StaleEdit("budget:" + budget);
        }
    }

    /** From the period on it is no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(int budget, LocalDate period) {
        jdbc.sql("update budget set ended_on = :period where id = :id and ended_on is null")
                .param("period", period)
                .param("id", budget)
                .update();
    }

    /** A threshold that was passed in a period. */
    record Passed(
            int budget, LocalDate period, Threshold threshold, BigDecimal amount, BigDecimal limit, boolean told) {}

    /**
     * Decides thresholds that were passed: those that nobody has decided before.
     *
     * @param at when
     * @return those that this call decided
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Passed> decide(List<Passed> passed, java.time.OffsetDateTime at) {
        var decided = new ArrayList<Passed>();
        for (Passed one : passed) {
            int rows = jdbc.sql("""
                            insert into budget_alert (budget_id, period, kind, percent, decided_at, amount, limit_then, told)
                            values (:budget, :period, :kind, :percent, :at, :amount, :limit, :told)
                            on conflict (budget_id, period, kind, percent) do nothing
                            """)
                    .param("budget", one.budget())
                    .param("period", one.period())
                    .param("kind", one.threshold().kind().name())
                    .param("percent", one.threshold().percent())
                    .param("at", at)
                    .param("amount", one.amount())
                    .param("limit", one.limit())
                    .param("told", one.told())
                    .update();
            if (rows == 1) {
                decided.add(one);
            }
        }
        return decided;
    }

    /** Says of what was decided what it is now, where costs have fallen below the threshold since; null where they haven't. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restated(int budget, LocalDate period, Threshold threshold, @Nullable BigDecimal amount) {
        jdbc.sql("""
                        update budget_alert set restated_to = :amount
                         where budget_id = :budget and period = :period and kind = :kind and percent = :percent
                           and restated_to is distinct from :amount
                        """)
                .param("amount", amount)
                .param("budget", budget)
                .param("period", period)
                .param("kind", threshold.kind().name())
                .param("percent", threshold.percent())
                .update();
    }
}
