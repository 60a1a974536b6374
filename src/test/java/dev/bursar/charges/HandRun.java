package dev.bursar.charges;

import dev.bursar.sync.Progress;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.springframework.transaction.support.TransactionTemplate;

/** A run of a job that asks nothing of AWS, without a lease: nobody else runs it. */
public final class HandRun implements Run {
    private final TransactionTemplate transactions;
    private Progress progress = new Progress("", 0, 0, 0, 0, 0, 0);

    public HandRun(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public Instant startedAt() {
        return ChargeDatabase.NOW;
    }

    @Override
    public RequestMeter meter() {
        throw new IllegalStateException("Nothing is asked of AWS");
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public void report(Progress now) {
        progress = now;
    }

    @Override
    public <T> T longCommit(Supplier<T> change) {
        return commit(change);
    }

    @Override
    public <T> T commit(Supplier<T> change) {
        return transactions.execute(status -> change.get());
    }

    @Override
    public void problem(SourceProblem problem) {
        throw problem;
    }
}
