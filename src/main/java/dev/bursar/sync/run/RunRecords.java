package dev.bursar.sync.run;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.rows.Params;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Progress;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunStart;
import dev.bursar.sync.RunState;
import dev.bursar.sync.StoredProblem;
import dev.bursar.sync.SyncAction;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records a run from its beginning to its end, and what its job changes, as long as the run has its lease. */
@Component
public class RunRecords {
    private static final Logger log = LoggerFactory.getLogger(RunRecords.class);

    private final Leases leases;
    private final RunQueries queries;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final SyncMetrics metrics;
    private final DueTimes due;
    private final Clock clock;

    RunRecords(
            Leases leases,
            RunQueries queries,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Journal journal,
            SyncMetrics metrics,
            DueTimes due,
            Clock clock) {
        this.leases = leases;
        this.queries = queries;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.journal = journal;
        this.metrics = metrics;
        this.due = due;
        this.clock = clock;
    }

    /**
     * How a run ends.
     *
     * @param reference under which the log tells more
     * @param passing whether it failed, wholly or in part, for a reason that passes by itself
     */
    public record End(
            RunState state,
            @Nullable Problem problem,
            @Nullable String reference,
            boolean passing) {}

    /** A run with the token of its lease. */
    public record Leased(String job, long token, long id) {}

    /** @return the run that was left open, which goes on, or a new one */
    public Leased begin(String job, long token, Supplier<RunStart> asked) {
        long id = transaction.execute(status -> {
            RunStart start = asked.get();
            return queries.open(job)
                    .map(RunRow::id)
                    .orElseGet(() -> jdbc.sql("""
                        insert into sync_run (job, started_how, started_by_id, started_by, started_at, state)
                        values (:job, :how, :by_id, :by_name, :now, 'running') returning id
                        """)
                            .params(Params.of(start).and("job", job).and("now", clock.instant()))
                            .query(Long.class)
                            .single());
        });
        return new Leased(job, token, id);
    }

    /** Forgets who asked for a run that isn't begun. */
    public void leave(Supplier<RunStart> asked) {
        transaction.executeWithoutResult(status -> asked.get());
    }

    public void progressed(Leased run, Progress before, Progress now) {
        metrics.progressed(run.job(), before, now);
        jdbc.sql("""
            update sync_run set now_doing = :now_doing, steps_all = :steps_all, steps_done = :steps_done,
                   slices_all = :slices_all, slices_done = :slices_done, slices_failed = :slices_failed,
                   rows_changed = :rows_changed
             where id = :id and state = 'running'
               and exists (select 1 from sync_lease where job = :job and token = :token)
            """).params(Params.of(run).and(now)).update();
    }

    /**
     * Whether the run may go on.
     *
     * @throws LeaseLost when another node has the lease
     * @throws StopRequested when a person asked for that
     */
    public void check(Leased run) {
        String standing =
                jdbc.sql("""
            select case when not exists (select 1 from sync_lease where job = :job and token = :token) then 'lost'
                        when stop_asked_by is not null then 'stop' else 'on' end
              from sync_run where id = :id
            """).params(Params.of(run)).query(String.class).single();
        if (standing.equals("lost")) {
            throw new LeaseLost(run.job());
        }
        if (standing.equals("stop")) {
            throw new StopRequested();
        }
    }

    public <T> T commit(Leased run, Supplier<T> change) {
        return transaction.execute(status -> {
            leases.fence(run.job(), run.token());
            return change.get();
        });
    }

    /** @param checkStop throws when the run shall not go on */
    public <T> T longCommit(Leased run, Runnable checkStop, Supplier<T> change) {
        return new LongCommit(jdbc, transaction, checkStop).of(() -> {
            T result = change.get();
            leases.fence(run.job(), run.token());
            return result;
        });
    }

    /**
     * Stores the end of a run that has none yet; storing it again changes nothing.
     *
     * @return whether this was its end
     */
    public boolean end(Leased run, End how) {
        RunState state = how.state();
        try {
            Optional<RunRow> ended = commit(run, () -> {
                int changed = StoredProblem.in(jdbc.sql("""
                    update sync_run set state = :state, ended_at = :now, problem = :problem,
                           what_to_do = :whatToDo, problem_at = cast(:problemAt as jsonb),
                           reference = :reference, passing = :passing
                     where id = :id and state = 'running'
                    """), how.problem())
                        .params(Params.of("state", state)
                                .and("now", clock.instant())
                                .and("reference", how.reference())
                                .and("passing", how.passing())
                                .and("id", run.id()))
                        .update();
                Optional<RunRow> row = changed == 0 ? Optional.empty() : queries.byId(run.id());
                row.ifPresent(this::record);
                queries.retryAt(run.job()).ifPresent(at -> due.bring(run.job(), at));
                return row;
            });
            ended.ifPresent(row -> {
                log.info("{}: run {} ended as {}", run.job(), run.id(), state.stored());
                metrics.ended(run.job(), state, Duration.between(row.startedAt(), clock.instant()));
            });
            return ended.isPresent();
        } catch (LeaseLost e) {
            log.warn("{}: run {} was taken over at its end", run.job(), run.id());
            return false;
        }
    }

    private void record(RunRow row) {
        journal.recordAs(
                row.start().actor(),
                SyncAction.SYNC_RUN_ENDED,
                "job:" + row.job(),
                null,
                Map.of(
                        "run", row.id(),
                        "started", row.start().how().stored(),
                        "state", row.state().stored(),
                        "requests", row.requests(),
                        "costUsd", row.costUsd(),
                        "rowsChanged", row.progress().rowsChanged()));
    }

    /** A transaction that is watched from another connection: when it shall stop, its statement is cancelled. */
    public static final class LongCommit {
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
                    watch.begin(jdbc.sql("select pg_backend_pid()")
                            .query(Integer.class)
                            .single());
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
}
