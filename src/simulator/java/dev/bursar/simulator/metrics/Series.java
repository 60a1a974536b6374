package dev.bursar.simulator.metrics;

import dev.bursar.simulator.files.Data;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A metric with its dimensions: what was published of it, five minutes at a time. */
interface Series {
    /** What is published of something, with the units. */
    static Map<String, String> units(String of) {
        var units = new LinkedHashMap<String, String>();
        for (var row : Data.rows("metrics.csv", Published.class)) {
            if (row.of.equals(of)) {
                units.put(row.metric, row.unit);
            }
        }
        return units;
    }

    record Published(String of, String metric, String unit) {}

    int SLOT_MINUTES = 5;

    /** The unit that it is published in, as CloudWatch writes it. */
    String unit();

    Day on(LocalDate day);

    /** One day of it. */
    @FunctionalInterface
    interface Day {
        /**
         * What was published in the five minutes from that minute on.
         *
         * @return null where nothing was
         */
        @Nullable
        Samples from(int minute);
    }

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

    /** Numbers that look like chance and are always the same for the same thing and time. */
    static final class Chance {
        private static final double STEPS = 1L << 53;

        private Chance() {}

        /** From 0 to 1, without 1. */
        static double of(long what, long when) {
            var z = what * 0x9E3779B97F4A7C15L + when * 0x94D049BB133111EBL;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return ((z ^ (z >>> 31)) >>> 11) / STEPS;
        }
    }
}
