package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.ml.Ml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The metrics of an account and Region that ListMetrics knows. */
final class Catalogue {

    private static final List<String> UTILISATION = List.of(
            "CPUReservation",
            "CPUUtilization",
            "DiskUtilization",
            "GPUMemoryUtilization",
            "GPUReservation",
            "GPUUtilization",
            "MemoryReservation",
            "MemoryUtilization");
    private static final List<String> REQUESTS = List.of(
            "Invocation4XXErrors",
            "Invocation5XXErrors",
            "InvocationModelErrors",
            "Invocations",
            QueueSeries.PROCESSED,
            "InvocationsPerInstance",
            "ModelLatency",
            "OverheadLatency");
    private static final List<String> QUEUES = List.of("ApproximateBacklogSize", "HasBacklogWithoutCapacity");

    private final Ml ml;
    private final Sources sources;

    /** A metric that ListMetrics gives. */
    record Known(String namespace, String metric, Map<String, String> dimensions) {
        Query query() {
            return new Query("m", metric, namespace, metric, dimensions, 3_600, "Sum", "");
        }
    }

    Catalogue(Ml ml, Sources sources) {
        this.ml = ml;
        this.sources = sources;
    }

    /** All of the caller's that there are series of. */
    List<Known> all(Caller caller) {
        var known = new ArrayList<Known>();
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            var name = Map.of(Sources.ENDPOINT, endpoint.name());
            QUEUES.forEach(metric -> known.add(new Known(Sources.REQUESTS, metric, name)));
            for (var variant : endpoint.variants()) {
                var both = Map.of(Sources.ENDPOINT, endpoint.name(), Sources.VARIANT, variant.name());
                REQUESTS.forEach(metric -> known.add(new Known(Sources.REQUESTS, metric, both)));
                UTILISATION.forEach(metric -> known.add(new Known(Sources.UTILISATION, metric, both)));
            }
            for (var component : endpoint.components()) {
                var of = Map.of(Sources.COMPONENT, component.name());
                ComponentSeries.REQUESTS.forEach(metric -> known.add(new Known(Sources.REQUESTS, metric, of)));
                ComponentSeries.UTILISATION.forEach(metric -> known.add(new Known(Sources.COMPONENTS, metric, of)));
            }
        }
        known.removeIf(metric -> sources.series(caller, metric.query()) == null);
        sources.jobHosts(caller)
                .forEach((namespace, hosts) -> hosts.forEach(host -> JobSeries.METRICS.forEach(
                        metric -> known.add(new Known(namespace, metric, Map.of(Sources.HOST, host))))));
        for (var id : sources.machines().ids(caller)) {
            MachineSeries.UNITS.keySet().stream()
                    .sorted()
                    .forEach(metric -> known.add(new Known(Sources.EC2, metric, Map.of(Sources.INSTANCE, id))));
        }
        for (var gpu : sources.machines().agentGpus(caller)) {
            GpuSeries.UNITS.keySet().stream()
                    .sorted()
                    .forEach(metric -> known.add(new Known(Sources.AGENT, metric, gpu)));
        }
        return known;
    }
}
