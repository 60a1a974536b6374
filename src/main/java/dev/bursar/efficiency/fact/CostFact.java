package dev.bursar.efficiency.fact;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a workload cost in so many days.
 *
 * @param shared whether several teams share it, and so nobody is told how much it is
 * @param amount null where it is shared or not known
 * @param source export, cost_explorer, list or unknown
 */
public record CostFact(
        boolean shared,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        int days,
        String source) {
    public static final CostFact SHARED = new CostFact(true, null, null, 0, "");
    public static final CostFact UNKNOWN = new CostFact(false, null, null, 0, "unknown");
}
