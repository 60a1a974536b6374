package dev.bursar.sync.text;

import dev.bursar.sync.FirstRead;
import dev.bursar.sync.Progress;
import dev.bursar.ui.Formats;
import org.jspecify.annotations.Nullable;

/** How far the first read of costs is, in words. */
public final class FirstReadText {
    /** Why a job waits that judges what others read. */
    public static final String JUDGED_LATER = "The data that it checks is still being read for the first time.";

    private FirstReadText() {}

    /**
     * {@code not started}, {@code running, 35 of 56 steps}, or {@code failed} with what AWS said; {@code running, job Refresh costs, 62%
     * done} and {@code failed} for who may not see runs.
     */
    public static String words(FirstRead read) {
        Progress progress = read.progress();
        return switch (read.stage()) {
            case NOT_STARTED -> "not started";
            case RUNNING ->
                read.inHundredths()
                        ? "running, job " + read.job() + share(progress)
                        : "running" + (progress == null ? "" : steps(progress));
            case FAILED -> read.problem() == null ? "failed" : "failed. " + ProblemText.what(read.problem());
        };
    }

    private static String share(@Nullable Progress progress) {
        return progress == null || progress.stepsAll() == 0
                ? ""
                : ", " + Formats.count(progress.stepsDone()) + "% done";
    }

    /** {@code , 35 of 56 steps}; empty while their number is unknown. */
    public static String steps(Progress progress) {
        return progress.stepsAll() == 0
                ? ""
                : ", " + Formats.count(progress.stepsDone()) + " of " + Formats.count(progress.stepsAll()) + " steps";
    }
}
