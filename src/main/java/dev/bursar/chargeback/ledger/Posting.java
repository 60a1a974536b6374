package dev.bursar.chargeback.ledger;

import module java.base;
import org.joda.money.BigMoney;

/**
 * An amount on an account.
 *
 * @param ofMonth whose charges or documents it is about; the transaction's month, or a closed one
 * @param amount not 0, with the currency's decimals
 * @param document the number of a stored AWS document
 * @param note at most 300 characters; empty for none
 */
public record Posting(LedgerAccount account, YearMonth ofMonth, BigMoney amount, Optional<Long> document, String note) {
    private static final int LONGEST_NOTE = 300;

    public Posting {
        if (amount.isZero() || note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("A posting has an amount, and a note of at most 300 characters");
        }
    }
}
