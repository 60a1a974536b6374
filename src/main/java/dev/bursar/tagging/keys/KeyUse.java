package dev.bursar.tagging.keys;

import module java.base;

/**
 * Resources that carry a tag key.
 *
 * @param resources how many there are now
 * @param known of how many of them the cost is known
 * @param costs EffectiveCost of the latest 30 days by currency, of those whose cost is known
 */
public record KeyUse(int resources, int known, Map<String, BigDecimal> costs) {
    static final KeyUse NONE = new KeyUse(0, 0, Map.of());

    public KeyUse {
        costs = Map.copyOf(costs);
    }
}
