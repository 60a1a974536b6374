package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.AwsRefusal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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
