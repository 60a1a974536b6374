package dev.bursar.changes;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How a change stands, and who decided.
 *
 * @param version another one whenever it says something else or stands otherwise
 * @param checkedAt when it was last found to hold
 * @param dismissedTo the last day on which it isn't proposed again; null unless it was dismissed
 * @param exportedAt when what carries it out was taken away last
 * @param doneAt when it was seen to have been carried out; null unless it is done
 */
public record Standing(
        long id,
        int version,
        ChangeState state,
        Instant proposedAt,
        Instant checkedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable LocalDate dismissedTo,
        @Nullable Instant exportedAt,
        @Nullable Instant doneAt) {
    /** Whether nobody has to decide on it again: it is proposed or approved, or dismissed up to a later day. */
    boolean stands(LocalDate today) {
        return switch (state) {
            case OPEN, APPROVED -> true;
            case DISMISSED -> dismissedTo != null && !dismissedTo.isBefore(today);
            case WITHDRAWN, DONE -> false;
        };
    }
}
