package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class PeriodControlTest {
    private static LocalDateRange days(String from, String toExclusive) {
        return LocalDateRange.of(LocalDate.parse(from), LocalDate.parse(toExclusive));
    }

    @Test
    void monthsMoveByMonths() {
        assertThat(PeriodControl.before(days("2026-03-01", "2026-04-01"))).isEqualTo(days("2026-02-01", "2026-03-01"));
        assertThat(PeriodControl.after(days("2026-02-01", "2026-03-01"))).isEqualTo(days("2026-03-01", "2026-04-01"));
        assertThat(PeriodControl.before(days("2026-01-01", "2026-04-01"))).isEqualTo(days("2025-10-01", "2026-01-01"));
    }

    @Test
    void aMonthToDateGoesBackToTheWholeMonthBefore() {
        assertThat(PeriodControl.before(days("2026-11-01", "2026-11-24"))).isEqualTo(days("2026-10-01", "2026-11-01"));
    }

    @Property
    void otherRangesMoveByTheirLength(
            @ForAll @IntRange(min = 0, max = 3000) int start, @ForAll @IntRange(min = 1, max = 90) int length) {
        var day = LocalDate.of(2024, 1, 2).plusDays(start);
        var from = day.getDayOfMonth() == 1 ? day.plusDays(1) : day;
        var range = LocalDateRange.of(from, from.plusDays(length));
        var before = PeriodControl.before(range);
        assertThat(before.getEnd()).isEqualTo(range.getStart());
        assertThat(before.lengthInDays()).isEqualTo(length);
        assertThat(PeriodControl.after(range).getStart()).isEqualTo(range.getEnd());
        assertThat(PeriodControl.before(PeriodControl.after(range)).getEnd()).isEqualTo(range.getEnd());
    }
}
