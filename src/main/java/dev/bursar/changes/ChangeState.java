package dev.bursar.changes;

import module java.base;

/** How a change stands. */
public enum ChangeState {
    OPEN("Open"),
    APPROVED("Approved"),
    DISMISSED("Dismissed"),
    /** What speaks for it no longer holds. */
    WITHDRAWN("No longer proposed"),
    /** It was approved, and was seen to have been carried out. */
    DONE("Done");

    private final String label;

    ChangeState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChangeState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
