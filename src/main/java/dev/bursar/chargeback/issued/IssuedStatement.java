package dev.bursar.chargeback.issued;

import module java.base;
import org.joda.money.BigMoney;

/**
 * A version of a statement as lists show it.
 *
 * @param team its number; 0 for Unallocated
 * @param name the team's when it was issued
 * @param number {@code 2026-10-007}, the same for all versions
 * @param issuedBy the number of the person who issued it
 * @param sha256 of its content, in hex
 * @param transaction that posted it; empty where there was nothing to post
 * @param totals one a currency, by its code
 */
public record IssuedStatement(
        long id,
        YearMonth month,
        int team,
        String name,
        String number,
        int version,
        Instant issuedAt,
        int issuedBy,
        LocalDate answerBy,
        String sha256,
        Optional<Long> transaction,
        List<BigMoney> totals) {
    public IssuedStatement {
        totals = List.copyOf(totals);
    }
}
