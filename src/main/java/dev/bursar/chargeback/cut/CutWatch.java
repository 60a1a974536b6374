package dev.bursar.chargeback.cut;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.chargeback.cut.CutStore.Look;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a new cut of each billing month whose charges changed, once they have stopped changing: each in one transaction with a snapshot
 * of all charges, so that a crash or costs that are loaded meanwhile leave nothing half-made.
 */
@Service
@PreAuthorize("hasRole('SYSTEM')")
public class CutWatch {
    private static final Logger log = LoggerFactory.getLogger(CutWatch.class);
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

    private final CutStore store;
    private final CutCopy copy;
    private final CostAnswers versions;
    private final Journal journal;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    CutWatch(
            CutStore store,
            CutCopy copy,
            CostAnswers versions,
            Journal journal,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.copy = copy;
        this.versions = versions;
        this.journal = journal;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Does nothing while charges are changing, and where they are those of the last look. */
    public void look() {
        String now = versions.version(FIRST, LAST);
        Optional<Look> last = store.lastLook().filter(look -> look.version().equals(now));
        if (last.isEmpty()) {
            store.looked(new Look(now, false));
        } else if (!last.get().done()) {
            cutWhatChanged();
            store.looked(new Look(now, true));
        }
    }

    /**
     * Cuts the months whose charges are not those of their cuts, at once; returns how many cuts were made. A month that has expired keeps
     * its cut. The activity log gets one entry for all cuts that it doesn't have yet: also those that were made before a crash.
     */
    public int cutWhatChanged() {
        Map<YearMonth, String> now = store.fingerprints();
        Map<YearMonth, String> cut = store.cut();
        store.failedOnly(now.keySet());
        Map<YearMonth, String> failed = store.failed();
        int made = 0;
        for (var month : now.entrySet()) {
            if (!month.getValue().equals(cut.get(month.getKey()))
                    && !month.getValue().equals(failed.get(month.getKey()))
                    && cut(month.getKey())) {
                made++;
            }
        }
        snapshot.executeWithoutResult(status -> record());
        return made;
    }

    private void record() {
        SortedMap<YearMonth, Long> cuts = store.notRecorded();
        if (!cuts.isEmpty()) {
            journal.recordAs(
                    Actor.SYSTEM,
                    ChargebackAction.CUT_MADE,
                    "chargeback:" + (cuts.size() == 1 ? cuts.firstKey() : "cuts"),
                    null,
                    Map.of("cuts", cuts));
        }
    }

    /** Whether a cut was made. */
    private boolean cut(YearMonth month) {
        var made = new AtomicBoolean();
        List<String> wrong = snapshot.execute(status -> {
            // as the charges are in this transaction
            String fingerprint = store.fingerprints().get(month);
            if (fingerprint == null) {
                return List.of();
            }
            long id = copy.replace(month, fingerprint, clock.instant());
            List<String> mismatches = copy.mismatches(id, month);
            if (mismatches.isEmpty()) {
                store.succeeded(month);
                made.set(true);
                log.info("Chargeback: cut {} of {} made", id, month);
            } else {
                status.setRollbackOnly();
            }
            return mismatches;
        });
        if (wrong.isEmpty()) {
            return made.get();
        }
        log.error("Chargeback: no cut of {}: the charges in {} don't add up to their source", month, wrong);
        store.failed(
                month,
                store.fingerprints().getOrDefault(month, "00".repeat(32)),
                CutText.mismatch(wrong),
                clock.instant());
        return false;
    }
}
