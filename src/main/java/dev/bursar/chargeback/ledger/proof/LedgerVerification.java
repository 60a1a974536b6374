package dev.bursar.chargeback.ledger.proof;

import dev.bursar.journal.Verification;
import module java.base;

/**
 * What was compared at a moment: the ledger with the activity log, and the log with its own chain of seals.
 *
 * @param at when it was begun
 * @param lastEntry when the newest entry of the activity log was written
 */
public record LedgerVerification(Instant at, Verification log, Optional<Instant> lastEntry, LedgerProof proof) {
    /** Whether nothing differs of what has a seal. */
    public boolean agrees() {
        return proof.flaws() == 0 && log instanceof Verification.Intact;
    }
}
