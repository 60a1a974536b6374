package dev.bursar.changes;

import dev.bursar.changes.ChangeRefused.Why;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Why a change isn't wanted, and up to when.
 *
 * @param lastDay on which it isn't proposed again
 */
public record Dismissal(String reason, LocalDate lastDay) {
    private static final int LONGEST_REASON = 500;
    private static final int MOST_YEARS = 2;

    /**
     * @param lastDay null where it was not entered
     * @throws ChangeRefused when the reason or the day won't do
     */
    public static Dismissal of(String reason, @Nullable LocalDate lastDay, LocalDate today) {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw new ChangeRefused(Why.NO_REASON);
        }
        if (why.length() > LONGEST_REASON) {
            throw new ChangeRefused(Why.REASON_TOO_LONG);
        }
        if (lastDay == null) {
            throw new ChangeRefused(Why.NO_LAST_DAY);
        }
        if (lastDay.isBefore(today) || !lastDay.isBefore(today.plusYears(MOST_YEARS))) {
            throw new ChangeRefused(Why.LAST_DAY_OUT_OF_RANGE);
        }
        return new Dismissal(why, lastDay);
    }
}
