package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.metrics.Series.Samples;
import module java.base;

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

    /** A statistic of a period: one of five, or a percentile. */
    record Statistic(String name, double share) {
        private static final List<String> NAMES = List.of("Average", "Maximum", "Minimum", "Sum", "SampleCount");
        private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,10})?|100)");

        static Statistic of(String text) {
            var percentile = PERCENTILE.matcher(text.toLowerCase(Locale.ROOT));
            if (percentile.matches()) {
                return new Statistic("percentile", Double.parseDouble(percentile.group(1)) / 100);
            }
            if (!NAMES.contains(text)) {
                throw AwsRefusal.of("ValidationError", "The value " + text + " for parameter Stat is not supported.");
            }
            return new Statistic(text, 0);
        }

        double of(Sum sum) {
            return switch (name) {
                case "Average" -> sum.total / sum.count;
                case "Maximum" -> sum.high;
                case "Minimum" -> sum.low;
                case "Sum" -> sum.total;
                case "SampleCount" -> sum.count;
                default -> sum.quantile / sum.count;
            };
        }

        /** What is added up over a period; there is nothing to say of one without values. */
        static final class Sum {
            private final Statistic statistic;
            private double count;
            private double total;
            private double quantile;
            private double low = Double.POSITIVE_INFINITY;
            private double high = Double.NEGATIVE_INFINITY;

            Sum(Statistic statistic) {
                this.statistic = statistic;
            }

            /** @param share of the values, where a period is shorter than what was measured together */
            void add(Samples samples, double share) {
                count += samples.count() * share;
                total += samples.mean() * samples.count() * share;
                low = Math.min(low, samples.low());
                high = Math.max(high, samples.high());
                if (statistic.name.equals("percentile")) {
                    quantile += samples.quantile(statistic.share) * samples.count() * share;
                }
            }

            boolean isEmpty() {
                return count == 0;
            }
        }
    }
}
