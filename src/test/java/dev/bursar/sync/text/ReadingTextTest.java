package dev.bursar.sync.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.sync.Problem;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.Readings.Answer;
import dev.bursar.sync.control.Readings.Reading;
import dev.bursar.sync.control.Readings.Trouble;
import dev.bursar.sync.text.ReadingText.RestsOn;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingTextTest {
    private static final Instant EIGHT = Instant.parse("2026-11-30T08:00:00Z");
    private static final Instant NINE = Instant.parse("2026-11-30T09:10:00Z");
    private static final Problem REFUSED = new Problem.Said("AWS refused it.", "Allow it.");

    private static Arguments line(
            @Nullable Instant complete,
            @Nullable RunState state,
            @Nullable Problem problem,
            @Nullable Instant next,
            boolean namesParts,
            boolean seesRuns,
            String words) {
        return arguments(
                new Reading("inventory", complete, state == null ? null : new Trouble(state, problem), next, false),
                namesParts,
                seesRuns,
                words);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                line(EIGHT, null, null, null, false, true, ""),
                line(null, null, null, null, false, true, ""),
                line(
                        EIGHT,
                        RunState.FAILED,
                        REFUSED,
                        NINE,
                        true,
                        true,
                        "Resources were last read completely on 30 Nov, 08:00 UTC. The last run failed: AWS refused it."
                                + " It runs again on 30 Nov, 09:10 UTC."),
                line(
                        EIGHT,
                        RunState.FAILED,
                        null,
                        null,
                        true,
                        false,
                        "Resources were last read on 30 Nov, 08:00 UTC. The last run failed."),
                line(
                        null,
                        RunState.FAILED,
                        null,
                        null,
                        true,
                        false,
                        "Resources have never been read. The last run failed."),
                line(
                        null,
                        RunState.STOPPED,
                        null,
                        null,
                        true,
                        true,
                        "Resources have never been read completely. The last run was stopped."),
                line(
                        EIGHT,
                        RunState.STOPPED_AT_CAP,
                        null,
                        null,
                        true,
                        true,
                        "Resources were last read completely on 30 Nov, 08:00 UTC. The last run stopped at the cap."),
                line(
                        EIGHT,
                        RunState.DONE_WITH_FAILURES,
                        REFUSED,
                        null,
                        false,
                        true,
                        "Resources were last read completely on 30 Nov, 08:00 UTC. The last run failed in part: AWS"
                                + " refused it."),
                // the page names the parts itself
                line(EIGHT, RunState.DONE_WITH_FAILURES, REFUSED, null, true, true, ""));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void onlyTroubleIsSaidAndReasonsOnlyToWhoSeesRuns(
            Reading reading, boolean namesParts, boolean seesRuns, String words) {
        assertThat(ReadingText.lines(
                        new Answer(seesRuns, List.of(reading)),
                        List.of(
                                new RestsOn("inventory", "Resources", "read", namesParts),
                                new RestsOn("not-there", "Others", "read", false))))
                .isEqualTo(words.isEmpty() ? List.of() : List.of(words));
    }

    @Test
    void anEvaluationIsOldOnceItsGroundsWereReadAgain() {
        assertThat(ReadingText.older(Optional.of(EIGHT), Optional.of(NINE), "resources"))
                .contains("Evaluated on 30 Nov, 08:00 UTC; resources were read again on 30 Nov, 09:10 UTC and are"
                        + " evaluated next.");
        assertThat(ReadingText.older(Optional.of(NINE), Optional.of(EIGHT), "resources"))
                .isEmpty();
        assertThat(ReadingText.older(Optional.of(NINE), Optional.of(NINE), "resources"))
                .isEmpty();
        assertThat(ReadingText.older(Optional.empty(), Optional.of(NINE), "resources"))
                .isEmpty();
        assertThat(ReadingText.older(Optional.of(NINE), Optional.empty(), "resources"))
                .isEmpty();
    }
}
