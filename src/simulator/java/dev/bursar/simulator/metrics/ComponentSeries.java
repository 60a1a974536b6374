package dev.bursar.simulator.metrics;

import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Variant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A metric of an inference component, whose utilisation is in percent of what it reserves. */
record ComponentSeries(Endpoint endpoint, Endpoint.Component component, String metric) implements Series {

    static final Set<String> UTILISATION = Set.of(
            "CPUUtilizationNormalized",
            "MemoryUtilizationNormalized",
            "GPUUtilizationNormalized",
            "GPUMemoryUtilizationNormalized");
    static final Set<String> REQUESTS = Set.of("Invocations", "InvocationsPerCopy", "ModelLatency");

    @Override
    public String unit() {
        return UTILISATION.contains(metric) ? "Percent" : metric.equals("ModelLatency") ? "Microseconds" : "None";
    }

    private Variant variant() {
        return endpoint.variants().getFirst();
    }

    @Override
    public Day on(LocalDate date) {
        var day = new VariantDay(endpoint, variant(), date);
        return minute -> samples(day, minute);
    }

    private @Nullable Samples samples(VariantDay day, int minute) {
        if (day.minutes(minute) == 0) {
            return null;
        }
        var load = variant().load();
        var count = component.copies() * Series.SLOT_MINUTES;
        var requests = Math.round(day.requests(minute) * component.share());
        return switch (metric) {
            case "CPUUtilizationNormalized" -> Samples.same(count, 100 * day.used(load.cpu(), minute));
            case "MemoryUtilizationNormalized" -> Samples.same(count, 100 * load.memory());
            case "GPUUtilizationNormalized" -> Samples.same(count, 100 * day.used(load.gpu(), minute));
            case "GPUMemoryUtilizationNormalized" -> Samples.same(count, 100 * load.gpuMemory());
            case "ModelLatency" -> requests == 0 ? null : Samples.skewed(requests, day.latency(minute));
            case "InvocationsPerCopy" ->
                requests == 0
                        ? null
                        : Samples.same(SLOT_MINUTES, (double) requests / component.copies() / SLOT_MINUTES);
            default -> requests == 0 ? null : Samples.same(requests, 1);
        };
    }
}
