package dev.bursar.simulator.metrics;

/**
 * What was published of a metric in some minutes.
 *
 * @param count how many values
 */
record Samples(double count, double mean, double low, double high) {

    /** All alike. */
    static Samples same(double count, double value) {
        return new Samples(count, value, value, value);
    }

    /** Values around a mean, some of them well above it, as latencies are. */
    static Samples skewed(double count, double mean) {
        return new Samples(count, mean, mean * 0.6, mean * 3.4);
    }

    /**
     * The value that a share of values doesn't pass; of skewed ones such that their mean is right.
     *
     * @param share 0 to 1
     */
    double quantile(double share) {
        return low + (high - low) * Math.pow(share, 6);
    }
}
