package dev.bursar.causes.anomaly;

import module java.base;

/** Tells costs that rise a little each day for two weeks. */
final class SlowClimb {
    /** What the level two weeks ago is told by ends so many days ago. */
    private static final int BEFORE = Baseline.TWO_WEEKS - 1;

    private static final int NEEDS = BEFORE + Baseline.WEEK + Baseline.TWO_WEEKS;
    private static final double TIMES = 4;
    /** A climb has at least this share of its height in each of its weeks. */
    private static final double EACH_WEEK = 0.15;

    /** A climb begins where it has this share of its height. */
    private static final double BEGINS = 0.05;

    private final Baseline baseline;
    private final Deviations deviations;
    private final double[] changes;
    private final double[] scratch = new double[Baseline.EIGHT_WEEKS];
    private int notBefore;
    private double before;

    SlowClimb(Baseline baseline, Deviations deviations, int days) {
        this.baseline = baseline;
        this.deviations = deviations;
        this.changes = new double[days];
        Arrays.fill(changes, Double.NaN);
    }

    /** The three weeks from a day on are needed before a climb is told again. */
    void notWith(int day) {
        notBefore = day + BEFORE + Baseline.WEEK;
    }

    /** The first day of a climb that reached its two weeks on a day, or -1. */
    int since(int day, int free) {
        int from = day - BEFORE;
        if (from < free || day < notBefore || baseline.known(day) < BEFORE + Baseline.WEEK) {
            return -1;
        }
        before = baseline.level(from - Baseline.WEEK, from);
        double now = baseline.level(from + Baseline.WEEK, day + 1);
        double middle = baseline.level(from, from + Baseline.WEEK);
        double scale = Math.max(before, baseline.mean(day));
        if (scale <= 0) {
            return -1;
        }
        double change = (now - before) / scale;
        changes[day] = change;
        double least = EACH_WEEK * (now - before);
        boolean climbs = now > before && middle - before >= least && now - middle >= least;
        if (!climbs || baseline.known(day) < NEEDS || !standsOut(day, change)) {
            return -1;
        }
        while (baseline.usual[from] < (before + BEGINS * (now - before)) * baseline.factor(from) && from < day) {
            from++;
        }
        return from;
    }

    private boolean standsOut(int day, double change) {
        int count = 0;
        for (int at = day - Baseline.EIGHT_WEEKS; at < day; at++) {
            if (at >= 0 && !Double.isNaN(changes[at])) {
                scratch[count++] = changes[at];
            }
        }
        if (count < Baseline.TWO_WEEKS) {
            return false;
        }
        double usual = Math.max(0, Statistics.median(scratch, count));
        for (int i = 0; i < count; i++) {
            scratch[i] = Math.abs(scratch[i] - usual);
        }
        double spread =
                Math.max(Statistics.MAD_TO_SPREAD * Statistics.median(scratch, count), deviations.spread(day) / 2);
        return change - usual > TIMES * spread;
    }

    /** The level before the climb that was asked for last. */
    double before() {
        return before;
    }

    /** Where costs that stand out on a day rose to it step by step: the first day over the level; else -1. */
    int risesSince(int day, int free, double[] usage, double[] levels) {
        int earlier = day - Baseline.WEEK;
        if (earlier < baseline.begin() + Baseline.WEEK || day - 2 < free) {
            return -1;
        }
        double top = excess(day, usage, levels[earlier]);
        double yesterday = excess(day - 1, usage, levels[earlier]);
        double twoDaysAgo = excess(day - 2, usage, levels[earlier]);
        if (!(top > yesterday && yesterday > twoDaysAgo && yesterday >= 0.5 * top && twoDaysAgo >= 0.3 * top)) {
            return -1;
        }
        int from = day - 2;
        while (from > Math.max(free, day - BEFORE) && excess(from - 1, usage, levels[earlier]) >= BEGINS * top) {
            from--;
        }
        return from;
    }

    private double excess(int day, double[] usage, double level) {
        double factor = baseline.factor(day);
        return factor > 0 && !Double.isNaN(deviations.of(day)) ? usage[day] / factor - level : Double.NaN;
    }
}
