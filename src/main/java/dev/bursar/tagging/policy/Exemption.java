package dev.bursar.tagging.policy;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What policies leave alone for a while.
 *
 * @param policy its number; null for all policies
 * @param value an ARN, a type or an account id
 * @param lastDay included
 * @param endedAt when a person ended it before that
 */
public record Exemption(
        int id,
        @Nullable Integer policy,
        Scope scope,
        String value,
        String reason,
        LocalDate from,
        LocalDate lastDay,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {
    /** What the value names; stored. */
    public enum Scope {
        RESOURCE,
        TYPE,
        ACCOUNT;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Scope of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    public boolean holdsOn(LocalDate day) {
        return endedAt == null && !day.isBefore(from) && !day.isAfter(lastDay);
    }
}
