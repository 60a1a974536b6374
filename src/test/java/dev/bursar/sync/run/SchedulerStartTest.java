package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import module java.base;
import org.junit.jupiter.api.Test;

/** First runs begin in the order in which a person needs what they read. */
class SchedulerStartTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void firstRunsAreDueAtOnceInTheOrderOfJobs() {
        assertThat(SchedulerStart.firstDue(List.of("costs", "accounts", "inventory"), NOW))
                .containsExactly(
                        entry("costs", NOW.minusMillis(3)),
                        entry("accounts", NOW.minusMillis(2)),
                        entry("inventory", NOW.minusMillis(1)));
        assertThat(SchedulerStart.firstDue(List.of(), NOW)).isEmpty();
    }
}
