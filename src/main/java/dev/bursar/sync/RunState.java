package dev.bursar.sync;

/** How a run stands; stored, never inferred. */
public enum RunState {
    RUNNING("running"),
    DONE("done"),
    DONE_WITH_FAILURES("done-with-failures"),
    STOPPED("stopped"),
    STOPPED_AT_CAP("stopped-at-cap"),
    FAILED("failed");

    private final String stored;

    RunState(String stored) {
        this.stored = stored;
    }

    String stored() {
        return stored;
    }

    static RunState of(String stored) {
        for (RunState state : values()) {
            if (state.stored.equals(stored)) {
                return state;
            }
        }
        throw new IllegalArgumentException(stored);
    }
}
