package dev.bursar.budgets.writes;

/** A budget can't be published, adopted or written as it was asked for. */
public final class BudgetWriteRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Why {
        /** There is no such budget any more. */
        GONE,
        /** AWS doesn't take such a name. */
        NAME,
        /** AWS has a budget of that name. */
        NAME_TAKEN,
        /** Between one and ten addresses, each an e-mail address. */
        ADDRESSES,
        /** It has no thresholds that AWS could tell people about. */
        NO_THRESHOLDS,
        /** AWS can't count what it counts. */
        NOT_PUBLISHABLE,
        /** It is managed already. */
        MANAGED,
        NOT_MANAGED,
        /** AWS hasn't said yet which account pays. */
        NO_PAYER,
        /** It doesn't match exactly, or not any more. */
        NO_MATCH,
        /** AWS has what Bursar has. */
        SAME,
        /** AWS's budget isn't as it was shown any more. */
        VALUE_CHANGED,
        /** Bursar can't have what AWS has. */
        CANNOT_BE_TAKEN
    }

    private final Why why;

    public BudgetWriteRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
