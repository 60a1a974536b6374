package dev.bursar.charges;

import dev.bursar.charges.CostResult.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/** Which days a range is compared with: always as many, because sums of unequal numbers of days say little. */
public final class PreviousPeriod {
    private PreviousPeriod() {}

    /**
     * For days within one month the same days of the month before: 1–23 November with 1–23 October. Where that month has not
     * all of them, and for longer ranges, the days just before: March with 29 January to 28 February.
     */
    public static DayRange of(DayRange days) {
        LocalDate last = days.to().minusDays(1);
        YearMonth month = YearMonth.from(days.from());
        if (month.equals(YearMonth.from(last))) {
            YearMonth before = month.minusMonths(1);
            if (before.isValidDay(last.getDayOfMonth())) {
                return new DayRange(
                        before.atDay(days.from().getDayOfMonth()),
                        before.atDay(last.getDayOfMonth()).plusDays(1));
            }
        }
        return new DayRange(days.from().minusDays(length(days)), days.from());
    }

    public static long length(DayRange days) {
        return ChronoUnit.DAYS.between(days.from(), days.to());
    }
}
