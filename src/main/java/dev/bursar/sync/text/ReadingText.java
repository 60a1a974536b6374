package dev.bursar.sync.text;

import dev.bursar.sync.Problem;
import dev.bursar.sync.control.Readings.Answer;
import dev.bursar.sync.control.Readings.Reading;
import dev.bursar.sync.control.Readings.Trouble;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What a page says of the jobs that it rests on; nothing where all is well. */
public final class ReadingText {
    private static final int LONGEST_SENTENCE = 400;

    private ReadingText() {}

    /**
     * What a page rests on.
     *
     * @param what such as {@code Resources}
     * @param done what the job does to it: {@code read}
     * @param namesParts whether the page itself says which parts were not read
     */
    public record RestsOn(String job, String what, String done, boolean namesParts) {}

    /** Their names, as they are asked for. */
    public static List<String> jobs(List<RestsOn> subjects) {
        return subjects.stream().map(RestsOn::job).toList();
    }

    /** A line for each job whose last run didn't end well. */
    public static List<String> lines(Answer answer, List<RestsOn> subjects) {
        return subjects.stream()
                .flatMap(subject -> answer.of(subject.job()).stream()
                        .flatMap(reading -> line(reading, subject, answer.seesRuns()).stream()))
                .toList();
    }

    static Optional<String> line(Reading reading, RestsOn subject, boolean seesRuns) {
        Trouble trouble = reading.trouble();
        if (trouble == null) {
            return Optional.empty();
        }
        String how = switch (trouble.state()) {
            case RUNNING, DONE -> "";
            case DONE_WITH_FAILURES ->
                subject.namesParts() ? "" : "The last run failed in part" + why(trouble.problem());
            case FAILED -> "The last run failed" + why(trouble.problem());
            case STOPPED -> "The last run was stopped" + why(trouble.problem());
            case STOPPED_AT_CAP -> "The last run stopped at the cap" + why(trouble.problem());
        };
        return how.isEmpty()
                ? Optional.empty()
                : Optional.of(when(reading.complete(), subject, seesRuns ? " completely" : "") + " " + how
                        + (reading.next() == null ? "" : " It runs again on " + Formats.moment(reading.next()) + "."));
    }

    private static String when(@Nullable Instant complete, RestsOn subject, String completely) {
        return complete == null
                ? subject.what() + " have never been " + subject.done() + completely + "."
                : subject.what() + " were last " + subject.done() + completely + " on " + Formats.moment(complete)
                        + ".";
    }

    private static String why(@Nullable Problem problem) {
        String sentence = PlainText.cut(ProblemText.what(problem), LONGEST_SENTENCE);
        return sentence.isEmpty() ? "." : ": " + sentence;
    }

    /**
     * Says that an evaluation is older than the reading it rests on.
     *
     * @param what was read again: {@code resources}
     * @return empty where it is not, or one of them has never been
     */
    public static Optional<String> older(Optional<Instant> evaluated, Optional<Instant> read, String what) {
        return evaluated.flatMap(at -> read.filter(at::isBefore)
                .map(again -> "Evaluated on " + Formats.moment(at) + "; " + what + " were read again on "
                        + Formats.moment(again) + " and are evaluated next."));
    }
}
