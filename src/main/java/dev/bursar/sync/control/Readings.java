package dev.bursar.sync.control;

import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.Problem;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.run.DueTimes;
import dev.bursar.sync.run.RunQueries;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the jobs stand that a page rests on. Who may not see the Sync page is told that a run failed, not why, and nothing of parts that
 * failed: they may be other teams' accounts.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class Readings {
    private final SyncJobs jobs;
    private final RunQueries queries;
    private final DueTimes due;
    private final Scope scope;
    private final Clock clock;

    Readings(SyncJobs jobs, RunQueries queries, DueTimes due, Scope scope, Clock clock) {
        this.jobs = jobs;
        this.queries = queries;
        this.due = due;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * @param seesRuns whether the person may open the Sync page
     * @param jobs those that were asked for, in that order
     */
    public record Answer(boolean seesRuns, List<Reading> jobs) {
        public Answer {
            jobs = List.copyOf(jobs);
        }

        /** The address of the Sync page; empty for who may not open it. */
        public Optional<String> sync() {
            return seesRuns ? Optional.of(SyncLinks.SYNC) : Optional.empty();
        }

        public Optional<Reading> of(String job) {
            return jobs.stream().filter(one -> one.job().equals(job)).findFirst();
        }
    }

    /**
     * A job that a page rests on.
     *
     * @param complete when it last came to its end, without failures as far as the person may know; null where it never did
     * @param trouble how its last run ended; null where that was well, or none has ended
     * @param next when it runs again after that; null where that isn't known, is now, or it runs
     * @param first whether it runs now and has never come to its end
     */
    public record Reading(
            String job,
            @Nullable Instant complete,
            @Nullable Trouble trouble,
            @Nullable Instant next,
            boolean first) {}

    /** @param problem null where there is none, or the person may not know it */
    public record Trouble(RunState state, @Nullable Problem problem) {}

    /** Jobs that aren't there have no trouble. */
    public Answer of(List<String> names) {
        return new Answer(seesRuns(), names.stream().map(this::reading).toList());
    }

    private Reading reading(String job) {
        boolean running = queries.running(job).isPresent();
        Optional<Instant> ended =
                queries.lastDoneOrFirstBegun(job).filter(RunQueries.Mark::done).map(RunQueries.Mark::at);
        Trouble trouble = queries.last(job).flatMap(this::trouble).orElse(null);
        return new Reading(
                job,
                (seesRuns() ? queries.lastSuccess(job) : ended).orElse(null),
                trouble,
                trouble == null || running
                        ? null
                        : due.next(job)
                                .filter(at -> at.isAfter(clock.instant()))
                                .orElse(null),
                running && ended.isEmpty());
    }

    private Optional<Trouble> trouble(RunRow last) {
        return switch (last.state()) {
            case RUNNING, DONE -> Optional.empty();
            case DONE_WITH_FAILURES ->
                seesRuns() ? Optional.of(new Trouble(last.state(), last.problem())) : Optional.empty();
            case FAILED, STOPPED, STOPPED_AT_CAP ->
                Optional.of(new Trouble(last.state(), seesRuns() ? last.problem() : null));
        };
    }

    /** How far the first read is, for pages that have no costs to show. */
    public FirstRead first() {
        FirstRead read = jobs.all().stream()
                .flatMap(job -> queries.running(job.name()).stream().map(run -> FirstRead.running(job, run)))
                .findFirst()
                .or(() -> jobs.all().stream()
                        .flatMap(job -> queries.last(job.name()).stream())
                        .filter(run -> run.state() == RunState.FAILED && run.problem() != null)
                        .findFirst()
                        .map(run -> new FirstRead(FirstRead.Stage.FAILED, "", null, false, run.problem())))
                .orElse(FirstRead.NOT_STARTED);
        return seesRuns() ? read : read.withoutCounts();
    }

    private boolean seesRuns() {
        return scope.has(Role.ADMIN) || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
    }
}
