package dev.bursar.setup.reach;

import dev.bursar.journal.Journal;
import dev.bursar.setup.SetupAction;
import dev.bursar.setup.reach.AccountCheck.Target;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks one account when an admin wants it, and stores the answer. Nothing here runs in a transaction but the storing. */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class ReachQuestions {
    private final AccountCheck check;
    private final StoredReach stored;
    private final Reach reach;
    private final ManualRequests requests;
    private final Journal journal;
    private final TransactionTemplate transaction;

    ReachQuestions(
            AccountCheck check,
            StoredReach stored,
            Reach reach,
            ManualRequests requests,
            Journal journal,
            TransactionTemplate transaction) {
        this.check = check;
        this.stored = stored;
        this.reach = reach;
        this.requests = requests;
        this.journal = journal;
        this.transaction = transaction;
    }

    /**
     * Tries the account now, by the role as it is saved, also where member accounts aren't read yet. Free.
     *
     * @return what AWS refused; empty where it answers, or isn't asked because it is closed
     */
    public Optional<SourceProblem> test(String account) {
        Target target = account.equals(reach.own())
                ? new Target(account, null, false)
                : reach.listed().stream()
                        .filter(one -> one.id().equals(account))
                        .findFirst()
                        .map(one -> Target.of(one, stored.settings().role()))
                        .orElseThrow();
        store(() -> journal.record(
                SetupAction.ACCOUNT_ACCESS_TESTED, ReachService.SUBJECT, null, Map.of("accounts", account)));
        return check.check(target, requests.meter(), this::store);
    }

    private void store(Runnable change) {
        transaction.executeWithoutResult(status -> change.run());
    }
}
