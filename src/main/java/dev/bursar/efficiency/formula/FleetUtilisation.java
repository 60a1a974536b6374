package dev.bursar.efficiency.formula;

import java.math.BigDecimal;
import java.util.List;

/**
 * The utilisation of a team or of all: numerators and denominators of what is measured, and how much of the cost that is.
 *
 * @param measuredCost of the parts whose utilisation is known
 * @param cost of all parts
 */
public record FleetUtilisation(
        Resource resource, double used, double capacity, BigDecimal measuredCost, BigDecimal cost) {
    /** A resource's utilisation and its cost in the same time. */
    public record Part(Utilisation utilisation, BigDecimal cost) {}

    /** @param parts all of this resource */
    public static FleetUtilisation of(Resource resource, List<Part> parts) {
        double used = 0;
        double capacity = 0;
        BigDecimal measured = BigDecimal.ZERO;
        BigDecimal all = BigDecimal.ZERO;
        for (Part part : parts) {
            if (part.utilisation().resource() != resource) {
                throw new IllegalArgumentException("Not of " + resource);
            }
            all = all.add(part.cost());
            if (part.utilisation().missing() == null) {
                used += part.utilisation().used();
                capacity += part.utilisation().capacity();
                measured = measured.add(part.cost());
            }
        }
        return new FleetUtilisation(resource, used, capacity, measured, all);
    }

    /** The share of capacity that was used, of what is measured. */
    public Measure share() {
        return Measure.ratio(used, capacity, Reason.NO_METRICS);
    }

    /** The share of cost that is measured, 0 to 1; not known where nothing costs anything. */
    public Measure measuredShare() {
        return cost.signum() == 0
                ? Measure.notKnown(Reason.NO_CHARGES)
                : Measure.of(measuredCost.doubleValue() / cost.doubleValue());
    }
}
