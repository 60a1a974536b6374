package dev.bursar.ownership;

import module java.base;

/**
 * Why costs are a team's: the rule that claimed them and what it matched.
 *
 * @param rule empty where no rule claims the costs, and where the rule that did has changed since
 * @param outdated whether the rule has changed and the costs still wait for it to be applied
 * @param team the team that has the costs now
 * @param tagValue the charges' tag value, "" is untagged
 */
public record OwnershipReason(
        Optional<OwnershipRule> rule,
        boolean outdated,
        String team,
        String tagValue,
        String account,
        String accountName,
        String currency,
        BigDecimal amount) {}
