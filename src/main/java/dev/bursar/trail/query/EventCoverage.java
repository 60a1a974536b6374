package dev.bursar.trail.query;

import dev.bursar.kernel.WhyUnread;
import dev.bursar.sync.Problem;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a question's time, beside every answer: nothing found and not read are never the same.
 *
 * @param accounts in use, of those asked for
 * @param read of them, those with no gap
 * @param from since when the accounts of which anything was read are all read; null while nothing was
 * @param upTo until when they are all read
 * @param gaps what is missing, by account's name
 * @param lastRead when anything was read last; null before the first time
 * @param readsKept whether events that only read are stored
 * @param skipped records that can't be read as events
 * @param badFiles log files that could not be read to their end
 */
public record EventCoverage(
        int accounts,
        int read,
        @Nullable Instant from,
        @Nullable Instant upTo,
        List<Gap> gaps,
        @Nullable Instant lastRead,
        boolean readsKept,
        long skipped,
        long badFiles) {
    public EventCoverage {
        gaps = List.copyOf(gaps);
    }

    /** Why, of each account with gaps. */
    public List<WhyUnread> reasons() {
        return List.copyOf(gaps.stream()
                .collect(Collectors.toMap(
                        Gap::account, Gap::unread, BinaryOperator.minBy(Comparator.naturalOrder()), TreeMap::new))
                .values());
    }

    /** Whether nothing is missing of the time asked for. */
    public boolean whole() {
        return accounts > 0 && gaps.isEmpty();
    }

    /**
     * What is missing of an account.
     *
     * @param at until when it was read, or from when on; null where nothing of the time was
     * @param problem what stands in the way; null where it is only a matter of time
     */
    public record Gap(
            String account,
            String accountName,
            Why why,
            @Nullable Instant at,
            @Nullable Problem problem) {
        WhyUnread unread() {
            return switch (why) {
                case NO_ACCESS -> WhyUnread.NO_ACCESS;
                case REFUSED -> at == null ? WhyUnread.REFUSED : WhyUnread.IN_PART;
                case NOT_YET -> WhyUnread.NOT_YET;
                case FROM, BEHIND -> WhyUnread.IN_PART;
            };
        }
    }

    /** Why something is missing. */
    public enum Why {
        /** Bursar has no access to the account, and no trail's files have it. */
        NO_ACCESS,
        /** AWS refused in some Region. */
        REFUSED,
        /** Not asked yet. */
        NOT_YET,
        /** Read from some moment on only; the rest is being read, or is older than AWS keeps. */
        FROM,
        /** Events come in faster than LookupEvents may be asked. */
        BEHIND
    }
}
