package dev.bursar.budgets;

import module java.base;

/** Where a budget stands in its present period; the first one needs a person most. */
public enum BudgetState {
    OVER("Over"),
    FORECAST_OVER("Projected over"),
    ON_TRACK("On track"),
    NO_COSTS("No costs yet"),
    ENDED("Ended");

    /** A projection is never exact: up to 2 % above the limit it says nothing. */
    private static final BigDecimal TOLERATED = new BigDecimal("1.02");

    private final String label;

    BudgetState(String label) {
        this.label = label;
    }

    /**
     * Decides how a budget stands; all pages, files and mails go by it.
     *
     * @param spent empty while no day of the period is read
     * @param projected at the period's end; empty where it isn't known
     * @param ended whether the budget has ended
     */
    public static BudgetState of(
            BigDecimal limit, Optional<BigDecimal> spent, Optional<BigDecimal> projected, boolean ended) {
        if (ended) {
            return ENDED;
        }
        if (spent.filter(sum -> sum.compareTo(limit) > 0).isPresent()) {
            return OVER;
        }
        if (projected
                .filter(end -> end.compareTo(limit.multiply(TOLERATED)) > 0)
                .isPresent()) {
            return FORECAST_OVER;
        }
        return spent.isEmpty() && projected.isEmpty() ? NO_COSTS : ON_TRACK;
    }

    public String label() {
        return label;
    }

    /** As addresses write it: {@code forecast-over}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
