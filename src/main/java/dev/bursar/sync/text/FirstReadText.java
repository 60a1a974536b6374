package dev.bursar.sync.text;

import dev.bursar.sync.FirstRead;
import dev.bursar.sync.Progress;
import dev.bursar.ui.Formats;

/** How far the first read of costs is, in words. */
public final class FirstReadText {
    private FirstReadText() {}

    /** {@code not started}, {@code running, 35 of 56 steps}, or {@code failed} with what AWS said. */
    public static String words(FirstRead read) {
        Progress progress = read.progress();
        if (progress != null) {
            return "running" + steps(progress);
        }
        return read.problem() == null ? "not started" : "failed. " + ProblemText.what(read.problem());
    }

    /** {@code , 35 of 56 steps}; empty while their number is unknown. */
    public static String steps(Progress progress) {
        return progress.stepsAll() == 0
                ? ""
                : ", " + Formats.count(progress.stepsDone()) + " of " + Formats.count(progress.stepsAll()) + " steps";
    }
}
