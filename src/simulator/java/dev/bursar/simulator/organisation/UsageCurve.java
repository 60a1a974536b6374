package dev.bursar.simulator.organisation;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How much of a workload runs on a day: growth, week rhythm and chance, from the seed and whole numbers only. */
record UsageCurve(long seed) {

    static final LocalDate ANCHOR = LocalDate.of(2025, 1, 1);

    private static final long MILLION = 1_000_000;
    private static final int COMMON_SWING = 5;
    private static final int GROWTH_PER_DAY = 450;
    private static final int LONGEST_GROWTH_DAYS = 3_000;

    /** The undiscounted cost of the day with ten decimals. */
    BigDecimal cost(Workload workload, LocalDate day) {
        var chance = chance(1_000 + workload.number(), day.toEpochDay());
        var amount = workload.dailyMillionths() * growth(day) / MILLION;
        amount = amount * rhythm(workload.kind(), day) / 100;
        amount = amount * swing(workload.kind().swingPercent(), chance) / MILLION;
        amount = amount * swing(COMMON_SWING, chance(7, day.toEpochDay())) / MILLION;
        return BigDecimal.valueOf(amount * 10_000 + Math.floorMod(chance >>> 20, 10_000), 10);
    }

    /** The most that {@link #cost} gives on any day up to this one. */
    BigDecimal ceiling(Workload workload, LocalDate day) {
        var amount = workload.dailyMillionths() * growth(day) / MILLION;
        amount = amount * (100 + workload.kind().swingPercent()) / 100 * (100 + COMMON_SWING) / 100 + 1;
        return BigDecimal.valueOf(amount, 6);
    }

    private static long growth(LocalDate day) {
        var days = Math.clamp(ChronoUnit.DAYS.between(ANCHOR, day), -500, LONGEST_GROWTH_DAYS);
        return MILLION + days * GROWTH_PER_DAY;
    }

    private static int rhythm(Kind kind, LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? kind.weekendPercent() : 100;
    }

    private static long swing(int percent, long chance) {
        var width = percent * 10_000L;
        return MILLION - width + Math.floorMod(chance, 2 * width + 1);
    }

    private long chance(int what, long day) {
        var z = seed * 0x9E3779B97F4A7C15L + what * 0xBF58476D1CE4E5B9L + day * 0x94D049BB133111EBL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
