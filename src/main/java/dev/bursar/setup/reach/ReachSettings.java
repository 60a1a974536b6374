package dev.bursar.setup.reach;

import dev.bursar.setup.spi.MemberRole;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How member accounts are read.
 *
 * @param enabled off until an admin turns it on
 * @param role as each account has it
 * @param regions null for those that are enabled for each account
 * @param version goes back with a change
 * @param changedBy null before the first change
 */
public record ReachSettings(
        boolean enabled,
        MemberRole role,
        @Nullable List<String> regions,
        int version,
        @Nullable String changedBy,
        @Nullable Instant changedAt) {
    public ReachSettings {
        regions = regions == null ? null : List.copyOf(regions);
    }
}
