package dev.bursar.tagging;

import module java.base;

/**
 * What resources without a required tag cost.
 *
 * @param resources without a tag that a policy requires
 * @param cost their EffectiveCost of the latest 30 days, by currency; empty where it is not known
 */
public record Untagged(long resources, Map<String, BigDecimal> cost) {
    public Untagged {
        cost = new TreeMap<>(cost);
    }
}
