package dev.bursar.budgets;

/** Where a budget stands in its present period. */
public enum BudgetState {
    OVER("Over"),
    FORECAST_OVER("Forecast over"),
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
}
