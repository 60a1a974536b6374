package dev.bursar.budgets;

import dev.bursar.kernel.PersonId;
import module java.base;

/**
 * What an admin sets of a budget.
 *
 * @param from the first day of the period from which limits and basis hold; earlier periods stay as they are
 * @param limits the limit of this period and of those after it, one each; the last one goes on
 * @param tellsLeads whether the leads of its team are told
 * @param people who are told besides
 */
public record BudgetDraft(
        BudgetScope scope,
        Cadence cadence,
        String currency,
        LocalDate from,
        List<BigDecimal> limits,
        BudgetBasis basis,
        List<Threshold> thresholds,
        boolean tellsLeads,
        Set<PersonId> people) {
    public static final int MOST_THRESHOLDS = 10;
    /** As AWS has it: what is spent at a half, at 80 and at 100 percent, and a projection above the limit. */
    public static final List<Threshold> USUAL_THRESHOLDS = List.of(
            new Threshold(Threshold.Kind.ACTUAL, 50),
            new Threshold(Threshold.Kind.ACTUAL, 80),
            new Threshold(Threshold.Kind.ACTUAL, 100),
            new Threshold(Threshold.Kind.PROJECTED, 100));

    public BudgetDraft {
        limits = List.copyOf(limits);
        thresholds = List.copyOf(thresholds);
        people = Set.copyOf(people);
    }
}
