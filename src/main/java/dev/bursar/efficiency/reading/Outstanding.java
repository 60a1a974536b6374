package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.reading.MetricPlan.Request;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.setup.spi.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
}
