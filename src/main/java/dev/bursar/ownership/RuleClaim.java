package dev.bursar.ownership;

import module java.base;

/**
 * What one rule claims of a month's EffectiveCost.
 *
 * @param rule 0 is what no rule claims, below 0 a rule that is only proposed
 */
public record RuleClaim(int rule, String currency, BigDecimal effectiveCost) {}
