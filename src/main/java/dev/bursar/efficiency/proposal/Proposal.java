package dev.bursar.efficiency.proposal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change that saves costs; people carry it out, never Bursar.
 *
 * @param variant "" where it is of the whole workload
 * @param toType "" where nothing is left
 * @param rateBy how the rate of the new type is known: proven, measured or estimated; "" where no latency is asked
 * @param listSaving in USD a month, at list price
 * @param billSaving a month in the charges' currency; null where it isn't known
 * @param priceVersion of AWS's prices; null where none is needed or the price was typed
 * @param evidence sentences
 * @param assumptions sentences
 * @param dismissedTo the last day on which it isn't proposed again; null unless it was dismissed
 */
public record Proposal(
        long id,
        int version,
        long workload,
        String variant,
        Action action,
        String fromType,
        int fromCount,
        String toType,
        int toCount,
        String rateBy,
        boolean lowConfidence,
        BigDecimal listSaving,
        @Nullable BigDecimal billSaving,
        @Nullable String currency,
        @Nullable Integer priceVersion,
        boolean typedPrice,
        List<String> evidence,
        List<String> assumptions,
        State state,
        Instant proposedAt,
        Instant checkedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable LocalDate dismissedTo,
        @Nullable Instant exportedAt) {
    public Proposal {
        evidence = List.copyOf(evidence);
        assumptions = List.copyOf(assumptions);
    }

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

        static Action of(String stored) {
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
