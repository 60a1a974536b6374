package dev.bursar.charges;

import module java.base;

/** How an answer's periods are cut. */
public enum Granularity {
    DAILY,
    MONTHLY;

    /** The first day of the period that holds {@code day}. */
    public LocalDate periodOf(LocalDate day) {
        return this == DAILY ? day : day.withDayOfMonth(1);
    }
}
