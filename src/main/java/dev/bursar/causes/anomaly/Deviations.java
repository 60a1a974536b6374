package dev.bursar.causes.anomaly;

import module java.base;

/** How far days were off from what was expected of them; what a day must exceed to stand out comes from these. */
final class Deviations {
    /** So many times the spread is no noise. */
    private static final double TIMES = 3.2;

    private static final double LEAST_SPREAD = 0.03;
    /** Normal noise stays within 1.04 times its spread on 70 % of days; busier tails make the spread larger. */
    private static final double MOST_DAYS = 0.7;

    private static final double MOST_DAYS_TIMES = 1.04;
    /** So many times the highest of at least four weeks stands out in any case; two days in a row, if only so many pairs were higher. */
    private static final double FAR = 1.5;

    private static final int RARE_PAIRS = 2;

    private static final int FOUR_WEEKS = 4 * Baseline.WEEK;
    /** A height that came so often in these days is no news; two days in a row at it, so often. */
    private static final int MEMORY = 26 * Baseline.WEEK;

    private static final int DAY_RECURS = 2;
    private static final int PAIR_RECURS = 12;
    /** A height that is left after so few days may be a job that comes again. */
    static final int SHORT = 3;
    /** While so little is known, once is enough. */
    private static final int LITTLE = Baseline.EIGHT_WEEKS;
    /** As high as before is what isn't higher by more than a quarter. */
    private static final double HIGHER = 1.25;
    /** One day alone, by more: two in a row would tell. */
    private static final double HIGHER_ALONE = 2.2;
    /** What comes so often and never on a weekend belongs to working days. */
    private static final int OFTEN = 9;

    private final LocalDate from;
    private final double[] usual;
    private final double[] days;
    private final double[] pairs;
    private final double[] excess;
    private final double[] lower;
    private final double[] scratch = new double[Baseline.EIGHT_WEEKS];

    /** @param from the date of day 0 */
    Deviations(LocalDate from, int count) {
        this.from = from;
        usual = new double[count];
        days = new double[count];
        pairs = new double[count];
        excess = new double[count];
        lower = new double[count];
        leaveOut(0, count);
    }

    /** As a share of the level; NaN of a day that was left out. */
    double of(int day) {
        return day < 0 ? Double.NaN : days[day];
    }

    /** @param share the excess as a share of the level */
    void put(int day, double expected, double share, double value) {
        usual[day] = expected;
        days[day] = share;
        excess[day] = value;
        pairs[day] = day == 0 ? Double.NaN : (days[day - 1] + share) / 2;
        lower[day] = day == 0 ? Double.NaN : Math.min(excess[day - 1], value);
    }

    /** Days that say nothing about the usual. */
    void leaveOut(int from, int to) {
        forgetShares(from, to);
        Arrays.fill(excess, from, to, Double.NaN);
        Arrays.fill(lower, from, to, Double.NaN);
    }

    /** Of another level; what came again and again may do so at the new one too. */
    void forgetShares(int from, int to) {
        Arrays.fill(days, from, to, Double.NaN);
        Arrays.fill(pairs, from, to, Double.NaN);
    }

    /** A few days over the bounds count once, with the highest of them. */
    void keepShort(int day, double highest, boolean overTwoDays) {
        excess[day] = highest;
        if (overTwoDays) {
            lower[day] = highest;
        }
    }

    /** Whether a day that was put stands out from those before it. */
    boolean dayStandsOut(int day) {
        return isNew(excess, day, excess[day], DAY_RECURS, HIGHER_ALONE)
                && (isFar(excess, day, 0) || isMore(days, day));
    }

    /** Whether a day and the one before it do, taken together. */
    boolean pairStandsOut(int day) {
        return isNew(lower, day, lower[day], PAIR_RECURS, HIGHER)
                && (isFar(lower, day, RARE_PAIRS) || isMore(pairs, day));
    }

    /** Whether an excess is higher than those that came again and again. */
    boolean isNew(int day, double value) {
        return isNew(excess, day, value, DAY_RECURS, HIGHER);
    }

    private boolean isNew(double[] values, int day, double value, int recurs, double higher) {
        int as = 0;
        int known = 0;
        int onWeekends = 0;
        for (int at = Math.max(0, day - MEMORY); at < day; at++) {
            if (!Double.isNaN(values[at])) {
                known++;
                if (values[at] * higher >= value) {
                    as++;
                    onWeekends += weekend(at) ? 1 : 0;
                }
            }
        }
        boolean often = as >= (known < LITTLE ? 1 : recurs);
        boolean onWorkingDays = weekend(day) && as >= OFTEN && onWeekends == 0;
        return (!often || onWorkingDays) && !monthly(values, day, value);
    }

    private boolean weekend(int day) {
        return (from.getDayOfWeek().ordinal() + day) % Baseline.WEEK >= 5;
    }

    /** Whether it came on the same day of the last month, or of the one before. */
    private boolean monthly(double[] values, int day, double value) {
        LocalDate date = from.plusDays(day);
        for (int back = 1; back <= 2; back++) {
            for (boolean fromEnd : new boolean[] {false, true}) {
                int at = SameDay.ofFormerMonth(date, back, fromEnd, from);
                for (int near = Math.max(0, at - SHORT + 1); near <= at; near++) {
                    if (values[near] * HIGHER >= value) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isMore(double[] shares, int day) {
        int count = sizes(shares, day);
        if (count == 0) {
            return false;
        }
        double spread = Math.max(
                Statistics.MAD_TO_SPREAD * Statistics.median(scratch, count),
                Statistics.quantile(scratch, count, MOST_DAYS) / MOST_DAYS_TIMES);
        double unsure = 1 + (double) Baseline.WEEK / count;
        return shares[day] > TIMES * unsure * Math.max(LEAST_SPREAD, spread);
    }

    /**
     * Whether an excess is far higher than any before.
     *
     * @param but those, if as much is known as is remembered
     */
    private boolean isFar(double[] values, int day, int but) {
        int known = 0;
        int as = 0;
        for (int at = Math.max(0, day - MEMORY); at < day; at++) {
            if (!Double.isNaN(values[at])) {
                known++;
                as += values[day] <= FAR * values[at] ? 1 : 0;
            }
        }
        return known >= FOUR_WEEKS && values[day] > 0 && as * MEMORY <= but * known;
    }

    /** How far those days of the eight weeks before were off that are no much smaller ones. */
    private int sizes(double[] shares, int day) {
        int count = 0;
        for (int at = Math.max(0, day - Baseline.EIGHT_WEEKS); at < day; at++) {
            if (!Double.isNaN(shares[at]) && usual[at] * 2 >= usual[day]) {
                scratch[count++] = Math.abs(shares[at]);
            }
        }
        return count;
    }

    /** The spread of the eight weeks before a day. */
    double spread(int day) {
        int count = sizes(days, day);
        return Math.max(LEAST_SPREAD, Statistics.MAD_TO_SPREAD * Statistics.median(scratch, count));
    }
}
