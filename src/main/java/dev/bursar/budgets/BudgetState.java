package dev.bursar.budgets;

import java.util.Locale;

/** Where a budget stands in its present period; the first one needs a person most. */
public enum BudgetState {
    OVER("Over"),
    FORECAST_OVER("Projected over"),
    ON_TRACK("On track"),
    NO_COSTS("No costs yet"),
    ENDED("Ended");

    private final String label;

    BudgetState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** As addresses write it: {@code forecast-over}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
