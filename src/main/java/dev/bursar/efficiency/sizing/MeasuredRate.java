package dev.bursar.efficiency.sizing;

import module java.base;

/**
 * What an Inference Recommender job measured of an instance type.
 *
 * @param perSecond requests of one instance
 * @param latencyMs of the model at that rate
 * @param job its name
 * @param completed when it ended
 * @param tuned whether it set environment parameters of the container
 */
public record MeasuredRate(
        String type, double perSecond, double latencyMs, String job, Instant completed, boolean tuned) {
    private static final Comparator<MeasuredRate> BEST =
            Comparator.comparing(MeasuredRate::completed).thenComparingDouble(MeasuredRate::perSecond);

    /**
     * By type the rate that may be relied on: of the newest job whose latency is within the limit, its highest. A rate at or above one
     * that any job found too slow is left out.
     */
    public static Map<String, MeasuredRate> within(double limitMs, List<MeasuredRate> rates) {
        Map<String, Double> tooFast = above(limitMs, rates);
        Map<String, MeasuredRate> within = new HashMap<>();
        for (MeasuredRate one : rates) {
            if (one.latencyMs <= limitMs && one.perSecond < tooFast.getOrDefault(one.type, Double.POSITIVE_INFINITY)) {
                within.merge(one.type, one, (first, second) -> BEST.compare(first, second) >= 0 ? first : second);
            }
        }
        return within;
    }

    /** By type the lowest rate, in requests a second of one instance, at which a job measured more latency than the limit. */
    public static Map<String, Double> above(double limitMs, List<MeasuredRate> rates) {
        Map<String, Double> above = new HashMap<>();
        for (MeasuredRate one : rates) {
            if (one.latencyMs > limitMs) {
                above.merge(one.type, one.perSecond, Math::min);
            }
        }
        return above;
    }
}
