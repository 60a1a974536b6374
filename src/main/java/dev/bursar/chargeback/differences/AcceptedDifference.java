package dev.bursar.chargeback.differences;

import module java.base;

/**
 * A difference that finance accepted.
 *
 * @param amount by which documents asked for more than charges and rounding; negative where for less
 * @param documents what they asked for
 * @param bound up to which a difference could be accepted then
 * @param transaction the one that posts it
 */
public record AcceptedDifference(
        long id,
        YearMonth month,
        String currency,
        BigDecimal amount,
        BigDecimal documents,
        BigDecimal bound,
        String reason,
        long transaction,
        Instant at,
        String by) {}
