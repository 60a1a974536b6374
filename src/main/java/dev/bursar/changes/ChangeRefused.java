package dev.bursar.changes;

/** A decision can't be as it was asked for. */
public final class ChangeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Why {
        NO_REASON,
        REASON_TOO_LONG,
        NO_LAST_DAY,
        /** Before today, or too far ahead. */
        LAST_DAY_OUT_OF_RANGE,
        NOT_APPROVED
    }

    private final Why why;

    public ChangeRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
