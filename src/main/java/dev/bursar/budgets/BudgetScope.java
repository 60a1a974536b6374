package dev.bursar.budgets;

import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;

/** Whose costs count for a budget. */
public sealed interface BudgetScope {
    /** Costs that the team owns. */
    record OfTeam(TeamId team) implements BudgetScope {}

    /** Costs of all teams that lie in the department, or in one below it, on the day of the cost. */
    record OfDepartment(DepartmentId department) implements BudgetScope {}

    /** All costs, those that no team owns too. */
    record OfEverything() implements BudgetScope {}

    /** Costs that no team owns. */
    record OfUnallocated() implements BudgetScope {}
}
