package dev.bursar.charges;

import module java.base;

/**
 * A charge in words.
 *
 * @param teamKey the team's number, "0" for Unallocated
 * @param account AWS's id
 * @param tagValue "" is untagged
 * @param region "" where the source doesn't say; so are usage type, pricing category, commitment, resource and caller
 * @param tags all tags as JSON; "" where the source doesn't say
 * @param part whether it is a part of what a node costs: its lines are the node's, which others may share
 */
public record ChargeLine(
        LocalDate day,
        String teamKey,
        String team,
        String account,
        String accountName,
        String service,
        String recordType,
        String tagValue,
        String currency,
        BigDecimal billed,
        BigDecimal effective,
        String region,
        String usageType,
        String pricingCategory,
        String commitment,
        String resource,
        String tags,
        String caller,
        boolean part) {}
