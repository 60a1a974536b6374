package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The points of an EC2 instance's GPUs. An hour's average is that of all of them, its maximum that of the busiest one; it isn't known where
 * one of them has no point, because that one may be busy.
 */
final class GpuHours implements PartHours {
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
                    .anyMatch(one -> !one.isEmpty() && !hour.isBefore(one.firstKey()) && !hour.isAfter(one.lastKey()));
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
