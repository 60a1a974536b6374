package dev.bursar.efficiency.formula;

import dev.bursar.efficiency.formula.Hardware.CpuScale;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * How much of a resource was used of what ran: numerator and denominator are kept, so that those of a team add up.
 *
 * @param used units times instance-hours
 * @param capacity units times instance-hours, of the hours in which the use is known
 * @param hours in which the use is known
 * @param rejected hours whose value is above capacity, negative or no number; they count in neither sum
 * @param missing why nothing is known at all; null where something is
 */
public record Utilisation(
        Hardware resource,
        double used,
        double capacity,
        int hours,
        int rejected,
        @Nullable NotKnown missing) {
    /** Values that are higher than capacity by more than this are wrong: a wrong unit, a wrong specification or doubled points. */
    public static final double TOLERANCE = 1.02;

    /**
     * The utilisation of one resource, weighted by instance-hours.
     *
     * @param spec of the type that ran in these hours; null where it isn't known
     */
    public static Utilisation of(Hardware resource, MeasuredHours hours, @Nullable Spec spec, CpuScale scale) {
        if (spec == null) {
            return missing(resource, 0, Reason.NO_SPECIFICATION);
        }
        double capacity = spec.capacity(resource);
        if (capacity <= 0) {
            return missing(resource, 0, spec.vendor() == Spec.Vendor.NONE ? Reason.NO_GPU : Reason.NO_SPECIFICATION);
        }
        double used = 0;
        double provisioned = 0;
        int known = 0;
        int rejected = 0;
        for (HourPoint point : hours.points()) {
            Double percent = point.average(resource);
            double instances = hours.instances(point);
            if (percent == null || instances <= 0) {
                continue;
            }
            double units = resource.units(percent, spec, scale);
            if (!plausible(units, capacity)) {
                rejected++;
                continue;
            }
            known++;
            used += units * instances;
            provisioned += capacity * instances;
        }
        if (known == 0) {
            return missing(resource, rejected, rejected > 0 ? Reason.ABOVE_CAPACITY : Reason.NO_METRICS);
        }
        return new Utilisation(resource, used, provisioned, known, rejected, null);
    }

    /**
     * The utilisation of a resource whose points are in percent of the whole instance, so that nothing else need be known of it. Used and
     * capacity are counted in instances.
     */
    public static Utilisation ofInstances(Hardware resource, MeasuredHours hours) {
        double used = 0;
        double provisioned = 0;
        int known = 0;
        int rejected = 0;
        for (HourPoint point : hours.points()) {
            Double percent = point.average(resource);
            double instances = hours.instances(point);
            if (percent == null || instances <= 0) {
                continue;
            }
            if (!plausible(percent, 100)) {
                rejected++;
                continue;
            }
            known++;
            used += percent / 100 * instances;
            provisioned += instances;
        }
        return known == 0
                ? missing(resource, rejected, rejected > 0 ? Reason.ABOVE_CAPACITY : Reason.NO_METRICS)
                : new Utilisation(resource, used, provisioned, known, rejected, null);
    }

    /** The utilisation of each resource. */
    public static Map<Hardware, Utilisation> all(MeasuredHours hours, @Nullable Spec spec, CpuScale scale) {
        var all = new EnumMap<Hardware, Utilisation>(Hardware.class);
        for (Hardware resource : Hardware.values()) {
            all.put(resource, of(resource, hours, spec, scale));
        }
        return all;
    }

    /** Nothing is known for a reason that lies outside of the metrics, such as a serverless variant. */
    public static Utilisation missing(Hardware resource, Reason reason) {
        return missing(resource, 0, reason);
    }

    /** Whether units of one instance are a number, not negative and not above its capacity. */
    public static boolean plausible(double units, double capacity) {
        return Double.isFinite(units) && units >= 0 && units <= capacity * TOLERANCE;
    }

    /** The share of capacity that was used, 0 to about 1. */
    public Measure share() {
        return missing != null ? missing : Measure.ratio(used, capacity, Reason.NO_METRICS);
    }

    private static Utilisation missing(Hardware resource, int rejected, Reason reason) {
        return new Utilisation(resource, 0, 0, 0, rejected, new NotKnown(reason));
    }
}
