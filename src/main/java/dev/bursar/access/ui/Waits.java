package dev.bursar.access.ui;

import dev.bursar.ui.Formats;
import module java.base;

/** Says how long to wait. */
public final class Waits {
    private Waits() {}

    /** {@code 1 second}, {@code 4 minutes}, {@code 4 min 02 s}. */
    public static String spoken(long seconds) {
        if (seconds < 60) {
            return Formats.count(seconds, "second", "seconds");
        }
        return seconds % 60 == 0 && seconds < 3_600
                ? Formats.count(seconds / 60, "minute", "minutes")
                : Formats.duration(Duration.ofSeconds(seconds));
    }
}
