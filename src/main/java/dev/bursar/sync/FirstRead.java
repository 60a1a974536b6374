package dev.bursar.sync;

import dev.bursar.sync.SyncService.JobRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the first read of costs is, for pages that have none to show.
 *
 * @param progress while a job runs; null otherwise
 * @param problem that stopped the last run; null where nothing did, or none has begun
 */
public record FirstRead(
        @Nullable Progress progress, @Nullable Problem problem) {
    public static final FirstRead NOT_STARTED = new FirstRead(null, null);

    public boolean running() {
        return progress != null;
    }

    /** @param jobs none for who may not see them */
    public static FirstRead of(List<JobRow> jobs) {
        return jobs.stream()
                .map(JobRow::running)
                .filter(Objects::nonNull)
                .findFirst()
                .map(run -> new FirstRead(run.progress(), null))
                .or(() -> jobs.stream()
                        .map(JobRow::last)
                        .filter(Objects::nonNull)
                        .filter(run -> run.state() == RunState.FAILED && run.problem() != null)
                        .findFirst()
                        .map(run -> new FirstRead(null, run.problem())))
                .orElse(NOT_STARTED);
    }
}
