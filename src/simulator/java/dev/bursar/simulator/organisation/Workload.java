package dev.bursar.simulator.organisation;

import module java.base;

/** Something that runs every day; its mean daily cost is in millionths, at {@link DayGenerator.UsageCurve#ANCHOR}. */
record Workload(int number, Cell cell, Kind kind, long dailyMillionths, LocalDate starts, LocalDate ends) {
    boolean runsOn(LocalDate day) {
        return !day.isBefore(starts) && day.isBefore(ends);
    }
}
