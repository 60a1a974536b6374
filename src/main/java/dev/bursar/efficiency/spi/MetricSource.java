package dev.bursar.efficiency.spi;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Reads hourly points of CloudWatch's metrics in a place. AWS bills each metric that a request asks for, however long the time and up to
 * five statistics of it; so all statistics of a metric belong into one request.
 */
public interface MetricSource {
    /** Queries, each a metric and a statistic, that a request may have. */
    int MOST_QUERIES = 500;

    /** Points that an answer has at most without a further page. */
    int MOST_POINTS = 100_800;

    /** Statistics of a metric that cost no more than one. */
    int STATISTICS_A_METRIC = 5;

    /** Price of one metric in USD. */
    BigDecimal USD_A_METRIC = new BigDecimal("0.00001");

    /**
     * A metric with its statistics.
     *
     * @param dimensions exactly the published ones
     * @param statistics as CloudWatch writes them, such as Average or p99; 1 to 5
     */
    record Metric(String namespace, String name, Map<String, String> dimensions, List<String> statistics) {
        public Metric {
            dimensions = Map.copyOf(dimensions);
            statistics = List.copyOf(statistics);
        }
    }

    /**
     * The points of one statistic of a metric, without order and as AWS gave them: values may be NaN, and a time may come twice.
     *
     * @param metric its place in the request
     * @param complete whether AWS gave all of them
     */
    record Series(int metric, String statistic, List<Instant> times, List<Double> values, boolean complete) {
        public Series {
            times = List.copyOf(times);
            values = List.copyOf(values);
        }
    }

    /**
     * Sends one request and follows its pages, each of which asks for all metrics and is metered at their price.
     *
     * @param metrics with at most {@link #MOST_QUERIES} statistics together
     * @param from a full hour, included
     * @param to a full hour, not included
     * @return for each statistic of each metric one; those without points are empty
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     * @throws dev.bursar.sync.CapReached when the price of a page would pass a cap; that page was not sent
     */
    List<Series> read(Place place, List<Metric> metrics, Instant from, Instant to, RequestMeter meter);

    /**
     * The dimensions of all series of a metric that have a dimension of that name, as far as CloudWatch got points of them in the latest two
     * weeks; free.
     *
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     */
    List<Map<String, String>> dimensions(
            Place place, String namespace, String metric, String dimension, RequestMeter meter);
}
