package dev.bursar.sync.run;

import dev.bursar.kernel.DiskFull;
import dev.bursar.kernel.ReferenceCode;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Progress;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.Run;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunStart;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.run.RunRecords.End;
import dev.bursar.sync.run.RunRecords.Leased;
import dev.bursar.sync.settings.SyncSettings;
import dev.bursar.tasks.BackgroundConnections;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** Runs a job under its lease, keeps its heartbeat, and stores how it ended. */
@Component
public class SyncRunner {
    private static final Logger log = LoggerFactory.getLogger(SyncRunner.class);
    private static final int BEAT_SECONDS = 10;
    /** With pauses of 1 to 32 seconds between them. */
    private static final int TRIES = 7;

    /** Its threads don't wait for the connections of jobs. */
    private static final ThreadFactory HEART =
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory();

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Leases leases;
    private final RunQueries queries;
    private final RunRequesters asks;
    private final Meter meter;
    private final RunRecords records;
    private final SyncSettings settings;
    private final Set<CountDownLatch> live = ConcurrentHashMap.newKeySet();
    private final Set<String> unfinished = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopping = new CountDownLatch(1);

    SyncRunner(
            Leases leases,
            RunQueries queries,
            RunRequesters asks,
            Meter meter,
            RunRecords records,
            SyncSettings settings) {
        this.leases = leases;
        this.queries = queries;
        this.asks = asks;
        this.meter = meter;
        this.records = records;
        this.settings = settings;
    }

    /**
     * Runs the job to its end, going on with a run that a killed node left behind.
     *
     * @param process what runs it outside its schedule, {@code command line}
     * @return the ended run, or empty when another node is running the job or the job waits for something; a run that had to
     *     stop with this node has not ended
     * @throws RuntimeException where the database refuses to begin a run or to store its end; the run goes on with the next one
     */
    public Optional<RunRow> run(SyncJob job, String process) {
        return run(job, () -> RunStart.process(process));
    }

    /** The same for a job that is due: as scheduled, unless somebody asked for it. */
    public Optional<RunRow> runDue(SyncJob job) {
        return run(job, () -> asks.take(job.name()).orElse(RunStart.SCHEDULE));
    }

    private Optional<RunRow> run(SyncJob job, Supplier<RunStart> start) {
        var over = new CountDownLatch(1);
        live.add(over);
        try {
            if (stopping()) {
                unfinished.add(job.name());
                return Optional.empty();
            }
            if (job.waitsFor().isPresent()) {
                log.info("{} waits: {}", job.name(), job.waitsFor().get().sentence());
                return Optional.empty();
            }
            return runLeased(job, start);
        } finally {
            live.remove(over);
            over.countDown();
        }
    }

    private Optional<RunRow> runLeased(SyncJob job, Supplier<RunStart> start) {
        OptionalLong token = leases.take(job.name());
        if (token.isEmpty()) {
            records.leave(start);
            return Optional.empty();
        }
        var lost = new AtomicBoolean();
        // closed, it waits for a beat under way: interrupted, that would tear its database connection
        try (ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(HEART)) {
            heart.scheduleAtFixedRate(
                    () -> beat(job.name(), token.getAsLong(), lost), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
            Leased run = records.begin(job.name(), token.getAsLong(), start);
            work(job, run, lost);
            return insist(job, () -> queries.byId(run.id()));
        } finally {
            giveBack(job, token.getAsLong());
        }
    }

    private void giveBack(SyncJob job, long token) {
        try {
            insist(job, () -> {
                leases.giveBack(job.name(), token);
                return token;
            });
        } catch (RuntimeException e) {
            log.warn("The lease of {} could not be given back; it is free once it has been silent", job.name(), e);
        }
    }

    /** Tries again for a minute where the database refuses: a run whose end is not stored would look as if it went on. */
    private <T> T insist(SyncJob job, Supplier<T> question) {
        Duration pause = settings.pause();
        for (int left = TRIES; ; pause = pause.multipliedBy(2)) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                if (--left == 0 || stopsWithin(pause)) {
                    throw e;
                }
                log.warn("{}: the database refused; it is asked again", job.name(), e);
            }
        }
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Has running jobs stop before their next request or commit and waits for them; nothing is begun any more. Their runs stay
     * open, their leases are free, and whoever runs them next goes on where they were.
     *
     * @param most how long is waited for a request or a commit in flight
     */
    public void stop(Duration most) {
        stopping.countDown();
        long end = System.nanoTime() + most.toNanos();
        try {
            for (CountDownLatch over : live) {
                if (!over.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    log.warn(
                            "A job is still waiting for AWS or the database; others take it over when it falls silent");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the job's run was stopped with this node, or not even begun because of that. */
    public boolean leftUnfinished(SyncJob job) {
        return unfinished.contains(job.name());
    }

    /** Runs the job here, or waits until the node that is running it has ended it. Ask before whether it {@link SyncJob#waitsFor}. */
    public RunRow runOrAwait(SyncJob job, String process) {
        for (Optional<RunRow> run = run(job, process); ; run = run(job, process)) {
            if (run.isPresent()) {
                return run.get();
            }
            Optional<RunRow> other = queries.running(job.name());
            if (stopsWithin(LOOK)) {
                throw new NodeStopping();
            }
            while (other.isPresent()) {
                long id = other.get().id();
                Optional<RunRow> now = queries.byId(id);
                if (now.isPresent() && now.get().endedAt() != null) {
                    return now.get();
                }
                if (!leases.held(job.name())) {
                    break;
                }
                if (stopsWithin(LOOK)) {
                    throw new NodeStopping();
                }
            }
        }
    }

    private void beat(String job, long token, AtomicBoolean lost) {
        try {
            if (!leases.beat(job, token)) {
                lost.set(true);
            }
        } catch (RuntimeException e) {
            log.warn("The heartbeat of {} could not be stored", job, e);
        }
    }

    private void work(SyncJob job, Leased run, AtomicBoolean lost) {
        Optional<End> end = worked(job, run, lost);
        end.ifPresent(how -> insist(job, () -> records.end(run, how)));
    }

    /** Empty where the run goes on elsewhere. */
    private Optional<End> worked(SyncJob job, Leased leased, AtomicBoolean lost) {
        var passing = new AtomicBoolean();
        try {
            var run = new LiveRun(leased, lost, passing);
            int failed = done(job, run);
            SourceProblem first = run.first;
            return Optional.of(new End(
                    failed == 0 ? RunState.DONE : RunState.DONE_WITH_FAILURES,
                    first == null ? null : first.problem(),
                    null,
                    failed > 0 && passing.get()));
        } catch (LeaseLost e) {
            log.warn("{}: another node took over; this one stops without a trace", job.name());
            return Optional.empty();
        } catch (NodeStopping e) {
            unfinished.add(job.name());
            log.info("{}: run {} stops with this node and goes on where its job is run next", job.name(), leased.id());
            return Optional.empty();
        } catch (StopRequested e) {
            return Optional.of(new End(RunState.STOPPED, null, null, false));
        } catch (CapReached e) {
            return Optional.of(new End(RunState.STOPPED_AT_CAP, new RunProblem.AtCap(e), null, false));
        } catch (SourceProblem e) {
            log.warn("{}: {}", job.name(), e.getMessage());
            return Optional.of(new End(RunState.FAILED, e.problem(), null, passing.get() || e.passing()));
        } catch (RuntimeException | Error e) {
            if (stopping()) {
                unfinished.add(job.name());
                log.warn(
                        "{}: run {} was cut short with this node and goes on where its job is run next",
                        job.name(),
                        leased.id(),
                        e);
                return Optional.empty();
            }
            String reference = ReferenceCode.next();
            log.error("{} failed, reference {}", job.name(), reference, e);
            return Optional.of(new End(
                    RunState.FAILED,
                    failed(e, reference),
                    reference,
                    passing.get() || isDatabase(e) || DiskFull.in(e).isPresent()));
        }
    }

    /** Only what the job itself does waits for the connections of other jobs; then too it stops when it shall. */
    private static int done(SyncJob job, LiveRun run) {
        try {
            return BackgroundConnections.within(run.meter()::look, () -> job.run(run));
        } catch (CannotCreateTransactionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    public static Problem failed(Throwable e, String reference) {
        Optional<DiskFull> full = DiskFull.in(e);
        if (full.isPresent()) {
            return new RunProblem.NoRoom(full.get());
        }
        RunProblem.Why why = RunProblem.Why.UNKNOWN;
        if (hasNoPlace(e)) {
            why = RunProblem.Why.NO_CONNECTION;
        } else if (e instanceof ConcurrencyFailureException) {
            why = RunProblem.Why.UNDONE;
        } else if (isDatabase(e)) {
            why = RunProblem.Why.DATABASE_SILENT;
        }
        return new RunProblem.Failed(why, reference);
    }

    private static boolean hasNoPlace(Throwable e) {
        @Nullable Throwable cause = e;
        while (cause != null && !(cause instanceof BackgroundConnections.NoPlace)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    private static boolean isDatabase(Throwable e) {
        return e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof CannotCreateTransactionException;
    }

    private final class LiveRun implements Run {
        private final Leased leased;
        private final AtomicBoolean lost;
        private final AtomicBoolean passing;
        private final RequestMeter requests;
        private final Instant startedAt;
        private Progress progress;
        private @Nullable SourceProblem first;

        LiveRun(Leased leased, AtomicBoolean lost, AtomicBoolean passing) {
            this.leased = leased;
            this.lost = lost;
            this.passing = passing;
            this.requests = meter.of(leased.id(), this::checkStop);
            RunRow row = queries.byId(leased.id()).orElseThrow();
            this.progress = row.progress().again();
            this.startedAt = row.startedAt();
        }

        @Override
        public Instant startedAt() {
            return startedAt;
        }

        @Override
        public long id() {
            return leased.id();
        }

        @Override
        public RequestMeter meter() {
            return requests;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public void report(Progress now) {
            records.progressed(leased, progress, now);
            progress = now;
            checkStop();
        }

        @Override
        public <T> T commit(Supplier<T> change) {
            return records.commit(leased, change);
        }

        @Override
        public <T> T longCommit(Supplier<T> change) {
            return records.longCommit(leased, this::checkStop, change);
        }

        @Override
        public void problem(SourceProblem problem) {
            log.warn("{}: {}", leased.job(), problem.getMessage());
            if (problem.passing()) {
                passing.set(true);
            }
            if (first == null) {
                first = problem;
            }
        }

        private void checkStop() {
            if (lost.get()) {
                throw new LeaseLost(leased.job());
            }
            if (stopping()) {
                throw new NodeStopping();
            }
            // at once, whatever other jobs do meanwhile
            BackgroundConnections.without(() -> records.check(leased));
        }
    }
}
