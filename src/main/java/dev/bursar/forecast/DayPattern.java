package dev.bursar.forecast;

import module java.base;

/** What days are like: what weekdays cost against each other, and since when the level is what it is. */
final class DayPattern {
    private static final int WEEK = 7;
    private static final int WEEKS = 8;
    private static final int MONTH = 28;

    private final double[] used;
    private final double[] sums;

    /** @param sums of all days before each */
    DayPattern(double[] used, double[] sums) {
        this.used = used;
        this.sums = sums;
    }

    private double mean(int from, int to) {
        return to <= from ? 0 : (sums[to] - sums[from]) / (to - from);
    }

    /** What each weekday costs of a usual day, 1 on average; index 0 is the origin's own. Weak differences are taken for chance. */
    double[] weekdays(int t) {
        int weeks = Math.min(WEEKS, t / WEEK);
        double[] all = new double[WEEK];
        Arrays.fill(all, 1);
        if (weeks < 3) {
            return all;
        }
        double[][] shares = new double[WEEK][weeks];
        double usual = mean(t - weeks * WEEK, t);
        if (usual == 0) {
            return all;
        }
        for (int w = 0; w < weeks; w++) {
            int start = t - (w + 1) * WEEK;
            double mean = mean(start, start + WEEK);
            for (int d = 0; d < WEEK; d++) {
                shares[d][w] = mean / usual > 0.1 ? used[start + d] / mean : 1;
            }
        }
        double total = 0;
        double[] middle = new double[WEEK];
        double[] errors = new double[WEEK];
        for (int d = 0; d < WEEK; d++) {
            double sum = 0;
            double least = shares[d][0];
            double most = shares[d][0];
            for (double share : shares[d]) {
                sum += share;
                least = Math.min(least, share);
                most = Math.max(most, share);
            }
            middle[d] = weeks >= 5 ? (sum - least - most) / (weeks - 2) : sum / weeks;
            double spread = 0;
            for (int w = 0; w < weeks; w++) {
                spread += (shares[d][w] - middle[d]) * (shares[d][w] - middle[d]);
            }
            errors[d] = spread / Math.max(1, weeks - 1) / weeks;
            total += middle[d];
        }
        if (total <= 0.5 * WEEK) {
            return all;
        }
        double between = 0;
        double chance = 0;
        for (int d = 0; d < WEEK; d++) {
            middle[d] *= WEEK / total;
            between += (middle[d] - 1) * (middle[d] - 1) / (WEEK - 1);
            chance += errors[d] / WEEK;
        }
        double kept = between <= 0 ? 0 : Math.max(0, 1 - chance / between);
        for (int d = 0; d < WEEK; d++) {
            all[d] = 1 + kept * (middle[d] - 1);
        }
        return all;
    }

    /** The day since which the level is another, of the last four weeks; −1 where it is none. */
    int lastBreak(int t, double[] weekday) {
        int from = Math.max(0, t - WEEKS * WEEK);
        int days = t - from;
        double usual = mean(from, t);
        double[] plain = new double[days];
        for (int i = 0; i < days; i++) {
            plain[i] = used[from + i] - usual * (weekday[Math.floorMod(from + i - t, WEEK)] - 1);
        }
        double[] steps = new double[days - 1];
        for (int i = 1; i < days; i++) {
            steps[i - 1] = Math.abs(plain[i] - plain[i - 1]);
        }
        double noise = Math.max(median(steps) * 1.05, Math.abs(usual) * 0.02);
        double[] total = new double[days + 1];
        for (int i = 0; i < days; i++) {
            total[i + 1] = total[i] + plain[i];
        }
        int best = -1;
        double most = 5;
        for (int after = 3; after <= MONTH && days - after >= 2 * WEEK; after++) {
            int at = days - after;
            int begin = Math.max(0, at - MONTH);
            double now = (total[days] - total[at]) / after;
            double error = noise * Math.sqrt(1.0 / after + 1.0 / Math.min(MONTH, at));
            // most days are like those before: the median isn't worth its sorting
            if (Math.abs(now - (total[at] - total[begin]) / (at - begin)) < most / 3 * error) {
                continue;
            }
            double before = median(Arrays.copyOfRange(plain, begin, at));
            double change = now - before;
            if (Math.abs(change) > most * error
                    && Math.abs(change) > 0.08 * Math.abs(before)
                    && beyond(plain, at, before, change) >= 0.85 * after) {
                most = Math.abs(change) / error;
                best = from + at;
            }
        }
        return best;
    }

    private static int beyond(double[] days, int at, double before, double change) {
        int beyond = 0;
        for (int i = at; i < days.length; i++) {
            beyond += (days[i] - before) * change > 0 ? 1 : 0;
        }
        return beyond;
    }

    static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
