package dev.bursar.efficiency.proposal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change that saves costs, and how it stands; people carry it out, never Bursar.
 *
 * @param dismissedTo the last day on which it isn't proposed again; null unless it was dismissed
 */
public record Proposal(
        long id,
        int version,
        ProposedChange change,
        State state,
        Instant proposedAt,
        Instant checkedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable LocalDate dismissedTo,
        @Nullable Instant exportedAt) {
    /** What is changed. */
    public enum Action {
        DELETE("delete", "Delete"),
        RIGHTSIZE("rightsize", "Change instances"),
        STOP("stop", "Stop"),
        IDLE_SHUTDOWN("idle-shutdown", "Shut down when idle");

        private final String stored;
        private final String label;

        Action(String stored, String label) {
            this.stored = stored;
            this.label = label;
        }

        public String stored() {
            return stored;
        }

        public String label() {
            return label;
        }

        public static Action of(String stored) {
            for (Action action : values()) {
                if (action.stored.equals(stored)) {
                    return action;
                }
            }
            throw new IllegalArgumentException(stored);
        }
    }

    /** How it stands. */
    public enum State {
        OPEN("Open"),
        APPROVED("Approved"),
        DISMISSED("Dismissed"),
        /** What speaks for it no longer holds. */
        WITHDRAWN("No longer proposed");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
