package dev.bursar.spend;

/** What costs can be grouped and filtered by. */
public enum Dimension {
    TEAM("Team"),
    ACCOUNT("Account"),
    SERVICE("Service"),
    CHARGE_CATEGORY("ChargeCategory"),
    RECORD_TYPE("Record type"),
    TAG_VALUE("Tag value");

    private final String label;

    Dimension(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
