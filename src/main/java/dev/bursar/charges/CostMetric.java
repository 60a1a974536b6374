package dev.bursar.charges;

/** Which cost a sum is made of, in FOCUS words, and the AWS columns that they come from. */
public enum CostMetric {
    /** What the invoice asks. */
    BILLED("BilledCost", "billed_cost"),
    /** Commitments spread over what used them; AWS's NetAmortizedCost. */
    EFFECTIVE("EffectiveCost", "effective_cost");

    private final String label;
    private final String column;

    CostMetric(String label, String column) {
        this.label = label;
        this.column = column;
    }

    public String label() {
        return label;
    }

    public String column() {
        return column;
    }
}
