package dev.bursar.tagging.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.tagging.keys.BackfillPlan.Effect;
import dev.bursar.tagging.keys.BackfillRefused.Why;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.Backfill.Status;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS allows of backfills, and what one does to a key. */
class BackfillRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

    private static Backfill asked(String at, Status status) {
        return new Backfill(Instant.parse(at), LocalDate.parse("2026-10-01"), status, null);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12, MONTH",
        "2026-11, ",
        "2025-11, ",
        "2025-10, MONTH",
    })
    void itBeginsAtMostTwelveMonthsBack(YearMonth from, @Nullable Why why) {
        assertThat(BackfillRules.refused(from, List.of(), NOW).orElse(null)).isEqualTo(why);
        assertThat(BackfillRules.months(NOW).contains(from)).isEqualTo(why == null);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:30:01Z, SUCCEEDED, TOO_SOON",
        "2026-11-23T09:30:01Z, FAILED, TOO_SOON",
        "2026-11-23T09:30:00Z, SUCCEEDED, ",
        "2026-11-20T09:30:00Z, PROCESSING, RUNNING",
        "2026-11-20T09:30:00Z, UNKNOWN, ",
    })
    void oneRunsAtATimeAndOnceADay(String at, Status status, @Nullable Why why) {
        assertThat(BackfillRules.refused(YearMonth.of(2026, 10), List.of(asked(at, status)), NOW)
                        .orElse(null))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        "true, 2026-10-15, GAINS",
        "true, 2026-10-01, GAINS",
        "true, 2026-09-30, KEEPS",
        "true, , KEEPS",
        "false, 2026-10-15, LOSES",
        "false, 2026-09-30, ABSENT",
        "false, , LOSES",
    })
    void aKeyGainsOrLosesWhatTodaysStatusStandsFor(boolean active, @Nullable LocalDate changed, Effect effect) {
        assertThat(BackfillRules.effect(new TagKey("team", true, active, null, changed), YearMonth.of(2026, 10)))
                .isEqualTo(effect);
    }

    @Test
    void onlyTheLastDayCounts() {
        var old = asked("2026-11-20T09:30:00Z", Status.SUCCEEDED);
        assertThat(TagKeyExecutor.latest(List.of(old), NOW)).isNull();
        assertThat(TagKeyExecutor.latest(List.of(asked("2026-11-24T09:00:00Z", Status.FAILED), old), NOW))
                .isEqualTo("2026-10");
        assertThat(TagKeyExecutor.latest(List.of(asked("2026-11-20T09:30:00Z", Status.PROCESSING)), NOW))
                .isEqualTo("2026-10");
    }
}
