package dev.bursar.chargeback.differences;

/** A difference can't be accepted, or taken back, or the bound can't be set, as it was asked for. Nothing was stored. */
public final class DifferenceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Why {
        /** The month isn't the earliest open one of the ledger, or isn't over. */
        NOT_OPEN,
        CLOSED,
        /** The difference isn't the one that was looked at. */
        CHANGED,
        /** Somebody accepted it already. */
        ACCEPTED,
        /** Nothing is accepted, or somebody took it back already. */
        NOT_ACCEPTED,
        TOO_LARGE,
        NO_REASON,
        REASON_TOO_LONG,
        CONTROL_CHARACTERS,
        /** Of the bound: 0 to {@link DifferenceBound#HIGHEST_AMOUNT}, with two decimals. */
        AMOUNT_OUT_OF_RANGE,
        /** Of the bound: 0 to {@link DifferenceBound#HIGHEST_SHARE}. */
        SHARE_OUT_OF_RANGE
    }

    private final transient Why why;

    public DifferenceRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
