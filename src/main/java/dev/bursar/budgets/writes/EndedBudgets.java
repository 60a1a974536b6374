package dev.bursar.budgets.writes;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.plan.BudgetEdits;
import module java.base;
import org.springframework.stereotype.Component;

/** Proposes to delete a budget in AWS whose own one ends; it deletes none. */
@Component
class EndedBudgets implements BudgetEdits.Ended {
    private final ManagedBudgets managed;
    private final BudgetProposals proposals;

    EndedBudgets(ManagedBudgets managed, BudgetProposals proposals) {
        this.managed = managed;
        this.proposals = proposals;
    }

    /**
     * What was proposed of it and nobody has decided on, an undo too, makes way. Where budgets aren't
     * written, or a change of it is under way, its page says that it should go.
     */
    @Override
    public Optional<Long> ended(Budget budget, String reason) {
        if (!proposals.isOn() || !proposals.replace(budget.id(), reason)) {
            return Optional.empty();
        }
        return managed.of(budget.id())
                .filter(one -> one.written() != null)
                .map(one -> proposals.propose(
                        reason, List.of(proposals.item(budget, one.account(), one.name(), one.written(), null))));
    }
}
