package dev.bursar.causes;

/** A rating can't be as it was asked for. */
public final class RatingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Why {
        /** What is planned needs its last day. */
        NO_DAY,
        /** Before today, or more than two years ahead. */
        DAY_OUT_OF_RANGE,
        NOTE_TOO_LONG
    }

    private final Why why;

    public RatingRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
