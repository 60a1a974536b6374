package dev.bursar.billingdata.reduction;

/** A choice of where lines are reduced, or a test, that can't be; nothing was changed. */
public final class ReductionRefused extends RuntimeException {
    private final Reason reason;

    public ReductionRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why it can't be. */
    public enum Reason {
        /** The environment doesn't say how the engine is reached. */
        NOT_SET_UP,
        /** No test has shown the same charges, and the choice was not one without a test. */
        NOT_TESTED,
        /** Another test is under way on this node. */
        BUSY
    }
}
