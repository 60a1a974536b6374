package dev.bursar.kernel;

import module java.base;
import org.threeten.extra.LocalDateRange;

/** Why there are no costs of some days: only where the days are read was nothing spent. */
public enum NoCosts {
    /** The days begin after today. */
    TO_COME,
    /** None of the days is read, and the last of them are so near that their costs may still arrive. */
    ARRIVING,
    /** The days end before the first one whose costs are read. */
    BEFORE_FIRST_DAY,
    /** None of the days is read, though their costs could be. */
    NOT_READ,
    /** Some of the days are read and nothing was spent on them, others that are over aren't read. */
    READ_IN_PART,
    /** All of the days that are over are read. */
    NOTHING_SPENT;

    /** AWS delivers most of a day's costs within so many days. */
    private static final int ARRIVING_DAYS = 3;

    /**
     * Decides it.
     *
     * @param days of which there are no costs
     * @param read the days whose costs are read, whoever's they are; empty while there are none
     */
    public static NoCosts of(LocalDateRange days, Optional<LocalDateRange> read, LocalDate today) {
        if (days.getStart().isAfter(today)) {
            return TO_COME;
        }
        if (read.isEmpty()) {
            return NOT_READ;
        }
        if (read.get().overlaps(days)) {
            return encloses(read.get(), days, today) ? NOTHING_SPENT : READ_IN_PART;
        }
        if (!days.getEnd().isAfter(read.get().getStart())) {
            return BEFORE_FIRST_DAY;
        }
        return days.getEnd().isAfter(today.minusDays(ARRIVING_DAYS)) ? ARRIVING : NOT_READ;
    }

    private static boolean encloses(LocalDateRange read, LocalDateRange days, LocalDate today) {
        LocalDate end = days.getEnd().isAfter(today) ? today : days.getEnd();
        return !read.getStart().isAfter(days.getStart()) && !read.getEnd().isBefore(end);
    }

    /** The same of a month. */
    public static NoCosts of(YearMonth month, Optional<LocalDateRange> read, LocalDate today) {
        return of(LocalDateRange.of(month.atDay(1), month.plusMonths(1).atDay(1)), read, today);
    }

    /**
     * The same of one account: where none of its days are read, it has nothing only once the costs of others are read for so long that its
     * own would have arrived.
     *
     * @param own the days of which the account has costs
     */
    public static NoCosts ofAccount(
            YearMonth month, Optional<LocalDateRange> own, Optional<LocalDateRange> read, LocalDate today) {
        NoCosts its = of(month, own, today);
        return its.isKnown()
                ? its
                : of(
                        month,
                        read.filter(all -> all.lengthInDays() > ARRIVING_DAYS)
                                .map(all -> LocalDateRange.of(
                                        all.getStart(), all.getEnd().minusDays(ARRIVING_DAYS))),
                        today);
    }

    /** Whether an amount of these days is known as far as they are read, and 0. */
    public boolean isKnown() {
        return this == NOTHING_SPENT || this == READ_IN_PART;
    }
}
