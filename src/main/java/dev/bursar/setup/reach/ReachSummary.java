package dev.bursar.setup.reach;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How many of the organisation's accounts let Bursar in.
 *
 * @param enabled whether member accounts are read at all
 * @param accounts of the organisation that are in use
 * @param answering those among them that answered when they were checked last
 * @param suspended accounts that are closed or suspended, which aren't asked
 * @param checkedAt when an account was checked last; null before the first time
 */
public record ReachSummary(
        boolean enabled,
        int accounts,
        int answering,
        int suspended,
        @Nullable Instant checkedAt) {
    public boolean complete() {
        return answering == accounts;
    }
}
