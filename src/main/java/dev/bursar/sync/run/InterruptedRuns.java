package dev.bursar.sync.run;

import dev.bursar.sync.Problem;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.run.RunRecords.End;
import dev.bursar.sync.run.RunRecords.Leased;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes care of runs that are open though nobody holds their job's lease: their node was stopped or killed, or could not store how they
 * ended. Such a run goes on where its job runs next, so that job is made due now. A run that nobody goes on with, and one that can't
 * go on or was to stop, is ended.
 */
@Component
public class InterruptedRuns {
    /** Longer than a scheduler takes to notice that another one has died, and to begin its jobs. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(InterruptedRuns.class);

    private final RunQueries queries;
    private final RunRecords records;
    private final Leases leases;
    private final DueTimes due;
    private final SyncJobs jobs;
    private final Clock clock;

    /** When this node first saw each of them. */
    private final Map<Long, Instant> seen = new HashMap<>();

    InterruptedRuns(RunQueries queries, RunRecords records, Leases leases, DueTimes due, SyncJobs jobs, Clock clock) {
        this.queries = queries;
        this.records = records;
        this.leases = leases;
        this.due = due;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Each node looks for itself: the scheduler of the one that was interrupted may be what has failed. */
    @Scheduled(initialDelay = 20_000, fixedDelay = 20_000)
    public synchronized void look() {
        List<RunRow> left =
                queries.open().stream().filter(run -> !leases.held(run.job())).toList();
        seen.keySet().retainAll(left.stream().map(RunRow::id).collect(Collectors.toSet()));
        left.forEach(this::look);
    }

    private void look(RunRow run) {
        Instant now = clock.instant();
        Instant first = seen.computeIfAbsent(run.id(), id -> now);
        if (run.stopAskedBy() != null) {
            end(run, RunState.STOPPED, null);
        } else if (!mayGoOn(run) || Duration.between(first, now).abs().compareTo(LONGEST) >= 0) {
            end(run, RunState.FAILED, RunProblem.Lost.PROCESS);
        } else {
            due.bring(run.job(), now);
        }
    }

    private boolean mayGoOn(RunRow run) {
        // a node with other settings may know the job
        return jobs.named(run.job()).flatMap(SyncJob::waitsFor).isEmpty();
    }

    private void end(RunRow run, RunState state, @Nullable Problem problem) {
        OptionalLong token = leases.take(run.job());
        if (token.isEmpty()) {
            return;
        }
        try {
            log.warn("{}: nobody works on run {} any more", run.job(), run.id());
            records.end(
                    new Leased(run.job(), token.getAsLong(), run.id()), new End(state, problem, null, problem != null));
        } finally {
            leases.giveBack(run.job(), token.getAsLong());
        }
    }
}
