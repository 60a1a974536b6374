package dev.bursar.budgets;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import module java.base;

/**
 * Which costs count for a budget.
 *
 * @param without which charges don't count
 * @param withoutSupport whether charges of AWS Support don't count
 */
public record BudgetBasis(CostMetric cost, Set<Exclusion> without, boolean withoutSupport) {
    /** Without credits, because they hide what is overspent. */
    public static final BudgetBasis USUAL = new BudgetBasis(CostMetric.EFFECTIVE, EnumSet.of(Exclusion.CREDITS), false);

    public BudgetBasis {
        without = Set.copyOf(without);
    }
}
