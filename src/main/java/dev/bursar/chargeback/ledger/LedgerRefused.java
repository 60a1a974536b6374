package dev.bursar.chargeback.ledger;

/** The first month of the ledger can't be chosen so. */
public final class LedgerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** Statements of a month were issued already. */
        BEGUN,
        /** The month isn't over. */
        NOT_OVER,
        /** There are no charges of the month. */
        NO_CHARGES
    }

    private final Reason reason;

    LedgerRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
