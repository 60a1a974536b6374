package dev.bursar.chargeback.issued;

/** Statements can't be issued, or a month can't be closed, as it was asked for. */
public final class IssueRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Why {
        NO_COSTS,
        /** Something stands in the way: the checks say what. */
        BLOCKED,
        /** What was looked at is no longer what would be issued. */
        CHANGED,
        NOTHING_TO_ISSUE,
        /** A warning or a new version needs a reason. */
        NO_REASON,
        REASON_TOO_LONG,
        /** Today or up to 90 days later. */
        ANSWER_DAY,
        CLOSED
    }

    private final transient Why why;

    public IssueRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
