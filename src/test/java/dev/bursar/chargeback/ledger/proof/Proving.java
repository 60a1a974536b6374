package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.JournalHistory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Proves the ledger as one connection sees it, with what isn't committed yet. */
public final class Proving {
    private Proving() {}

    public static LedgerProof on(JdbcClient jdbc, JournalHistory history) {
        return new LedgerProofs(
                        new PostedTransactions(jdbc),
                        new IssuedStatements(jdbc),
                        new KeptFigures(jdbc),
                        new SealedThings(new Seals(jdbc)),
                        new LoggedHashes(history))
                .prove();
    }
}
