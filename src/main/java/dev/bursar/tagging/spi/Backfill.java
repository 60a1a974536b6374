package dev.bursar.tagging.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A backfill of cost allocation tags: from the first of a month on, costs carry the keys that were active when it was asked for, and no
 * others.
 *
 * @param requested when it was asked for, which no two of them share
 * @param from the first of a month
 * @param completed null until it has ended
 */
public record Backfill(
        Instant requested,
        LocalDate from,
        Status status,
        @Nullable Instant completed) {
    /** How it stands. */
    public enum Status {
        PROCESSING,
        SUCCEEDED,
        FAILED,
        /** AWS names one that Bursar doesn't know. */
        UNKNOWN;

        public String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
