package dev.bursar.setup;

/** A tag key that can't name teams; nothing was changed. */
public class KeyRefused extends RuntimeException {
    private final Reason reason;

    public KeyRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        EMPTY,
        TOO_LONG,
        /** A key has visible characters and no dollar sign, by which AWS parts key and value. */
        NOT_A_KEY,
        /** AWS doesn't list it among the cost allocation tags. */
        NOT_LISTED,
        /** Costs carry only tags that are activated for cost allocation. */
        NOT_ACTIVE,
        /** Costs are being read by the present key right now. */
        READING
    }
}
