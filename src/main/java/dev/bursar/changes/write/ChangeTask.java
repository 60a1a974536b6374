package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.ReferenceCode;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkCancelled;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what a proposed change would replace, and writes one that was approved. */
@Component
class ChangeTask implements BackgroundTask {
    static final String KIND = "aws-change";
    private static final Logger log = LoggerFactory.getLogger(ChangeTask.class);
    private static final int MOST_BEGINS = 20;

    private final AwsChangeStore store;
    private final RunStore runs;
    private final RunItems items;
    private final WriteSettingsStore settings;
    private final Writers writers;
    private final ManualRequests requests;
    private final BackgroundWork work;
    private final Journal journal;
    private final Pauses pauses;
    private final TransactionTemplate transaction;
    private final Map<WriteKind, ChangeExecutor> executors;

    ChangeTask(
            AwsChangeStore store,
            RunStore runs,
            RunItems items,
            WriteSettingsStore settings,
            Writers writers,
            ManualRequests requests,
            BackgroundWork work,
            Journal journal,
            Pauses pauses,
            TransactionTemplate transaction,
            List<ChangeExecutor> executors) {
        this.store = store;
        this.runs = runs;
        this.items = items;
        this.settings = settings;
        this.writers = writers;
        this.requests = requests;
        this.work = work;
        this.journal = journal;
        this.pauses = pauses;
        this.transaction = transaction;
        this.executors =
                executors.stream().collect(Collectors.toUnmodifiableMap(ChangeExecutor::kind, Function.identity()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Work claimed) {
        AwsChange change = store.ofWork(claimed.id()).orElseThrow(WorkCancelled::new);
        var run = new ChangeRun(
                runs,
                items,
                settings,
                writers,
                requests,
                work,
                journal,
                pauses,
                Objects.requireNonNull(executors.get(change.kind())),
                change,
                claimed);
        switch (change.state()) {
            case PROPOSED -> {
                // what was shown must not become something else under who decides
                if (change.previewed().isEmpty()) {
                    run.preview();
                }
                transaction.executeWithoutResult(status -> {
                    done(claimed, change);
                    if (runs.closedIfDone(change.id())) {
                        ended(change, State.NOTHING_TO_WRITE);
                    }
                });
            }
            case APPROVED, RUNNING -> {
                run.carryOut();
                transaction.executeWithoutResult(status -> {
                    done(claimed, change);
                    ended(change, runs.ended(change.id()));
                });
            }
            case DONE_WITH_FAILURES, STOPPED -> {
                run.lookAgain();
                transaction.executeWithoutResult(status -> {
                    done(claimed, change);
                    runs.ended(change.id());
                });
            }
            default -> transaction.executeWithoutResult(status -> done(claimed, change));
        }
    }

    private void done(Work claimed, AwsChange change) {
        if (!work.done(claimed, change.size())) {
            throw new WorkCancelled();
        }
    }

    private void ended(AwsChange change, State state) {
        journal.recordAs(
                change.decision().map(AwsChange.Decision::by).orElse(change.proposer()),
                ChangeAction.CHANGE_ENDED,
                ChangeAction.subject(change.id()),
                null,
                Map.of("state", state.stored()));
    }

    private static boolean isPassing(Exception why) {
        return why instanceof TransientDataAccessException
                || why instanceof RecoverableDataAccessException
                || why instanceof DataAccessResourceFailureException
                || why instanceof TransactionException;
    }

    @Override
    public void failed(Work claimed, Exception why) {
        if (why instanceof WorkCancelled) {
            transaction.executeWithoutResult(status -> work.cancelled(claimed));
            return;
        }
        if (isPassing(why) && claimed.fence() <= MOST_BEGINS) {
            // where the database doesn't answer nothing can be said of the change; it goes on later by what is stored
            throw new IllegalStateException("The database could not be reached", why);
        }
        String reference = ReferenceCode.next();
        log.error("Change to AWS {} failed, reference {}", claimed.id(), reference, why);
        transaction.executeWithoutResult(status -> {
            if (work.failed(claimed, ChangeFailureText.WHAT, ChangeFailureText.whatToDo(reference))) {
                store.ofWork(claimed.id()).ifPresent(change -> runs.broken(change.id()));
            }
        });
    }
}
