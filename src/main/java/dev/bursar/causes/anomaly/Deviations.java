package dev.bursar.causes.anomaly;

import java.util.Arrays;

/** How far days were off from what was expected of them, as shares; what a day must exceed comes from these. */
final class Deviations {
    /** So many times the spread is no noise: about one day in five thousand. */
    private static final double TIMES = 3.5;

    private static final double LEAST_SPREAD = 0.03;
    /** Normal noise stays within 1.28 times its spread on 80 % of days. */
    private static final double MOST_DAYS = 0.8;

    private static final double MOST_DAYS_TIMES = 1.28;
    /** A height that was reached so often before isn't new. */
    private static final int RECURS = 2;

    private static final double HIGHER = 1.1;

    private final double[] days;
    private final double[] pairs;
    private final double[] scratch = new double[Baseline.EIGHT_WEEKS];

    Deviations(int count) {
        days = new double[count];
        pairs = new double[count];
        Arrays.fill(days, Double.NaN);
        Arrays.fill(pairs, Double.NaN);
    }

    double of(int day) {
        return day < 0 ? Double.NaN : days[day];
    }

    void put(int day, double deviation) {
        days[day] = deviation;
        double before = of(day - 1);
        pairs[day] = (before + deviation) / 2;
    }

    /** A day that says nothing about the usual. */
    void leaveOut(int from, int to) {
        Arrays.fill(days, from, to, Double.NaN);
        Arrays.fill(pairs, from, to, Double.NaN);
    }

    /** A short anomaly counts once, with its highest day. */
    void keepShort(int day, double highest, boolean overTwoDays) {
        days[day] = highest;
        if (overTwoDays) {
            pairs[day] = highest;
        }
    }

    boolean dayStandsOut(int day, double deviation) {
        return standsOut(days, day, deviation);
    }

    boolean pairStandsOut(int day, double deviation) {
        return standsOut(pairs, day, deviation);
    }

    private boolean standsOut(double[] values, int day, double deviation) {
        int count = 0;
        for (int at = Math.max(0, day - Baseline.EIGHT_WEEKS); at < day; at++) {
            if (!Double.isNaN(values[at])) {
                scratch[count++] = values[at];
            }
        }
        if (count == 0) {
            return deviation > TIMES * LEAST_SPREAD * 2;
        }
        if (deviation <= HIGHER * Statistics.highest(scratch, count, RECURS)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            scratch[i] = Math.abs(scratch[i]);
        }
        double spread = Math.max(
                Statistics.MAD_TO_SPREAD * Statistics.median(scratch, count),
                Statistics.quantile(scratch, count, MOST_DAYS) / MOST_DAYS_TIMES);
        double unsure = 1 + (double) Baseline.WEEK / count;
        return deviation > TIMES * unsure * Math.max(LEAST_SPREAD, spread);
    }

    /** The spread of the eight weeks before a day. */
    double spread(int day) {
        int count = 0;
        for (int at = Math.max(0, day - Baseline.EIGHT_WEEKS); at < day; at++) {
            if (!Double.isNaN(days[at])) {
                scratch[count++] = Math.abs(days[at]);
            }
        }
        return Math.max(LEAST_SPREAD, Statistics.MAD_TO_SPREAD * Statistics.median(scratch, count));
    }
}
