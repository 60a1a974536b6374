package dev.bursar.charges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostResult.DayRange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PreviousPeriodTest {
    private static DayRange days(String from, String to) {
        return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    @Example
    void aMonthIsComparedWithTheSameDaysOfTheMonthBefore() {
        assertThat(PreviousPeriod.of(days("2026-11-01", "2026-11-24"))).isEqualTo(days("2026-10-01", "2026-10-24"));
        assertThat(PreviousPeriod.of(days("2026-11-01", "2026-12-01"))).isEqualTo(days("2026-10-01", "2026-10-31"));
        assertThat(PreviousPeriod.of(days("2026-01-10", "2026-01-11"))).isEqualTo(days("2025-12-10", "2025-12-11"));
        assertThat(PreviousPeriod.of(days("2028-03-01", "2028-03-30"))).isEqualTo(days("2028-02-01", "2028-03-01"));
    }

    @Example
    void whatTheMonthBeforeHasNotIsComparedWithTheDaysJustBefore() {
        assertThat(PreviousPeriod.of(days("2026-03-01", "2026-04-01"))).isEqualTo(days("2026-01-29", "2026-03-01"));
        assertThat(PreviousPeriod.of(days("2026-10-31", "2026-11-01"))).isEqualTo(days("2026-10-30", "2026-10-31"));
        assertThat(PreviousPeriod.of(days("2026-10-28", "2026-11-04"))).isEqualTo(days("2026-10-21", "2026-10-28"));
    }

    @Property
    void asManyDaysAreComparedAndNoneTwice(
            @ForAll @IntRange(max = 9_000) int start, @ForAll @IntRange(min = 1, max = 800) int length) {
        LocalDate from = LocalDate.of(2005, 1, 1).plusDays(start);
        DayRange before = PreviousPeriod.of(new DayRange(from, from.plusDays(length)));
        assertThat(ChronoUnit.DAYS.between(before.from(), before.to())).isEqualTo(length);
        assertThat(before.to()).isBeforeOrEqualTo(from);
    }
}
