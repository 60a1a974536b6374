package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The points of the instances that a family's jobs ran on. An hour's average is that of all of them, each weighted by how long it ran in the
 * hour, its maximum that of the busiest one; it isn't known where one that ran has no point.
 */
final class HostHours implements PartHours {
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
        hosts.values().forEach(host -> hours.addAll(host.of(Column.CPU_SAMPLES).keySet()));
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
