package dev.bursar.sync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;

class TimetableTest {
    @Test
    void aDayIsDividedFromTheFirstHourOn() {
        assertThat(new Timetable(8, 2).hours()).containsExactly(2, 10, 18);
        assertThat(new Timetable(24, 23).hours()).containsExactly(23);
        assertThat(new Timetable(1, 0).hours()).hasSize(24);
    }

    @Test
    void theNextHourComesAfterTheMomentAndAfterMidnightToo() {
        var timetable = new Timetable(8, 2);
        assertThat(timetable.after(Instant.parse("2026-11-24T01:59:59.999Z")))
                .isEqualTo(Instant.parse("2026-11-24T02:00:00Z"));
        assertThat(timetable.after(Instant.parse("2026-11-24T02:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
        assertThat(timetable.after(Instant.parse("2026-12-31T18:00:00Z")))
                .isEqualTo(Instant.parse("2027-01-01T02:00:00Z"));
    }

    @Test
    void whatDividesNoDayIsNone() {
        assertThatThrownBy(() -> new Timetable(5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timetable(8, 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timetable(8, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
