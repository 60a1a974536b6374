package dev.bursar.charges;

/** FOCUS's ChargeCategory. */
public enum ChargeCategory {
    USAGE("Usage"),
    PURCHASE("Purchase"),
    TAX("Tax"),
    CREDIT("Credit"),
    ADJUSTMENT("Adjustment");

    private final String label;

    ChargeCategory(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
