package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.list.Preset;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

class TravelTest {
    private static final LocalDate LAST = LocalDate.parse("2026-11-23");

    @Test
    void aTeamThatThePersonMayNotSeeIsLeftBehind() {
        Travel of7 = Travel.NOTHING.withTeam(7).withCost("billed").with(Preset.LAST_MONTH, null);
        var lead = new Visibility(
                false, List.of(new Visibility.Span(new TeamId(7), LAST.minusYears(2), LAST.minusYears(1))));
        assertThat(of7.seenBy(Visibility.EVERYTHING)).isEqualTo(of7);
        assertThat(of7.seenBy(lead)).isEqualTo(of7);
        assertThat(of7.withTeam(8).seenBy(lead)).isEqualTo(of7.withTeam(null));
        assertThat(of7.withTeam(0).seenBy(lead).team()).isNull();
        assertThat(of7.withTeam(0).seenBy(Visibility.EVERYTHING).team()).isZero();
        assertThat(of7.seenBy(Visibility.NOTHING)).isEqualTo(of7.withTeam(null));
        assertThat(Travel.NOTHING.seenBy(Visibility.EVERYTHING)).isEqualTo(Travel.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-11-01, 2026-10",
        "2026-10-31, 2026-11-01, 2026-10",
        "2026-10-31, 2026-11-02, 2026-11",
        "2026-02-28, 2026-03-01, 2026-02",
        "2025-12-01, 2026-12-01, 2026-11"
    })
    void aPageOfOneMonthShowsTheMonthInWhichThePeriodEnds(LocalDate from, LocalDate to, YearMonth month) {
        assertThat(Travel.NOTHING.with(null, LocalDateRange.of(from, to)).month(LAST))
                .contains(month);
    }

    @Test
    void aNamedPeriodMovesOnWithTime() {
        assertThat(Travel.NOTHING.with(Preset.LAST_MONTH, null).month(LAST)).contains(YearMonth.of(2026, 10));
        assertThat(Travel.NOTHING.with(Preset.LAST_7_DAYS, null).month(LAST.withDayOfMonth(1)))
                .contains(YearMonth.of(2026, 11));
        assertThat(Travel.NOTHING.month(LAST)).isEmpty();
        assertThat(Travel.NOTHING.with(Optional.of(YearMonth.of(2024, 2))).days())
                .isEqualTo(LocalDateRange.of(LocalDate.parse("2024-02-01"), LocalDate.parse("2024-03-01")));
        assertThat(Travel.NOTHING.with(Preset.LAST_MONTH, null).with(Optional.empty()))
                .isEqualTo(Travel.NOTHING);
    }
}
