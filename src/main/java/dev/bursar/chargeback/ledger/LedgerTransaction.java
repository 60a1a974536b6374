package dev.bursar.chargeback.ledger;

import module java.base;

/**
 * Postings that add up to zero in each currency.
 *
 * @param key what is posted once: the same key with the same content is the same transaction
 * @param corrects the one that this reverses
 * @param reason empty where none was asked for
 */
public record LedgerTransaction(
        String key, Kind kind, YearMonth month, Optional<Long> corrects, String reason, List<Posting> postings) {
    public LedgerTransaction {
        postings = List.copyOf(postings);
        if (postings.isEmpty() || (kind == Kind.REVERSAL) != corrects.isPresent()) {
            throw new IllegalArgumentException("A transaction has postings, and a reversal names what it reverses");
        }
    }

    public enum Kind {
        STATEMENT,
        REVERSAL,
        DOCUMENTS,
        ADJUSTMENT,
        /** An accepted difference. */
        DIFFERENCE
    }
}
