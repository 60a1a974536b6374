package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import module java.base;

/** Costs of one month that one team would have instead of another: EffectiveCost, never added up over currencies. */
public record OwnershipMove(YearMonth month, TeamId from, TeamId to, String currency, BigDecimal effectiveCost) {}
