package dev.bursar.causes.anomaly;

import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** A quarter of a year, of which each day is judged by what was learned from a fixed day on. */
record Quarter(LocalDate begins) {
    /** No anomaly is longer, counted from its first day to the day on which it is known to be over; then it is the usual. */
    static final int LONGEST = 30;

    private static final int MONTHS = 3;
    private static final int LEARNS_MONTHS = 7;

    static Quarter of(LocalDate day) {
        return new Quarter(day.with(IsoFields.DAY_OF_QUARTER, 1));
    }

    Quarter next() {
        return new Quarter(begins.plusMonths(MONTHS));
    }

    LocalDate learnsFrom() {
        return begins.minusMonths(LEARNS_MONTHS);
    }

    /** Exclusive. */
    LocalDate ends() {
        return next().begins;
    }
}
