package dev.bursar.forecast;

import module java.base;

/**
 * What is used, day by day: levels and trends of different lengths, weighted by how far off each was when asked as far ahead before.
 * Each origin, the first day that isn't known, is judged by days before it only.
 */
final class UsageModel {
    /** Before so many days nothing is replayed. */
    static final int FIRST = 28;

    private static final int WEEK = 7;
    private static final int WEEKS = 8;
    private static final int[] MEANS = {7, 14, 28, 56, 84, 168, 364};
    static final int BROKEN = MEANS.length;
    private static final int MEDIAN_4 = BROKEN + 1;
    private static final int MEDIAN_8 = MEDIAN_4 + 1;
    private static final int TREND_28 = MEDIAN_8 + 1;
    private static final int TREND_ROBUST = TREND_28 + 1;
    private static final int FADING = TREND_ROBUST + 1;
    private static final int SAME_DAYS = FADING + FadingLevels.COUNT;
    private static final int SAME_DATES = SAME_DAYS + 1;
    static final int WAYS = SAME_DATES + 1;

    /** A trend fades: after a month about a half of it is left. */
    private static final double DAMPING = 0.975;

    /** Errors of a year ago count half. */
    private static final int HALF = 360;
    /** Errors of a week ahead, known soonest, of a month ago count half. */
    private static final int LATELY = 30;

    static final int PARTS = 6;
    private final LocalDate from;
    private final double[] used;
    private final double[] sums;
    /** For each day and many to come, the same date a month before. */
    private int[] monthBefore = new int[0];

    private final DayPattern pattern;
    private final FadingLevels fading;
    private final Origin[] origins;
    /** What each way said of one week, by origin. */
    private final double[][] weeks;

    /** What is known at a day, however far ahead is asked. */
    private record Origin(double[] weekday, double[] levels, double slope, double robustSlope, boolean broken) {}

    UsageModel(LocalDate from, double[] used) {
        this.from = from;
        this.used = used;
        sums = new double[used.length + 1];
        for (int i = 0; i < used.length; i++) {
            sums[i + 1] = sums[i] + used[i];
        }
        pattern = new DayPattern(used, sums);
        fading = new FadingLevels(used);
        origins = new Origin[used.length + 1];
        weeks = new double[used.length + 1][];
        for (int t = FIRST; t <= used.length; t++) {
            origins[t] = origin(t);
            weeks[t] = ways(t, WEEK);
        }
    }

    double sum(int from, int to) {
        return sums[to] - sums[from];
    }

    /** What a usual day costs in size, to compare errors of different times. */
    double size(int origin) {
        int from = Math.max(0, origin - MEANS[2]);
        double sum = 0;
        for (int i = from; i < origin; i++) {
            sum += Math.abs(used[i]);
        }
        return origin == from ? 0 : sum / (origin - from);
    }

    private Origin origin(int t) {
        double[] weekday = pattern.weekdays(t);
        double[] levels = new double[WAYS];
        for (int i = 0; i < MEANS.length; i++) {
            levels[i] = mean(t - Math.min(MEANS[i], t / WEEK * WEEK), t);
        }
        int weeks = Math.min(WEEKS, t / WEEK);
        double[] means = new double[weeks];
        for (int i = 0; i < weeks; i++) {
            means[i] = mean(t - (i + 1) * WEEK, t - i * WEEK);
        }
        levels[MEDIAN_4] = DayPattern.median(Arrays.copyOf(means, Math.min(4, weeks)));
        levels[MEDIAN_8] = DayPattern.median(means);
        int since = pattern.lastBreak(t, weekday);
        levels[BROKEN] = since < 0 ? levels[2] : since(since, t, weekday);
        double slope = 0;
        if (t >= 2 * MEANS[2]) {
            double before = mean(t - 2 * MEANS[2], t - MEANS[2]);
            slope = (levels[2] - before) / MEANS[2];
            levels[TREND_28] = levels[2] + slope * MEANS[2] / 2;
        } else {
            levels[TREND_28] = levels[2];
        }
        double robust = slope(means);
        double[] ends = new double[weeks];
        for (int i = 0; i < weeks; i++) {
            ends[i] = means[i] + robust * (i * WEEK + WEEK / 2.0);
        }
        levels[TREND_ROBUST] = DayPattern.median(ends);
        System.arraycopy(fading.next(t, weekday), 0, levels, FADING, FadingLevels.COUNT);
        return new Origin(weekday, levels, slope, robust, since >= 0);
    }

    private double mean(int from, int to) {
        return to <= from ? 0 : sum(from, to) / (to - from);
    }

    /** The level since a day: what was used, by what its weekdays would cost of a usual day. */
    private double since(int day, int t, double[] weekday) {
        double parts = 0;
        for (int i = day; i < t; i++) {
            parts += weekday[Math.floorMod(i - t, WEEK)];
        }
        return parts <= 0 ? mean(day, t) : sum(day, t) / parts;
    }

    /** The median of all slopes between weeks, a day; the newest week comes first. */
    private static double slope(double[] weeks) {
        if (weeks.length < 4) {
            return 0;
        }
        double[] slopes = new double[weeks.length * (weeks.length - 1) / 2];
        int at = 0;
        for (int i = 0; i < weeks.length; i++) {
            for (int j = i + 1; j < weeks.length; j++) {
                slopes[at++] = (weeks[i] - weeks[j]) / (j - i) / WEEK;
            }
        }
        return DayPattern.median(slopes);
    }

    /** What each way says of the sum of the days ahead. */
    private double[] ways(int t, int ahead) {
        Origin origin = origins[t];
        double parts = 0;
        double trend = 0;
        double faded = 0;
        double damped = 1;
        for (int k = 0; k < ahead; k++) {
            double weekday = origin.weekday()[k % WEEK];
            damped *= DAMPING;
            faded += damped;
            parts += weekday;
            trend += weekday * faded;
        }
        double[] ways = new double[WAYS];
        for (int i = 0; i < SAME_DAYS; i++) {
            ways[i] = origin.levels()[i] * parts;
        }
        ways[TREND_28] += origin.slope() * trend;
        ways[TREND_ROBUST] += origin.robustSlope() * trend;
        double ratio = ratio(t, origin);
        for (int k = 0; k < ahead; k++) {
            ways[SAME_DAYS] += sameDay(t, k);
            ways[SAME_DATES] += ratio * sameDate(t, k, origin);
        }
        return ways;
    }

    private int monthBefore(int day) {
        if (day >= monthBefore.length) {
            int known = monthBefore.length;
            monthBefore = Arrays.copyOf(monthBefore, day + 400);
            for (int i = known; i < monthBefore.length; i++) {
                monthBefore[i] =
                        (int) ChronoUnit.DAYS.between(from, from.plusDays(i).minusMonths(1));
            }
        }
        return monthBefore[day];
    }

    /** How the level is against the one a month before. */
    private double ratio(int t, Origin origin) {
        int before = monthBefore(t);
        double earlier = before < MEANS[2] ? 0 : mean(before - MEANS[2], before);
        return earlier <= 0 ? 1 : Math.clamp(origin.levels()[2] / earlier, 0.2, 5);
    }

    /** The same date a month before, as it would have been on the day's weekday. */
    private double sameDate(int t, int k, Origin origin) {
        int day = t + k;
        while (day >= t) {
            day = monthBefore(day);
        }
        if (day < 0) {
            return origin.weekday()[k % WEEK] * origin.levels()[2];
        }
        double then = origin.weekday()[Math.floorMod(day - t, WEEK)];
        return then < 0.3 ? used[day] : used[day] / then * origin.weekday()[k % WEEK];
    }

    /** The same day of the week four weeks before and eight. */
    private double sameDay(int t, int k) {
        int first = t + k % MEANS[2] - MEANS[2];
        int second = first - MEANS[2];
        return second < 0 ? used[first] : (used[first] + used[second]) / 2;
    }

    private static double day(Origin origin, int way, int k) {
        double weekday = origin.weekday()[k % WEEK];
        double slope = way == TREND_28 ? origin.slope() : way == TREND_ROBUST ? origin.robustSlope() : 0;
        double faded = DAMPING * (1 - Math.pow(DAMPING, k + 1)) / (1 - DAMPING);
        return weekday * (origin.levels()[way] + slope * faded);
    }

    /** What was forecast at each origin, the last one included, so far ahead. */
    Ahead ahead(int ahead) {
        int last = used.length;
        double[] forecasts = new double[last + 1];
        double[][] weights = new double[last + 1][];
        double[][] ways = new double[last + 1][];
        var calm = new WayErrors(HALF);
        var broken = new WayErrors(HALF);
        var lately = new WayErrors(LATELY);
        for (int t = FIRST; t <= last; t++) {
            ways[t] = ways(t, ahead);
            int known = t - ahead;
            if (known >= FIRST) {
                calm.forget();
                broken.forget();
                (origins[known].broken() ? broken : calm)
                        .add(part(known), ways[known], sum(known, t), Math.max(size(known) * ahead, 1e-9), ahead);
            }
            int week = t - WEEK;
            if (week >= FIRST) {
                lately.forget();
                lately.add(part(week), weeks[week], sum(week, t), Math.max(size(week) * WEEK, 1e-9), WEEK);
            }
            weights[t] = (origins[t].broken() ? broken : calm).weights(part(t), origins[t].broken(), lately);
            forecasts[t] = weighted(weights[t], ways[t]);
        }
        return new Ahead(ahead, forecasts, weights);
    }

    /** What the weights of one distance say of a slightly different one. */
    double again(Ahead like, int origin, int ahead) {
        return ahead == like.ahead() ? like.sums()[origin] : weighted(like.weights()[origin], ways(origin, ahead));
    }

    private static double weighted(double[] weights, double[] ways) {
        double sum = 0;
        for (int i = 0; i < WAYS; i++) {
            sum += weights[i] * ways[i];
        }
        return sum;
    }

    /** The part of the month that an origin lies in: what is used may depend on it. */
    private int part(int origin) {
        return Math.min(PARTS - 1, (from.plusDays(origin).getDayOfMonth() - 1) / 5);
    }

    /** The days after the last one that is known, one by one. */
    double[] days(Ahead like, int ahead) {
        double[] weights = like.weights()[used.length];
        double[] days = new double[ahead];
        Origin origin = origins[used.length];
        double ratio = ratio(used.length, origin);
        for (int k = 0; k < ahead; k++) {
            for (int i = 0; i < SAME_DAYS; i++) {
                days[k] += weights[i] * day(origin, i, k);
            }
            days[k] += weights[SAME_DAYS] * sameDay(used.length, k)
                    + weights[SAME_DATES] * ratio * sameDate(used.length, k, origin);
        }
        return days;
    }

    /**
     * Forecasts so many days ahead.
     *
     * @param sums by origin; 0 before the first that is replayed
     * @param weights of the ways, by origin
     */
    record Ahead(int ahead, double[] sums, double[][] weights) {}

    /** Levels in which a day counts less the older it is, slowly and quickly, with all days as they were and with those cut that stand out. */
    static final class FadingLevels {
        /** A day so old counts half. */
        private static final double[] HALVES = {4, 10, 25};

        static final int COUNT = 2 * HALVES.length;

        private static final int WEEK = 7;
        private static final int OLDEST = 12 * WEEK;
        /** Of a usual difference. What lies farther off counts as if it didn't. */
        private static final double FAR = 2.5;
        /** How quickly the usual difference is learned. */
        private static final double LEARNED = 0.05;

        private final double[] used;
        private final double[][] cut = new double[HALVES.length][];
        private final double[] expected = new double[HALVES.length];
        private final double[] usual = new double[HALVES.length];

        FadingLevels(double[] used) {
            this.used = used;
            for (int i = 0; i < HALVES.length; i++) {
                cut[i] = used.clone();
            }
        }

        /**
         * The levels of one day, from the days before it. It is asked for one day after the other.
         *
         * @param weekday what each weekday costs of a usual day, index 0 the day's own
         */
        double[] next(int t, double[] weekday) {
            double[] levels = new double[COUNT];
            for (int i = 0; i < HALVES.length; i++) {
                if (usual[i] > 0) {
                    double off = Math.clamp(used[t - 1] - expected[i], -FAR * usual[i], FAR * usual[i]);
                    cut[i][t - 1] = expected[i] + off;
                }
                levels[i] = level(used, HALVES[i], t, weekday);
                double level = level(cut[i], HALVES[i], t, weekday);
                levels[HALVES.length + i] = level;
                learn(i, Math.abs(used[t - 1] - expected[i]), t);
                expected[i] = level * weekday[0];
            }
            return levels;
        }

        private void learn(int i, double off, int t) {
            if (t > UsageModel.FIRST) {
                usual[i] += usual[i] == 0 ? off : LEARNED * (Math.min(off, 3 * usual[i]) - usual[i]);
            }
        }

        private static double level(double[] days, double half, int t, double[] weekday) {
            double kept = Math.pow(0.5, 1 / half);
            double weight = 1;
            double sum = 0;
            double parts = 0;
            for (int i = t - 1; i >= Math.max(0, t - OLDEST); i--) {
                sum += weight * days[i];
                parts += weight * weekday[Math.floorMod(i - t, WEEK)];
                weight *= kept;
            }
            return parts <= 0 ? 0 : sum / parts;
        }
    }

    /** How far off several ways to forecast were, and what each weighs for that. */
    static final class WayErrors {
        /** An error in the same part of a month counts so many times more. */
        private static final double SAME_PART = 3;
        /** What is added to the latest errors, as a share of the usual one: a few days prove little. */
        private static final double DOUBT = 0.3;

        private final double forgetting;
        private final double[] all = new double[UsageModel.WAYS];
        private final double[][] parts = new double[UsageModel.PARTS][UsageModel.WAYS];
        private final double[] counted = new double[UsageModel.PARTS];

        /** @param half errors so many days old count half */
        WayErrors(int half) {
            forgetting = Math.pow(0.5, 1.0 / half);
        }

        void forget() {
            for (int part = 0; part < UsageModel.PARTS; part++) {
                counted[part] *= forgetting;
                for (int i = 0; i < UsageModel.WAYS; i++) {
                    parts[part][i] *= forgetting;
                }
            }
            for (int i = 0; i < UsageModel.WAYS; i++) {
                all[i] *= forgetting;
            }
        }

        void add(int part, double[] ways, double actual, double size, int ahead) {
            counted[part] += 1.0 / ahead;
            for (int i = 0; i < UsageModel.WAYS; i++) {
                double error = Math.min(3, Math.abs(ways[i] - actual) / size) / ahead;
                all[i] += error;
                parts[part][i] += error;
            }
        }

        /**
         * Where little is known all ways count alike; after a break those that see it count more.
         *
         * @param lately errors of a few days ahead, which tell soonest that the level is another
         */
        double[] weights(int part, boolean broken, WayErrors lately) {
            double times = Arrays.stream(counted).sum() + SAME_PART * counted[part];
            double usual = (Arrays.stream(all).sum()
                            + SAME_PART * Arrays.stream(parts[part]).sum())
                    / UsageModel.WAYS;
            double prior = times == 0 ? 1 : Math.max(usual / times, 1e-6);
            double latest = Arrays.stream(lately.all).sum() / UsageModel.WAYS;
            double[] weights = new double[UsageModel.WAYS];
            double total = 0;
            for (int i = 0; i < UsageModel.WAYS; i++) {
                double assumed = prior * (!broken ? 1 : i == UsageModel.BROKEN ? 0.5 : i == 0 ? 0.7 : 1.5);
                double error = (all[i] + SAME_PART * parts[part][i] + assumed) / (times + 1);
                double both = latest <= 0 ? error : error * (lately.all[i] / latest + DOUBT);
                double cubed = both * both * both;
                weights[i] = 1 / (cubed * cubed);
                total += weights[i];
            }
            for (int i = 0; i < UsageModel.WAYS; i++) {
                weights[i] /= total;
            }
            return weights;
        }
    }
}
