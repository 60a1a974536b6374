package dev.bursar.ui;

import dev.bursar.kernel.WhyUnread;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What an all-clear rests on. {@link EmptyState#nothingFound} draws a check mark only where something was looked at, it is known when,
 * nothing was left out, and what was looked at has not been read anew since.
 *
 * @param what was looked at, with its number: {@code 2 policies, all resources in 12 accounts}
 * @param count of what was looked at: in nothing, nothing is found
 * @param at when; null for never
 * @param accounts that it lies in; 0 where it lies in none
 * @param unread of the accounts, why each that was not read or in part only isn't fully read
 * @param read when it was last read; null where it isn't read from anywhere
 */
public record Looked(
        String what,
        long count,
        @Nullable Instant at,
        int accounts,
        List<WhyUnread> unread,
        @Nullable Instant read) {
    public Looked {
        unread = List.copyOf(unread);
    }

    public static Looked at(String what, long count, @Nullable Instant at) {
        return new Looked(what, count, at, 0, List.of(), null);
    }

    /** All of Bursar's own records, which miss nothing. */
    public static Looked atOwn(String what, Instant now) {
        return at(what, 1, now);
    }

    /** What lies in accounts. */
    public static Looked in(int accounts, List<WhyUnread> unread, String what, Optional<Instant> at) {
        return new Looked(what, accounts, at.orElse(null), accounts, unread, null);
    }

    /** The same of what was last read at a moment, and judged after it or not yet. */
    public Looked after(Optional<Instant> lastRead) {
        return new Looked(what, count, at, accounts, unread, lastRead.orElse(null));
    }

    /** Whether it was read anew since it was looked at. */
    public boolean isOld() {
        return at != null && read != null && read.isAfter(at);
    }
}
