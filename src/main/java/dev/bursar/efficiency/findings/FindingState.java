package dev.bursar.efficiency.findings;

import module java.base;

/** What was found of a workload. */
public enum FindingState {
    ZOMBIE("Zombie"),
    OVERSIZED("Oversized"),
    /** Jobs that end for nothing, and what runs but isn't opened. */
    WASTEFUL("Wasteful"),
    FITS("Fits"),
    /** A notebook instance or app that doesn't run: its instance costs nothing. Stored as {@link #FITS}, told apart by its status. */
    STOPPED("Stopped"),
    NOT_MEASURED("Not evaluated");

    private final String label;

    FindingState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static FindingState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
