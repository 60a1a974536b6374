package dev.bursar.causes.anomaly;

import module java.base;

/** Order statistics of the first so many values of an array, which they sort. */
final class Statistics {
    /** Makes the median absolute deviation of normal noise its standard deviation. */
    static final double MAD_TO_SPREAD = 1.4826;

    private Statistics() {}

    static double median(double[] values, int count) {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(values, 0, count);
        return (values[(count - 1) / 2] + values[count / 2]) / 2;
    }

    /** The value that a share of all values isn't over. */
    static double quantile(double[] values, int count, double share) {
        Arrays.sort(values, 0, count);
        return values[(int) Math.min(count - 1, Math.floor(share * count))];
    }
}
