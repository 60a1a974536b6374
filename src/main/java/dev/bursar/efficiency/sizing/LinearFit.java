package dev.bursar.efficiency.sizing;

import java.util.Optional;

/**
 * A line through points by least squares, of which neither the start nor the slope is below 0: more requests never need less, and none
 * never need less than nothing.
 *
 * @param rSquared the share of the variance that the line explains
 */
record LinearFit(double start, double slope, double rSquared) {
    /** Empty where the points don't differ, or where the slope would be below 0. */
    static Optional<LinearFit> of(double[] x, double[] y) {
        int n = x.length;
        if (n < 2) {
            return Optional.empty();
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        if (xx <= 0 || yy <= 0) {
            return Optional.empty();
        }
        double slope = xy / xx;
        double start = meanY - slope * meanX;
        if (start < 0) {
            start = 0;
            slope = (xy + n * meanX * meanY) / (xx + n * meanX * meanX);
        }
        if (slope < 0) {
            return Optional.empty();
        }
        double errors = 0;
        for (int i = 0; i < n; i++) {
            double error = y[i] - start - slope * x[i];
            errors += error * error;
        }
        return Optional.of(new LinearFit(start, slope, 1 - errors / yy));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
