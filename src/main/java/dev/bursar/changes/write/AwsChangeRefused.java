package dev.bursar.changes.write;

import module java.base;
import org.jspecify.annotations.Nullable;

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
        /** All of it is known. */
        NOTHING_TO_READ,
        NOTHING_TO_UNDO
    }

    private final Why why;
    private final @Nullable Long holder;

    public AwsChangeRefused(Why why) {
        this(why, null);
    }

    private AwsChangeRefused(Why why, @Nullable Long holder) {
        super(why.name());
        this.why = why;
        this.holder = holder;
    }

    /** @param holder the open change that has one of its items; null where the person may not see it */
    static AwsChangeRefused held(@Nullable Long holder) {
        return new AwsChangeRefused(Why.IN_ANOTHER_CHANGE, holder);
    }

    /** The open change that is in the way, where there is one that the person may see. */
    public Optional<Long> holder() {
        return Optional.ofNullable(holder);
    }

    /** Whether the reason is to be entered otherwise. */
    public boolean isOfReason() {
        return why == Why.NO_REASON || why == Why.REASON_TOO_LONG;
    }

    public Why why() {
        return why;
    }
}
