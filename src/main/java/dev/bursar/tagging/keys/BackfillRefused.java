package dev.bursar.tagging.keys;

/** A backfill can't be asked for. */
public final class BackfillRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Why {
        /** Of a month to come, or of one more than twelve months back. */
        MONTH,
        RUNNING,
        /** The last one was asked for within a day. */
        TOO_SOON
    }

    private final Why why;

    BackfillRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
