package dev.bursar.chargeback.ledger;

import dev.bursar.kernel.Sha256;

/** What a transaction says, as bytes that are the same wherever it is said: its hash tells whether a posting was changed. */
public final class LedgerContent {
    private LedgerContent() {}

    public static byte[] sha256(LedgerTransaction transaction) {
        var text = new StringBuilder();
        add(text, transaction.key());
        add(text, transaction.kind().name());
        add(text, transaction.month().toString());
        add(text, transaction.corrects().map(Object::toString).orElse(""));
        add(text, transaction.reason());
        for (Posting posting : transaction.postings()) {
            add(text, account(posting.account()));
            add(text, posting.ofMonth().toString());
            add(text, posting.document().map(Object::toString).orElse(""));
            add(text, posting.amount().getCurrencyUnit().getCode());
            add(text, posting.amount().getAmount().stripTrailingZeros().toPlainString());
            add(text, posting.note());
        }
        return Sha256.of(text.toString());
    }

    private static String account(LedgerAccount account) {
        return switch (account) {
            case LedgerAccount.Team(int team) -> "TEAM " + team;
            case LedgerAccount.Fixed fixed -> fixed.name();
        };
    }

    /** With its length, so that no two contents read the same. */
    private static void add(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part).append('\n');
    }
}
