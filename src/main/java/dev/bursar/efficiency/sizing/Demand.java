package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Hardware.CpuScale;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.formula.Utilisation;
import module java.base;

/**
 * What a load needs in nearly all of its hours. The busiest instance is assumed on all of them, which is never too little.
 *
 * @param cpu vCPUs of all instances together
 * @param memory GiB of one instance
 * @param gpu accelerators of all instances together
 * @param gpuMemory GiB of one instance's accelerators together
 * @param peakRate requests a second in the hour with the most
 * @param hours in which instances were measured
 * @param span from the first measured hour to the end of the last
 */
public record Demand(
        Measure cpu, Measure memory, Measure gpu, Measure gpuMemory, Measure peakRate, int hours, Duration span) {
    /** The share of hours, in thousandths, in which the demand is not above this. */
    private static final int PER_MILLE = 995;

    public static Demand of(MeasuredHours hours, Spec spec, CpuScale scale) {
        return new Demand(
                demand(Hardware.CPU, hours, spec, scale),
                demand(Hardware.MEMORY, hours, spec, scale),
                demand(Hardware.GPU, hours, spec, scale),
                demand(Hardware.GPU_MEMORY, hours, spec, scale),
                peakRate(hours),
                hours.measured(),
                hours.span());
    }

    public Measure of(Hardware resource) {
        return switch (resource) {
            case CPU -> cpu;
            case MEMORY -> memory;
            case GPU -> gpu;
            case GPU_MEMORY -> gpuMemory;
        };
    }

    /** Whether a resource is shared out over instances, and not needed on each of them. */
    static boolean shared(Hardware resource) {
        return switch (resource) {
            case CPU, GPU -> true;
            case MEMORY, GPU_MEMORY -> false;
        };
    }

    private static Measure demand(Hardware resource, MeasuredHours hours, Spec spec, CpuScale scale) {
        double capacity = spec.capacity(resource);
        if (capacity <= 0) {
            return Measure.notKnown(spec.vendor() == Spec.Vendor.NONE ? Reason.NO_GPU : Reason.NO_SPECIFICATION);
        }
        var values = new ArrayList<Double>();
        boolean rejected = false;
        for (HourPoint point : hours.points()) {
            Double percent = point.maximum(resource);
            double instances = hours.instances(point);
            if (percent == null || instances <= 0) {
                continue;
            }
            double units = resource.units(percent, spec, scale);
            if (Utilisation.plausible(units, capacity)) {
                values.add(shared(resource) ? units * instances : units);
            } else {
                rejected = true;
            }
        }
        return values.isEmpty()
                ? Measure.notKnown(rejected ? Reason.ABOVE_CAPACITY : Reason.NO_METRICS)
                : Measure.of(nearestRank(values));
    }

    /** The value at the rank of 99.5 % of the sorted values, rounded up; no interpolation. */
    static double nearestRank(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.ceilDiv(PER_MILLE * sorted.size(), 1000) - 1);
    }

    private static Measure peakRate(MeasuredHours hours) {
        return hours.points().stream()
                .map(HourPoint::invocations)
                .filter(count -> count != null && Double.isFinite(count) && count >= 0)
                .max(Double::compare)
                .map(most -> Measure.of(most / 3600))
                .orElse(Measure.notKnown(Reason.NO_REQUESTS));
    }
}
