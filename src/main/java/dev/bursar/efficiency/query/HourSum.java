package dev.bursar.efficiency.query;

import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Hardware.CpuScale;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.formula.Utilisation;
import dev.bursar.efficiency.query.WorkloadDetails.Hour;
import dev.bursar.efficiency.query.WorkloadDetails.Use;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up one hour of several variants. */
final class HourSum {
    private static final double MICROSECONDS = 1_000;

    private double instances;
    private @Nullable Double requests;
    private @Nullable Double errors;
    private double latencyWeight;
    private double latency;
    private @Nullable Double p99;
    private final Map<Hardware, Use> uses = new EnumMap<>(Hardware.class);

    void add(MeasuredHours hours, HourPoint point, @Nullable Spec spec, CpuScale scale) {
        double running = hours.instances(point);
        instances += running;
        requests = sum(requests, point.invocations() == null ? point.processed() : point.invocations());
        errors = sum(sum(errors, point.errors4xx()), point.errors5xx());
        if (point.latencyAverage() != null) {
            double weight = point.invocations() == null ? 1 : Math.max(1, point.invocations());
            latencyWeight += weight;
            latency += point.latencyAverage() * weight;
        }
        if (point.latencyP99() != null) {
            p99 = p99 == null ? point.latencyP99() : Math.max(p99, point.latencyP99());
        }
        if (spec == null || running <= 0) {
            return;
        }
        for (Hardware resource : Hardware.values()) {
            @Nullable Double units = units(resource, point, spec, scale);
            if (units != null) {
                uses.merge(
                        resource,
                        new Use(units * running, spec.capacity(resource) * running),
                        (one, other) -> new Use(one.used() + other.used(), one.provisioned() + other.provisioned()));
            }
        }
    }

    private static @Nullable Double units(Hardware resource, HourPoint point, Spec spec, CpuScale scale) {
        @Nullable Double average = point.average(resource);
        if (average == null) {
            return null;
        }
        double units = resource.units(average, spec, scale);
        return Utilisation.plausible(units, spec.capacity(resource)) ? Double.valueOf(units) : null;
    }

    private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
        return one == null ? other : other == null ? one : Double.valueOf(one + other);
    }

    Hour hour(Instant hour) {
        return new Hour(
                hour,
                instances,
                requests,
                errors,
                latencyWeight == 0 ? null : Double.valueOf(latency / latencyWeight / MICROSECONDS),
                p99 == null ? null : Double.valueOf(p99 / MICROSECONDS),
                uses);
    }
}
