package dev.bursar.sync.run;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction that is watched from another connection: when it shall stop, its statement is cancelled. */
public final class LongCommit {
    private static final Logger log = LoggerFactory.getLogger(LongCommit.class);
    private static final int LOOK_MILLIS = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Runnable checkStop;

    /** @param checkStop throws when the transaction shall stop; called on another thread */
    public LongCommit(JdbcClient jdbc, TransactionTemplate transaction, Runnable checkStop) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.checkStop = checkStop;
    }

    /** Throws what {@code checkStop} throws when that is before the end of the change. */
    public <T> T of(Supplier<T> change) {
        var watch = new Watch();
        try {
            return transaction.execute(status -> {
                watch.begin(
                        jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
                try {
                    return change.get();
                } finally {
                    watch.end();
                }
            });
        } catch (RuntimeException e) {
            @Nullable RuntimeException reason = watch.reason;
            throw reason == null ? e : reason;
        }
    }

    private final class Watch {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile @Nullable RuntimeException reason;

        void begin(int backend) {
            // it doesn't wait for the connections of jobs
            Thread.ofVirtual().inheritInheritableThreadLocals(false).start(() -> {
                try {
                    while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                        look(backend);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        /** Once this has returned nothing is cancelled any more: the connection is somebody else's next. */
        synchronized void end() {
            over.countDown();
        }

        private void look(int backend) {
            try {
                why().ifPresent(why -> cancel(backend, why));
            } catch (DataAccessException e) {
                log.warn("Whether a long change shall stop could not be read", e);
            }
        }

        private Optional<RuntimeException> why() {
            try {
                checkStop.run();
                return Optional.empty();
            } catch (StopRequested | LeaseLost | NodeStopping e) {
                return Optional.of(e);
            }
        }

        /** Again and again: between two statements there is nothing to cancel. */
        private synchronized void cancel(int backend, RuntimeException why) {
            if (over.getCount() > 0) {
                reason = why;
                jdbc.sql("select pg_cancel_backend(:backend)")
                        .param("backend", backend)
                        .query(Boolean.class)
                        .single();
            }
        }
    }
}
