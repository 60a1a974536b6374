package dev.bursar.chargeback.ledger.proof;

import dev.bursar.journal.EntryPlace;
import dev.bursar.journal.JournalHead;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.Verification;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Verifies the activity log and then, on its word, the ledger; only Bursar itself asks, for whoever may. */
@Service
@PreAuthorize("hasRole('SYSTEM')")
public class LedgerVerifier {
    private final JournalService journal;
    private final LedgerProofs proofs;
    private final Clock clock;

    LedgerVerifier(JournalService journal, LedgerProofs proofs, Clock clock) {
        this.journal = journal;
        this.proofs = proofs;
        this.clock = clock;
    }

    /** @param heads of the activity log's chain that were kept elsewhere, beside those that are published here */
    public LedgerVerification verify(List<JournalHead> heads, Verification.Progress progress) {
        Instant at = clock.instant();
        Verification log = journal.verify(heads, progress);
        return new LedgerVerification(at, log, journal.newest().map(EntryPlace::at), proofs.prove());
    }
}
