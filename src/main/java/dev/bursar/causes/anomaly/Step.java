package dev.bursar.causes.anomaly;

/**
 * How an anomaly's days are above the usual: by an amount or a share, whichever is more on a weekday.
 *
 * @param spread of its days
 * @param days by which it is told
 * @param highest the most that one of its days was above the usual
 */
record Step(double flat, double ratio, double highest, double spread, int days) {
    /** A level is told by so many of its last days. */
    private static final int LAST = Baseline.TWO_WEEKS;

    /** Of the days of an anomaly before a day; those that stood out even from it are left out. */
    static Step before(Running of, double[] usage, int day) {
        double[] flat = new double[LAST];
        double[] ratio = new double[LAST];
        int count = 0;
        int ratios = 0;
        double highest = 0;
        for (int at = day - 1; at >= of.from && count < LAST; at--) {
            if (of.wasOver(at) && of.risen(at).isEmpty()) {
                double excess = usage[at] - of.usual(at);
                flat[count++] = excess;
                highest = Math.max(highest, excess);
                if (of.usual(at) > Baseline.QUIET * of.level()) {
                    ratio[ratios++] = usage[at] / of.usual(at);
                }
            }
        }
        double middle = Statistics.median(flat, count);
        double share = ratios == 0 ? 1 : Statistics.median(ratio, ratios);
        double[] off = new double[LAST];
        for (int i = 0; i < count; i++) {
            off[i] = Math.abs(flat[i] - middle);
        }
        double spread = Statistics.MAD_TO_SPREAD * Statistics.median(off, count);
        return new Step(middle, share, highest, spread, count);
    }

    double of(double usual) {
        return Math.max(usual + flat, usual * ratio);
    }
}
