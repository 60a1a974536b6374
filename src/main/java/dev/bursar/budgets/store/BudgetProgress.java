package dev.bursar.budgets.store;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import module java.base;
import org.springframework.stereotype.Component;

/** How many of the confirmed teams that have no end have a budget that has none. */
@Component
class BudgetProgress implements SetupProgress {
    private final BudgetStore budgets;
    private final Organisation organisation;

    BudgetProgress(BudgetStore budgets, Organisation organisation) {
        this.budgets = budgets;
        this.organisation = organisation;
    }

    @Override
    public SetupStep step() {
        return SetupStep.BUDGETS;
    }

    @Override
    public Extent extent() {
        Set<TeamId> teams = organisation.lasting();
        Set<TeamId> with = budgets.all().stream()
                .filter(budget -> budget.endedOn() == null)
                .map(Budget::scope)
                .flatMap(scope -> scope instanceof BudgetScope.OfTeam(TeamId team) ? Stream.of(team) : Stream.empty())
                .filter(teams::contains)
                .collect(Collectors.toSet());
        return new Extent(with.size(), teams.size());
    }
}
