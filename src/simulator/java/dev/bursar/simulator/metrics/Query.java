package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A statistic of a metric that a request asks for.
 *
 * @param unit that points must be in, "" for any
 */
record Query(
        String id,
        String label,
        String namespace,
        String metric,
        Map<String, String> dimensions,
        int period,
        String stat,
        String unit) {

    private static final int MOST = 500;
    private static final int MINUTE = 60;

    /** The queries of a form, in its order. */
    static List<Query> all(Map<String, String> form) {
        var queries = new ArrayList<Query>();
        for (var number = 1; form.containsKey("MetricDataQueries.member." + number + ".Id"); number++) {
            queries.add(one(form, "MetricDataQueries.member." + number + "."));
        }
        if (queries.isEmpty() || queries.size() > MOST) {
            throw AwsRefusal.of(
                    "ValidationError", "The collection MetricDataQueries must have a size between 1 and " + MOST + ".");
        }
        return queries;
    }

    private static Query one(Map<String, String> form, String prefix) {
        var id = form.getOrDefault(prefix + "Id", "");
        if (!id.matches("[a-z][a-zA-Z0-9_]*")) {
            throw AwsRefusal.of(
                    "ValidationError",
                    "The value " + id + " for parameter Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
        }
        if (form.containsKey(prefix + "Expression")) {
            throw AwsRefusal.of("ValidationError", "Expressions are not supported here.");
        }
        var stat = prefix + "MetricStat.";
        var metric = form.getOrDefault(stat + "Metric.MetricName", "");
        var period = period(form.getOrDefault(stat + "Period", ""));
        return new Query(
                id,
                form.getOrDefault(prefix + "Label", metric),
                form.getOrDefault(stat + "Metric.Namespace", ""),
                metric,
                dimensions(form, stat + "Metric.Dimensions.member."),
                period,
                form.getOrDefault(stat + "Stat", ""),
                form.getOrDefault(stat + "Unit", ""));
    }

    static Map<String, String> dimensions(Map<String, String> form, String prefix) {
        var dimensions = new TreeMap<String, String>();
        for (var number = 1; form.containsKey(prefix + number + ".Name"); number++) {
            dimensions.put(
                    form.getOrDefault(prefix + number + ".Name", ""),
                    form.getOrDefault(prefix + number + ".Value", ""));
        }
        return dimensions;
    }

    private static int period(String text) {
        var period = text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
        if (period == 0 || period % MINUTE != 0) {
            throw AwsRefusal.of("ValidationError", "The parameter Period must be a multiple of 60.");
        }
        return period;
    }

    boolean isOfSameSeries(Query other) {
        return namespace.equals(other.namespace)
                && metric.equals(other.metric)
                && dimensions.equals(other.dimensions)
                && period == other.period
                && unit.equals(other.unit);
    }

    /** What AWS bills: all statistics of it are one, up to five. */
    List<Object> billed() {
        return List.of(namespace, metric, dimensions);
    }
}
