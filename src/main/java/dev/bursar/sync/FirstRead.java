package dev.bursar.sync;

import dev.bursar.sync.SyncService.JobRow;
import dev.bursar.ui.Formats;
import java.util.List;
import java.util.Objects;

/**
 * How far the first read of costs is, for pages that have none to show.
 *
 * @param words {@code not started}, {@code running, 35 of 56 steps}, or {@code failed} with what AWS said
 */
public record FirstRead(boolean running, String words) {
    public static final FirstRead NOT_STARTED = new FirstRead(false, "not started");

    /** @param jobs none for who may not see them */
    public static FirstRead of(List<JobRow> jobs) {
        return jobs.stream()
                .map(JobRow::running)
                .filter(Objects::nonNull)
                .findFirst()
                .map(run -> new FirstRead(true, "running" + steps(run.progress())))
                .or(() -> jobs.stream()
                        .map(JobRow::last)
                        .filter(Objects::nonNull)
                        .filter(run -> run.state() == RunState.FAILED && run.problem() != null)
                        .findFirst()
                        .map(run -> new FirstRead(false, "failed. " + run.problem())))
                .orElse(NOT_STARTED);
    }

    /** {@code , 35 of 56 steps}; empty while their number is unknown. */
    public static String steps(Progress progress) {
        return progress.stepsAll() == 0
                ? ""
                : ", " + Formats.count(progress.stepsDone()) + " of " + Formats.count(progress.stepsAll()) + " steps";
    }
}
