package dev.bursar.ownership;

import module java.base;

/**
 * Why costs are a team's: the rule that claimed them and what it matched.
 *
 * @param rule empty where no rule claims the costs, and where the rule that did has changed since
 * @param outdated whether the rule has changed and the costs still wait for it to be applied
 * @param team the team that has the costs now
 * @param tagValue the charges' tag value, "" is untagged
 * @param key the team key whose value it is; "" of untagged charges, and where a change of keys isn't applied yet
 * @param caller as rules name it, {@code 111122223333:role/ChatApp}; "" where the charges state none, {@code other} where AWS has no name
 * @param profile the inference profile as rules name it; "" where the resource is none
 * @param profileName what people call it; the same as {@code profile} where no name is known
 * @param place where a part of a node ran, {@code 111122223333/us-east-1/ml/vision/train}; "" of what no rule for clusters names
 */
public record OwnershipReason(
        Optional<OwnershipRule> rule,
        boolean outdated,
        String team,
        String tagValue,
        String key,
        String account,
        String accountName,
        String caller,
        String profile,
        String profileName,
        String place,
        String currency,
        BigDecimal amount) {}
