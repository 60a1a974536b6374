package dev.bursar.efficiency.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that workloads are judged by: the latest 14 days that have charges by resource, else the latest 14 days.
 *
 * @param from a full hour, included
 * @param to a full hour, not included
 * @param lastDay the latest day with charges by resource; null where none has any
 */
public record Window(Instant from, Instant to, @Nullable LocalDate lastDay) {
    public static final int DAYS = 14;

    /** Charges older than this say nothing of what runs now. */
    private static final int STALE_DAYS = 7;

    public static Window of(@Nullable LocalDate lastDay, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (lastDay == null || lastDay.isBefore(today.minusDays(STALE_DAYS))) {
            Instant to = now.truncatedTo(ChronoUnit.HOURS);
            return new Window(to.minus(Duration.ofDays(DAYS)), to, lastDay);
        }
        LocalDate last = lastDay.isBefore(today) ? lastDay : today.minusDays(1);
        Instant to = last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new Window(to.minus(Duration.ofDays(DAYS)), to, last);
    }

    /** Whether charges by resource cover it. */
    public boolean hasCharges() {
        return lastDay != null
                && lastDay.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).equals(to);
    }

    public LocalDate firstDay() {
        return LocalDate.ofInstant(from, ZoneOffset.UTC);
    }

    /** The day after the last one. */
    public LocalDate endDay() {
        return LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC).plusDays(1);
    }

    public boolean has(Instant hour) {
        return !hour.isBefore(from) && hour.isBefore(to);
    }
}
