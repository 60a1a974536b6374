package dev.bursar.ownership;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Why costs are a team's: the rule that claimed them and what it matched.
 *
 * @param rule empty where no rule claims the costs
 * @param tagValue the charges' tag value, "" is untagged
 */
public record OwnershipReason(
        Optional<OwnershipRule> rule,
        String team,
        String tagValue,
        String account,
        String accountName,
        String currency,
        BigDecimal amount) {}
