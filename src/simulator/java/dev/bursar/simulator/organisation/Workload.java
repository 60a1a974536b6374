package dev.bursar.simulator.organisation;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs every day; its mean daily cost is in millionths, at {@link DayGenerator.UsageCurve#ANCHOR}.
 *
 * @param daily what it costs on each day alike; null where that swings and grows
 */
record Workload(
        int number,
        Cell cell,
        Kind kind,
        long dailyMillionths,
        LocalDate starts,
        LocalDate ends,
        @Nullable BigDecimal daily) {
    Workload(int number, Cell cell, Kind kind, long dailyMillionths, LocalDate starts, LocalDate ends) {
        this(number, cell, kind, dailyMillionths, starts, ends, null);
    }

    boolean runsOn(LocalDate day) {
        return !day.isBefore(starts) && day.isBefore(ends);
    }
}
