package dev.bursar.billingdata.engine;

/** The engines that lines can be reduced by where they lie. */
public enum EngineName {
    TRINO("Trino"),
    ATHENA("Athena");

    private final String label;

    EngineName(String label) {
        this.label = label;
    }

    /** Whether it asks for the bytes that its queries read, as {@link ScanPrice} says. */
    public boolean isPaidByBytes() {
        return this == ATHENA;
    }

    /** The name as people know it. */
    public String label() {
        return label;
    }
}
