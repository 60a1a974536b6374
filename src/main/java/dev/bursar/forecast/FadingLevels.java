package dev.bursar.forecast;

/** Levels in which a day counts less the older it is, slowly and quickly, with all days as they were and with those cut that stand out. */
final class FadingLevels {
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
