package dev.bursar.causes.anomaly;

import module java.base;

/**
 * What is usual for a service: its level, and each weekday's share of it. Days that are told as anomalies stand in it
 * with what was expected of them.
 */
final class Baseline {
    static final int WEEK = 7;
    static final int TWO_WEEKS = 14;
    static final int EIGHT_WEEKS = 56;
    /** A weekday with less than this share of the level says nothing about the level. */
    static final double QUIET = 0.2;

    /** So much more than means do medians of noise vary. */
    private static final double MEDIANS = 1.57;

    /** A level that is longer ago still counts if it's so much higher. */
    private static final double FALL = 1.25;

    final double[] usual;
    private final double[] scratch = new double[EIGHT_WEEKS];
    private final double[] weeks = new double[EIGHT_WEEKS];
    private final double[] factors = new double[WEEK];
    private int begin;

    Baseline(int days) {
        usual = new double[days];
    }

    void beginAt(int day) {
        begin = day;
    }

    int begin() {
        return begin;
    }

    /** Whole days known before a day. */
    int known(int day) {
        return day - begin;
    }

    /** Learns the weekdays' shares from the eight weeks before a day. */
    void learnWeekdays(int day) {
        int first = Math.max(begin, day - EIGHT_WEEKS);
        weekMeans(first, day);
        double sum = 0;
        for (int weekday = 0; weekday < WEEK; weekday++) {
            int count = 0;
            for (int at = first + Math.floorMod(weekday - first, WEEK); at < day; at += WEEK) {
                double week = weeks[at - first];
                if (week > 0) {
                    scratch[count++] = usual[at] / week;
                }
            }
            factors[weekday] = count == 0 ? 1 : Statistics.median(scratch, count);
            sum += factors[weekday];
        }
        double spread = 0;
        for (int weekday = 0; weekday < WEEK; weekday++) {
            factors[weekday] = sum > 0 ? factors[weekday] * WEEK / sum : 1;
            spread += (factors[weekday] - 1) * (factors[weekday] - 1) / (WEEK - 1);
        }
        shrink(first, day, spread);
    }

    /** Weekdays that differ by no more than chance lets them are alike. */
    private void shrink(int first, int day, double spread) {
        int count = 0;
        for (int at = first; at < day; at++) {
            if (weeks[at - first] > 0) {
                scratch[count++] = Math.abs(usual[at] / weeks[at - first] - factor(at));
            }
        }
        double noise = Statistics.MAD_TO_SPREAD * Statistics.median(scratch, count);
        double chance = MEDIANS * noise * noise * WEEK / Math.max(1, count);
        double share = spread > chance ? 1 - chance / spread : 0;
        for (int weekday = 0; weekday < WEEK; weekday++) {
            factors[weekday] = 1 + share * (factors[weekday] - 1);
        }
    }

    /** Of each day the mean of the seven days around it, at the ends of the first and last seven. */
    private void weekMeans(int first, int day) {
        double sum = 0;
        for (int at = first; at < first + WEEK; at++) {
            sum += usual[at];
        }
        int middle = first + WEEK / 2;
        Arrays.fill(weeks, 0, middle - first + 1, sum / WEEK);
        for (int at = middle + 1; at + WEEK / 2 < day; at++) {
            sum += usual[at + WEEK / 2] - usual[at - WEEK / 2 - 1];
            weeks[at - first] = Math.max(0, sum / WEEK);
        }
        int last = Math.max(middle, day - 1 - WEEK / 2);
        Arrays.fill(weeks, last - first, day - first, weeks[last - first]);
    }

    double factor(int day) {
        return factors[day % WEEK];
    }

    double[] factors() {
        return factors.clone();
    }

    /** The level of the two weeks before a day; a fall is believed when it's longer ago than that. */
    double level(int day) {
        double now = level(day - TWO_WEEKS, day);
        double longer = level(Math.max(begin, day - 2 * TWO_WEEKS), day);
        return longer > FALL * now ? longer : now;
    }

    /** The median of some days, each without its weekday's share. */
    double level(int from, int to) {
        int count = 0;
        double sum = 0;
        for (int at = from; at < to; at++) {
            sum += usual[at];
            if (factor(at) >= QUIET) {
                scratch[count++] = usual[at] / factor(at);
            }
        }
        return count == 0 ? sum / (to - from) : Statistics.median(scratch, count);
    }

    /** The mean of the eight weeks before a day. */
    double mean(int day) {
        int first = Math.max(begin, day - EIGHT_WEEKS);
        double sum = 0;
        for (int at = first; at < day; at++) {
            sum += usual[at];
        }
        return sum / (day - first);
    }

    boolean costsOnMostDays(int day) {
        int first = Math.max(begin, day - EIGHT_WEEKS);
        int count = 0;
        for (int at = first; at < day; at++) {
            count += usual[at] > 0 ? 1 : 0;
        }
        return count * 2 > day - first;
    }

    /** What a deviation is measured by, so that days at another level can be compared. */
    double scale(int day, double level, double mean) {
        return (level * factor(day) + Math.max(level, mean)) / 2;
    }
}
