package dev.bursar.sync;

/** How a run stands; stored, never inferred. */
public enum RunState {
    RUNNING("running", "Running"),
    DONE("done", "Done"),
    DONE_WITH_FAILURES("done-with-failures", "Done with failures"),
    STOPPED("stopped", "Stopped"),
    STOPPED_AT_CAP("stopped-at-cap", "Stopped at the cap"),
    FAILED("failed", "Failed");

    private final String stored;
    private final String label;

    RunState(String stored, String label) {
        this.stored = stored;
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String stored() {
        return stored;
    }

    public static RunState of(String stored) {
        for (RunState state : values()) {
            if (state.stored.equals(stored)) {
                return state;
            }
        }
        throw new IllegalArgumentException(stored);
    }
}
