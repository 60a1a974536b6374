package dev.bursar.simulator.organisation;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs every day; its mean daily cost is in millionths, at {@link DayGenerator.UsageCurve#ANCHOR}.
 *
 * @param daily what it costs on each day alike; null where that swings and grows
 * @param weekdaysOnly whether it rests on Saturdays and Sundays
 */
record Workload(
        int number,
        Cell cell,
        Kind kind,
        long dailyMillionths,
        LocalDate starts,
        LocalDate ends,
        @Nullable BigDecimal daily,
        boolean weekdaysOnly) {
    Workload(int number, Cell cell, Kind kind, long dailyMillionths, LocalDate starts, LocalDate ends) {
        this(number, cell, kind, dailyMillionths, starts, ends, null, false);
    }

    boolean runsOn(LocalDate day) {
        return !day.isBefore(starts) && day.isBefore(ends) && (!weekdaysOnly || isWeekday(day));
    }

    static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }
}
