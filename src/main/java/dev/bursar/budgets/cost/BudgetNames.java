package dev.bursar.budgets.cost;

import dev.bursar.budgets.BudgetScope;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import java.util.Map;

/** What scopes are called. */
public record BudgetNames(Map<TeamId, String> teams, Map<DepartmentId, String> departments) {
    private static final String EVERYTHING = "All costs";
    private static final String UNALLOCATED = "Unallocated";

    public BudgetNames {
        teams = Map.copyOf(teams);
        departments = Map.copyOf(departments);
    }

    /** {@code Fraud}, {@code All costs}. */
    public String of(BudgetScope scope) {
        return switch (scope) {
            case BudgetScope.OfTeam(TeamId team) -> teams.getOrDefault(team, "");
            case BudgetScope.OfDepartment(DepartmentId department) -> departments.getOrDefault(department, "");
            case BudgetScope.OfEverything any -> EVERYTHING;
            case BudgetScope.OfUnallocated any -> UNALLOCATED;
        };
    }
}
