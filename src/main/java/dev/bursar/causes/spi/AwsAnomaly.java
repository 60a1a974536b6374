package dev.bursar.causes.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An anomaly that AWS's Cost Anomaly Detection found. Amounts are USD.
 *
 * @param id AWS's, the same while it grows
 * @param last its last day; null while it goes on
 * @param dimensionValue what its monitor watches, such as a service; "" for none
 * @param causes in AWS's order; AWS does not name one for each
 * @param impact above what AWS expected, of all its days
 * @param maxScore 0 to 1
 * @param feedback what somebody told AWS of it, such as {@code PLANNED_ACTIVITY}; "" for nothing
 */
public record AwsAnomaly(
        String id,
        LocalDate first,
        @Nullable LocalDate last,
        String dimensionValue,
        List<RootCause> causes,
        BigDecimal impact,
        @Nullable BigDecimal actual,
        @Nullable BigDecimal expected,
        @Nullable BigDecimal maxScore,
        String feedback) {
    public AwsAnomaly {
        causes = List.copyOf(causes);
    }

    /**
     * What AWS takes for a cause; "" for what it did not say.
     *
     * @param account twelve digits
     * @param contribution to the impact; null where AWS did not say
     */
    public record RootCause(
            String service,
            String region,
            String account,
            String usageType,
            @Nullable BigDecimal contribution) {}
}
