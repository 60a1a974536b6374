package dev.bursar.budgets.query;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetAlert;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * A budget and where it stands.
 *
 * @param name of its team or department, {@code All costs} or {@code Unallocated}
 * @param departments that the team lies in today, or the department and those above it
 * @param before the period before, while no day of the present one is read; empty where none of its days is either
 * @param gone how much of the period is over: 0.5 is half of it
 * @param waiting its alerts that nobody has acknowledged, the newest first
 */
public record BudgetRow(
        Budget budget,
        String name,
        List<DepartmentId> departments,
        BudgetFigures figures,
        Optional<BudgetService.PastPeriod> before,
        BigDecimal gone,
        List<BudgetAlert> waiting) {
    /** Over by amount, then forecast over by amount, then by used share; ended ones last. */
    static final Comparator<BudgetRow> BY_RISK = Comparator.comparing(BudgetRow::rank)
            .thenComparing(BudgetRow::risk, Comparator.reverseOrder())
            .thenComparing(row -> row.name().toLowerCase(java.util.Locale.ROOT))
            .thenComparing(row -> row.budget().id());

    public BudgetRow {
        departments = List.copyOf(departments);
        waiting = List.copyOf(waiting);
    }

    private int rank() {
        return switch (figures.state()) {
            case OVER -> 0;
            case FORECAST_OVER -> 1;
            case ON_TRACK, NO_COSTS -> 2;
            case ENDED -> 3;
        };
    }

    private BigDecimal risk() {
        return switch (figures.state()) {
            case OVER -> figures.overBy().orElse(BigDecimal.ZERO);
            case FORECAST_OVER -> figures.difference().orElse(BigDecimal.ZERO);
            case ON_TRACK, NO_COSTS, ENDED -> figures.used().orElse(BigDecimal.ZERO);
        };
    }

    public LocalDateRange period() {
        return figures.period();
    }

    public BudgetBasis basis() {
        return budget.basis(period().getStart());
    }

    /** Whether it is a monthly one of the team; number 0 stands for Unallocated. */
    public boolean isMonthlyOf(int team) {
        return budget.cadence() == Cadence.MONTH
                && switch (budget.scope()) {
                    case BudgetScope.OfTeam(TeamId its) -> its.value() == team;
                    case BudgetScope.OfUnallocated any -> team == TeamId.UNALLOCATED.value();
                    case BudgetScope.OfDepartment any -> false;
                    case BudgetScope.OfEverything any -> false;
                };
    }

    public boolean isOfTeam() {
        return budget.scope() instanceof BudgetScope.OfTeam;
    }
}
