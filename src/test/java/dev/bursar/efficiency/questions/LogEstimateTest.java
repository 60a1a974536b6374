package dev.bursar.efficiency.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.spi.LogQuestions;
import dev.bursar.efficiency.spi.LogQuestions.Group;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a question is expected to scan. */
class LogEstimateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final long GB = LogQuestions.BYTES_A_GB;
    private static final long MOST = 100 * GB;

    private static LogEstimate estimate(long stored, @Nullable Integer retention, long ageDays, long hours) {
        return LogEstimate.of(
                new Group(stored, retention, NOW.minus(Duration.ofDays(ageDays))), Duration.ofHours(hours), NOW, MOST);
    }

    @Test
    void itIsTheShareOfWhatTheLogKeeps() {
        assertThat(estimate(240 * GB, 10, 400, 24).bytes()).isEqualTo(24 * GB);
        assertThat(estimate(240 * GB, null, 400, 24).bytes()).isEqualTo((long) Math.ceil(240.0 * GB / 400));
        // younger than it keeps lines
        assertThat(estimate(240 * GB, 30, 10, 1).bytes()).isEqualTo(GB);
        // younger than what is asked about
        assertThat(estimate(3 * GB, null, 0, 24).bytes()).isEqualTo(3 * GB);
    }

    @Test
    void theQueryMayScanTwiceAsMuchWithinTheLimitOfAQuestion() {
        LogEstimate estimate = estimate(240 * GB, 10, 400, 24);
        assertThat(estimate.mostBytes()).isEqualTo(48 * GB);
        assertThat(estimate.usd()).isEqualByComparingTo("0.12");
        assertThat(estimate.mostUsd()).isEqualByComparingTo("0.24");
        assertThat(estimate(10, null, 400, 1).mostBytes()).isEqualTo(100L << 20);
        assertThat(estimate(600 * GB, 10, 400, 24).mostBytes()).isEqualTo(MOST);
        assertThat(estimate(600 * GB, 10, 400, 24).allowed()).isTrue();
        assertThat(estimate(1_001 * GB, 10, 400, 24).allowed()).isFalse();
    }
}
