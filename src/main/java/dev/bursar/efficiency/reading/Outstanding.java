package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.reading.MetricPlan.Request;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.setup.spi.Place;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What is still to be read of variants: one whose metrics are in several requests is measured when the last of them is answered. */
final class Outstanding {
    private final Map<Of, List<Due>> owners = new HashMap<>();
    private final Map<Long, Set<Of>> waiting = new HashMap<>();
    private final Map<Long, Quality> qualities = new HashMap<>();
    private final Map<Long, PartHours> parts = new HashMap<>();

    /** A variant that is to be read from some hour on. */
    record Due(MlWorkload workload, Variant variant, Place place, List<Metric> metrics) {
        Due {
            metrics = List.copyOf(metrics);
        }
    }

    /** What a point's metric belongs to. */
    private record Of(Place place, String namespace, String name, Map<String, String> dimensions) {
        Of(Place place, Metric metric) {
            this(place, metric.namespace(), metric.name(), metric.dimensions());
        }
    }

    /**
     * What came of a variant's metrics.
     *
     * @param complete whether AWS gave all that was asked for
     * @param unreadable points that were no number, or differed for the same hour
     */
    record Quality(boolean complete, int unreadable) {}

    Outstanding(List<Due> due) {
        for (Due one : due) {
            for (Metric metric : one.metrics()) {
                var of = new Of(one.place(), metric);
                owners.computeIfAbsent(of, any -> new ArrayList<>()).add(one);
                waiting.computeIfAbsent(one.variant().id(), any -> new HashSet<>())
                        .add(of);
            }
        }
    }

    /** Takes a series for all variants that want it. */
    void add(Place place, Metric metric, Series series, HourReading reading) {
        for (Due one : owners.getOrDefault(new Of(place, metric), List.of())) {
            long variant = one.variant().id();
            int unreadable = AgentMetrics.isOf(metric)
                    ? parts.computeIfAbsent(variant, any -> new GpuHours()).add(metric, series)
                    : JobMetrics.isOf(metric)
                            ? parts.computeIfAbsent(variant, any -> new HostHours())
                                    .add(metric, series)
                            : reading.add(variant, WantedMetrics.column(metric.name(), series.statistic()), series);
            qualities.merge(
                    variant,
                    new Quality(series.complete(), unreadable),
                    (before, more) ->
                            new Quality(before.complete() && more.complete(), before.unreadable() + more.unreadable()));
        }
    }

    /** The variants that want something of a request. */
    Set<Long> variants(Request request) {
        Set<Long> variants = new HashSet<>();
        request.metrics()
                .forEach(metric -> owners.getOrDefault(new Of(request.place(), metric), List.of())
                        .forEach(one -> variants.add(one.variant().id())));
        return variants;
    }

    /** Returns the variants of which nothing is outstanding any more; the hours of their parts are added up then. */
    Map<Long, Quality> read(Request request, HourReading reading) {
        Map<Long, Quality> whole = new HashMap<>();
        for (Metric metric : request.metrics()) {
            var of = new Of(request.place(), metric);
            for (Due one : owners.getOrDefault(of, List.of())) {
                long variant = one.variant().id();
                Set<Of> left = waiting.getOrDefault(variant, new HashSet<>());
                if (left.remove(of) && left.isEmpty()) {
                    whole.put(variant, qualities.getOrDefault(variant, new Quality(false, 0)));
                    PartHours several = parts.get(variant);
                    if (several != null) {
                        several.into(reading, variant);
                    }
                }
            }
        }
        return whole;
    }

    /**
     * The points of the instances that a family's jobs ran on. An hour's average is that of all of them, each weighted by how long it ran in the
     * hour, its maximum that of the busiest one; it isn't known where one that ran has no point.
     */
    static final class HostHours implements PartHours {
        private static final Map<Column, Column> MAXIMA = Map.of(
                Column.CPU_AVERAGE, Column.CPU_MAXIMUM,
                Column.MEMORY_AVERAGE, Column.MEMORY_MAXIMUM,
                Column.GPU_AVERAGE, Column.GPU_MAXIMUM,
                Column.GPU_MEMORY_AVERAGE, Column.GPU_MEMORY_MAXIMUM);

        private final Map<String, Host> hosts = new HashMap<>();

        private static final class Host {
            private final Map<Column, Map<Instant, Double>> points = new EnumMap<>(Column.class);

            Map<Instant, Double> of(Column column) {
                return points.computeIfAbsent(column, any -> new HashMap<>());
            }

            /** 0 where it did not run. */
            double samples(Instant hour) {
                return of(Column.CPU_SAMPLES).getOrDefault(hour, 0.0);
            }
        }

        @Override
        public int add(Metric metric, Series series) {
            HourReading.Points points = HourReading.Points.of(series);
            hosts.computeIfAbsent(metric.dimensions().getOrDefault(JobMetrics.HOST, ""), any -> new Host())
                    .of(WantedMetrics.column(metric.name(), series.statistic()))
                    .putAll(points.hours());
            return points.unreadable();
        }

        @Override
        public void into(HourReading reading, long variant) {
            var hours = new TreeSet<Instant>();
            hosts.values()
                    .forEach(host -> hours.addAll(host.of(Column.CPU_SAMPLES).keySet()));
            for (Instant hour : hours) {
                List<Host> ran = hosts.values().stream()
                        .filter(host -> host.samples(hour) > 0)
                        .toList();
                double samples =
                        ran.stream().mapToDouble(host -> host.samples(hour)).sum();
                if (samples > 0) {
                    reading.put(variant, hour, Column.CPU_SAMPLES, samples);
                    MAXIMA.forEach((average, maximum) -> {
                        put(reading, variant, hour, average, ran, host -> host.samples(hour) / samples, Double::sum);
                        put(reading, variant, hour, maximum, ran, host -> 1, Math::max);
                    });
                }
            }
        }

        private static void put(
                HourReading reading,
                long variant,
                Instant hour,
                Column column,
                List<Host> ran,
                ToDoubleFunction<Host> weight,
                DoubleBinaryOperator together) {
            double all = 0;
            for (Host host : ran) {
                Double value = host.of(column).get(hour);
                if (value == null) {
                    return;
                }
                all = together.applyAsDouble(all, value * weight.applyAsDouble(host));
            }
            reading.put(variant, hour, column, all);
        }
    }

    /**
     * The points of an EC2 instance's GPUs. An hour's average is that of all of them, its maximum that of the busiest one; it isn't known where
     * one of them has no point, because that one may be busy.
     */
    static final class GpuHours implements PartHours {
        /** A GPU's points by metric and statistic, then by hour. */
        private static final class Gpu {
            private final Map<String, TreeMap<Instant, Double>> points = new HashMap<>();

            @Nullable
            Double at(String metric, String statistic, Instant hour) {
                return of(metric, statistic).get(hour);
            }

            TreeMap<Instant, Double> of(String metric, String statistic) {
                return points.computeIfAbsent(metric + "/" + statistic, any -> new TreeMap<>());
            }

            /** In percent of its memory. */
            @Nullable
            Double memory(String statistic, Instant hour) {
                Double used = at(AgentMetrics.MEMORY, statistic, hour);
                Double total = at(AgentMetrics.MEMORY_TOTAL, AgentMetrics.MAXIMUM, hour);
                return used == null || total == null || total <= 0 ? null : Double.valueOf(100 * used / total);
            }

            /** One that came later, or was taken away, has no points before or after. */
            boolean isThere(Instant hour) {
                return points.values().stream()
                        .anyMatch(one ->
                                !one.isEmpty() && !hour.isBefore(one.firstKey()) && !hour.isAfter(one.lastKey()));
            }
        }

        private final Map<String, Gpu> gpus = new HashMap<>();

        @Override
        public int add(Metric metric, Series series) {
            HourReading.Points points = HourReading.Points.of(series);
            gpus.computeIfAbsent(metric.dimensions().getOrDefault(AgentMetrics.GPU, ""), any -> new Gpu())
                    .of(metric.name(), series.statistic())
                    .putAll(points.hours());
            return points.unreadable();
        }

        @Override
        public void into(HourReading reading, long variant) {
            var hours = new TreeSet<Instant>();
            gpus.values().forEach(gpu -> gpu.points.values().forEach(one -> hours.addAll(one.keySet())));
            for (Instant hour : hours) {
                List<Gpu> there =
                        gpus.values().stream().filter(gpu -> gpu.isThere(hour)).toList();
                var used = new ArrayList<@Nullable Double>();
                var peaks = new ArrayList<@Nullable Double>();
                var memory = new ArrayList<@Nullable Double>();
                var memoryPeaks = new ArrayList<@Nullable Double>();
                for (Gpu gpu : there) {
                    used.add(gpu.at(AgentMetrics.USED, AgentMetrics.AVERAGE, hour));
                    peaks.add(gpu.at(AgentMetrics.USED, AgentMetrics.MAXIMUM, hour));
                    memory.add(gpu.memory(AgentMetrics.AVERAGE, hour));
                    memoryPeaks.add(gpu.memory(AgentMetrics.MAXIMUM, hour));
                }
                put(reading, variant, hour, Column.GPU_AVERAGE, used, false);
                put(reading, variant, hour, Column.GPU_MAXIMUM, peaks, true);
                put(reading, variant, hour, Column.GPU_MEMORY_AVERAGE, memory, false);
                put(reading, variant, hour, Column.GPU_MEMORY_MAXIMUM, memoryPeaks, true);
            }
        }

        private static void put(
                HourReading reading,
                long variant,
                Instant hour,
                Column column,
                List<@Nullable Double> each,
                boolean highest) {
            double sum = 0;
            double most = 0;
            for (Double one : each) {
                if (one == null) {
                    return;
                }
                sum += one;
                most = Math.max(most, one);
            }
            if (!each.isEmpty()) {
                reading.put(variant, hour, column, highest ? most : sum / each.size());
            }
        }
    }

    /** The points of what a variant consists of, each with metrics of its own. */
    interface PartHours {
        /** Returns how many points could not be read. */
        int add(Metric metric, Series series);

        /** Adds the hours of all parts together to those of the variant. */
        void into(HourReading reading, long variant);
    }
}
