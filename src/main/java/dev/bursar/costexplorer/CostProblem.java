package dev.bursar.costexplorer;

import dev.bursar.sync.Problem;
import module java.base;

/** What is wrong with costs that were read, or with whose they are. */
sealed interface CostProblem extends Problem.Fact {
    /** Nobody knows whose costs AWS would answer with. */
    record PayerUnknown(String stored) implements CostProblem {}

    record OtherPayer(String stored, String payer) implements CostProblem {}

    /**
     * Groups that differ from their totals.
     *
     * @param first the first period's first day
     * @param more how many periods there are beside it
     */
    record NotAddingUp(LocalDate first, int more, Set<String> currencies) implements CostProblem {}

    @Override
    default Said said() {
        return CostProblemText.said(this);
    }
}
