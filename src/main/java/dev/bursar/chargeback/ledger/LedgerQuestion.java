package dev.bursar.chargeback.ledger;

import module java.base;

/**
 * Which transactions.
 *
 * @param month in which they stand
 * @param account on which they have a posting
 */
public record LedgerQuestion(
        Optional<YearMonth> month, Optional<LedgerAccount> account, Optional<LedgerTransaction.Kind> kind) {
    public static final LedgerQuestion ALL = new LedgerQuestion(Optional.empty(), Optional.empty(), Optional.empty());
}
