package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Spec;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An instance type at its price for a component in a Region.
 *
 * @param component as AWS names it, such as Hosting
 * @param usdPerHour On-Demand
 * @param planUsdPerHour under a SageMaker Savings Plan of one year without upfront payment; null where the type is not eligible
 */
public record Offer(
        Spec spec,
        String component,
        String region,
        BigDecimal usdPerHour,
        @Nullable BigDecimal planUsdPerHour) {
    public Offer {
        if (usdPerHour.signum() <= 0 || planUsdPerHour != null && planUsdPerHour.signum() <= 0) {
            throw new IllegalArgumentException("A price is above 0: " + spec.type());
        }
    }

    public String type() {
        return spec.type();
    }
}
