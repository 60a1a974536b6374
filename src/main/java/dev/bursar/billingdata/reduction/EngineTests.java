package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.engine.DeliveryReplaced;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.read.ImportReportText;
import dev.bursar.billingdata.reduction.EngineTest.Outcome;
import dev.bursar.billingdata.reduction.EngineTest.Sample;
import dev.bursar.billingdata.reduction.EngineTest.Took;
import dev.bursar.billingdata.reduction.ReductionRefused.Reason;
import dev.bursar.billingdata.reduction.SetUpEngines.SetUp;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.sync.Problem.Said;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries an engine on files of the newest delivery and stores what came of it; nothing of it becomes a cost. Nothing here runs in a
 * transaction but the storing. One at a time in a process, for each reads lines here too.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class EngineTests {
    /** Bytes of columns that a test has the engine read at most in a scan. */
    public static final long MOST_BYTES = EngineTrial.MOST_BYTES;

    private final SetUpEngines engines;
    private final EngineTrial trial;
    private final StoredReduction stored;
    private final Journal journal;
    private final Scope scope;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();

    EngineTests(
            SetUpEngines engines,
            EngineTrial trial,
            StoredReduction stored,
            Journal journal,
            Scope scope,
            TransactionTemplate transaction,
            Clock clock) {
        this.engines = engines;
        this.trial = trial;
        this.stored = stored;
        this.journal = journal;
        this.scope = scope;
        this.transaction = transaction;
        this.clock = clock;
    }

    @FunctionalInterface
    private interface Turn<T> {
        T run() throws IOException;
    }

    /**
     * Has the engine reduce files of the newest delivery, and DuckDB too, and compares the charges one by one.
     *
     * @throws ReductionRefused where the engine isn't set up, or another test is under way
     * @throws dev.bursar.sync.CapReached when its price would pass a cap; nothing is stored
     */
    public EngineTest test(ReductionPlace place) {
        SetUp setUp = setUp(place);
        String reached = setUp.engine().reached();
        String by = scope.actor().name();
        EngineTest test;
        try {
            test = inTurn(() -> trial.compared(place, setUp, by));
        } catch (Untestable e) {
            test = new EngineTest(
                    place, reached, clock.instant(), by, Outcome.FAILED, Sample.NONE, Took.NOTHING, null, e.trouble());
        }
        EngineTest done = test;
        transaction.executeWithoutResult(status -> {
            stored.tested(done);
            journal.record(
                    ReductionAction.ENGINE_TESTED,
                    ReductionService.SUBJECT,
                    null,
                    Map.of("engine", place.stored(), "outcome", done.outcome().stored()));
        });
        return done;
    }

    /**
     * Reads the ends of the newest delivery's files, of at most some hundred; the engine is asked nothing.
     *
     * @return what kept it from being known; empty where it is stored
     * @throws ReductionRefused where the engine isn't set up, or another test is under way
     */
    public Optional<EngineTrouble> size(ReductionPlace place) {
        SetUp setUp = setUp(place);
        try {
            DeliverySize size = inTurn(() -> trial.sized(place, setUp));
            transaction.executeWithoutResult(status -> stored.sized(size));
            return Optional.empty();
        } catch (Untestable e) {
            return Optional.of(e.trouble());
        }
    }

    private SetUp setUp(ReductionPlace place) {
        return engines.at(place).orElseThrow(() -> new ReductionRefused(Reason.NOT_SET_UP));
    }

    private <T> T inTurn(Turn<T> asked) {
        if (!turn.tryLock()) {
            throw new ReductionRefused(Reason.BUSY);
        }
        try {
            return asked.run();
        } catch (EngineFailure e) {
            throw new Untestable(
                    new EngineTrouble.Failed(e.fact().kind(), e.fact().text()));
        } catch (DeliveryReplaced e) {
            throw new Untestable(EngineTrouble.Reason.REPLACED);
        } catch (SourceProblem e) {
            throw Untestable.files(e.said());
        } catch (ChargeFileRefused e) {
            throw Untestable.files(new Said(ImportReportText.found(e), e.whatToDo()));
        } catch (IOException e) {
            throw Untestable.files(EngineFailureText.NOT_STORED);
        } finally {
            turn.unlock();
        }
    }
}
