package dev.bursar.ownership;

import dev.bursar.kernel.TeamId;
import java.math.BigDecimal;
import java.time.YearMonth;

/** Costs of one month that one team would have instead of another: EffectiveCost, never added up over currencies. */
public record OwnershipMove(YearMonth month, TeamId from, TeamId to, String currency, BigDecimal effectiveCost) {}
