package dev.bursar.setup;

/** A tag key that can't name teams; nothing was changed. */
public class KeyRefused extends RuntimeException {
    private final Reason reason;

    private final String key;

    public KeyRefused(Reason reason) {
        this(reason, "");
    }

    public KeyRefused(Reason reason, String key) {
        super(reason.name());
        this.reason = reason;
        this.key = key;
    }

    /** The key of several that it is about; "" where it is about the only one, or all. */
    public String key() {
        return key;
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
        /** It stands in the order already. */
        TWICE,
        /** An order has at most {@link dev.bursar.kernel.TeamKeys#MOST} keys. */
        TOO_MANY,
        /** Costs are being read by the present key right now. */
        READING
    }
}
