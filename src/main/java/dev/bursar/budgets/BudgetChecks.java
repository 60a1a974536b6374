package dev.bursar.budgets;

import dev.bursar.budgets.BudgetRefused.Reason;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Checks what an admin sets, as far as it says so by itself. */
public final class BudgetChecks {
    private static final BigDecimal TOO_LARGE = new BigDecimal("1000000000000");
    private static final int MOST_LIMITS = 60;
    private static final int DECIMALS = 2;

    private BudgetChecks() {}

    /** @param back how many periods before the present one it may begin in */
    public static void check(BudgetDraft draft, Month yearStart, LocalDate today, int back) {
        if (draft.limits().isEmpty() || draft.limits().size() > MOST_LIMITS) {
            throw new BudgetRefused(Reason.LIMIT_MISSING);
        }
        draft.limits().forEach(BudgetChecks::limit);
        LocalDateRange period = draft.cadence().period(today, yearStart);
        LocalDate present = period.getStart();
        if (draft.from().isBefore(draft.cadence().shifted(period, -back).getStart())
                || draft.from().isAfter(present.plusYears(10))
                || !draft.cadence().period(draft.from(), yearStart).getStart().equals(draft.from())) {
            throw new BudgetRefused(Reason.PERIOD);
        }
        if (draft.thresholds().size() > BudgetDraft.MOST_THRESHOLDS) {
            throw new BudgetRefused(Reason.TOO_MANY_THRESHOLDS);
        }
        if (new HashSet<>(draft.thresholds()).size() < draft.thresholds().size()) {
            throw new BudgetRefused(Reason.SAME_THRESHOLDS);
        }
    }

    private static void limit(BigDecimal limit) {
        if (limit.signum() <= 0) {
            throw new BudgetRefused(Reason.LIMIT_NOT_POSITIVE);
        }
        if (limit.compareTo(TOO_LARGE) >= 0) {
            throw new BudgetRefused(Reason.LIMIT_TOO_LARGE);
        }
        if (limit.stripTrailingZeros().scale() > DECIMALS) {
            throw new BudgetRefused(Reason.LIMIT_TOO_PRECISE);
        }
    }
}
