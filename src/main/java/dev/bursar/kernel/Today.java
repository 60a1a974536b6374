package dev.bursar.kernel;

import module java.base;

/** The day that it is in UTC, which is the day of all of Bursar. */
public final class Today {
    private Today() {}

    public static LocalDate of(Clock clock) {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }
}
