package dev.bursar.budgets;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A threshold that was passed in a period.
 *
 * @param amount spent or projected when it was decided
 * @param limit of then
 * @param told false where it was passed already when the budget was made or changed: nobody was told, and once {@link #isWithdrawn} it
 *     can be told later
 * @param moved what moved it; null where that isn't known
 * @param restatedTo spent or projected now, where restated costs are below the threshold again
 */
public record BudgetAlert(
        long id,
        int budget,
        LocalDate period,
        Threshold threshold,
        Instant decidedAt,
        BigDecimal amount,
        BigDecimal limit,
        boolean told,
        @Nullable Moved moved,
        @Nullable BigDecimal restatedTo,
        @Nullable Acknowledged acknowledged) {
    /** By whom, and when. */
    public record Acknowledged(String name, Instant at) {}

    /** Whether its record no longer holds: nobody was told of it, and what is spent or projected isn't at the threshold. */
    public boolean isWithdrawn() {
        return !told && restatedTo != null;
    }

    /** Whether somebody should still look at it. */
    public boolean isWaiting() {
        return told && acknowledged == null;
    }
}
