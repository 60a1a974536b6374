package dev.bursar.chargeback.ledger.proof;

import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has the ledger verified in the background for those who see all of it, and says what came of it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class ProofService {
    private final ProofStore store;
    private final BackgroundWork work;
    private final Scope scope;

    ProofService(ProofStore store, BackgroundWork work, Scope scope) {
        this.store = store;
        this.work = work;
        this.scope = scope;
    }

    /**
     * How it stands.
     *
     * @param newest that was asked for; empty where nobody has
     * @param by who asked for the last one that ended
     * @param last what that one found; empty where none has ended
     */
    public record State(Optional<Work> newest, String by, Optional<LedgerVerification> last) {
        public boolean underWay() {
            return newest.filter(one -> one.ended() == null).isPresent();
        }
    }

    public State state() {
        Optional<ProofStore.Kept> last = store.last();
        return new State(
                store.newest(), last.map(ProofStore.Kept::by).orElse(""), last.map(ProofStore.Kept::verification));
    }

    /** Has it begin within seconds; does nothing where one is under way. */
    @Writes(Guard.CONSTRAINT)
    public void verify() {
        work.add(UUID.randomUUID(), ProofTask.KIND, scope.actor(), ProofTask.KIND);
    }
}
