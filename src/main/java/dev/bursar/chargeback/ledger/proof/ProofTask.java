package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.ledger.LedgerAction;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.ReferenceCode;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkCancelled;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Verifies the ledger in the background, one at a time over all nodes. */
@Component
class ProofTask implements BackgroundTask {
    static final String KIND = "ledger-proof";
    private static final Logger log = LoggerFactory.getLogger(ProofTask.class);
    private static final Duration KEPT = Duration.ofDays(400);

    private final LedgerVerifier verifier;
    private final ProofStore store;
    private final BackgroundWork work;
    private final BackgroundScope background;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProofTask(
            LedgerVerifier verifier,
            ProofStore store,
            BackgroundWork work,
            BackgroundScope background,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.verifier = verifier;
        this.store = store;
        this.work = work;
        this.background = background;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Work claimed) {
        LedgerVerification found = background.call(() -> verifier.verify(List.of(), (done, all) -> {
            if (!work.report(claimed, done, all, null)) {
                throw new WorkCancelled();
            }
        }));
        transaction.executeWithoutResult(status -> {
            if (!work.done(claimed, found.proof().looked())) {
                throw new WorkCancelled();
            }
            store.keep(claimed, found);
            journal.recordAs(
                    claimed.by(),
                    LedgerAction.LEDGER_VERIFIED,
                    "ledger",
                    null,
                    Map.of(
                            "agrees",
                            found.agrees(),
                            "differences",
                            found.proof().flaws()));
        });
        work.forgetEndedBefore(KIND, clock.instant().minus(KEPT));
    }

    @Override
    public void failed(Work claimed, Exception why) {
        if (why instanceof WorkCancelled) {
            transaction.executeWithoutResult(status -> work.cancelled(claimed));
            return;
        }
        String reference = ReferenceCode.next();
        log.error("Verifying the ledger {} failed, reference {}", claimed.id(), reference, why);
        transaction.executeWithoutResult(
                status -> work.failed(claimed, LedgerText.NOT_VERIFIED, LedgerText.verifyAgain(reference)));
    }
}
