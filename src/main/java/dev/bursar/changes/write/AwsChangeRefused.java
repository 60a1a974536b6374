package dev.bursar.changes.write;

/** A change can't be proposed, decided or undone as it was asked for. */
public final class AwsChangeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Why {
        /** Its kind is off. */
        OFF,
        NO_ITEMS,
        TOO_MANY_ITEMS,
        NO_REASON,
        REASON_TOO_LONG,
        /** One of its items is in another change that is open. */
        IN_ANOTHER_CHANGE,
        /** It was decided, or has expired. */
        DECIDED,
        /** Somebody else has to approve it. */
        OWN_PROPOSAL,
        /** AWS hasn't been asked yet what is there. */
        NOT_PREVIEWED,
        /** Nothing would be written. */
        NOTHING_TO_WRITE,
        NOT_RUNNING,
        NOTHING_TO_UNDO
    }

    private final Why why;

    public AwsChangeRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    /** Whether the reason is to be entered otherwise. */
    public boolean isOfReason() {
        return why == Why.NO_REASON || why == Why.REASON_TOO_LONG;
    }

    public Why why() {
        return why;
    }
}
