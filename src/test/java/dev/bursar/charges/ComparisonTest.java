package dev.bursar.charges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days are given with their last day included. */
class ComparisonTest {
    private static DayRange days(String from, String last) {
        return new DayRange(LocalDate.parse(from), LocalDate.parse(last).plusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        // whole months
        "PREVIOUS, 2026-10-01, 2026-10-31, 2026-09-01, 2026-09-30",
        "PREVIOUS, 2026-03-01, 2026-03-31, 2026-02-01, 2026-02-28",
        "PREVIOUS, 2028-03-01, 2028-03-31, 2028-02-01, 2028-02-29",
        "PREVIOUS, 2026-01-01, 2026-01-31, 2025-12-01, 2025-12-31",
        "PREVIOUS, 2026-01-01, 2026-03-31, 2025-10-01, 2025-12-31",
        "PREVIOUS, 2025-11-01, 2026-10-31, 2024-11-01, 2025-10-31",
        // the first days of a month
        "PREVIOUS, 2026-11-01, 2026-11-23, 2026-10-01, 2026-10-23",
        "PREVIOUS, 2026-11-01, 2026-11-01, 2026-10-01, 2026-10-01",
        "PREVIOUS, 2026-03-01, 2026-03-30, 2026-02-01, 2026-02-28",
        "PREVIOUS, 2028-03-01, 2028-03-29, 2028-02-01, 2028-02-29",
        // any other range
        "PREVIOUS, 2026-11-18, 2026-11-24, 2026-11-11, 2026-11-17",
        "PREVIOUS, 2026-10-28, 2026-11-03, 2026-10-21, 2026-10-27",
        "PREVIOUS, 2026-10-01, 2026-11-15, 2026-08-16, 2026-09-30",
        "PREVIOUS, 2026-10-31, 2026-10-31, 2026-10-30, 2026-10-30",
        "LAST_MONTH, 2026-11-18, 2026-11-24, 2026-10-18, 2026-10-24",
        "LAST_MONTH, 2026-10-01, 2026-10-31, 2026-09-01, 2026-09-30",
        "LAST_MONTH, 2026-03-31, 2026-03-31, 2026-02-28, 2026-02-28",
        "LAST_MONTH, 2026-03-29, 2026-03-31, 2026-02-28, 2026-02-28",
        "LAST_MONTH, 2026-11-15, 2026-11-30, 2026-10-15, 2026-10-30",
        "LAST_YEAR, 2026-11-01, 2026-11-23, 2025-11-01, 2025-11-23",
        "LAST_YEAR, 2025-02-01, 2025-02-28, 2024-02-01, 2024-02-29",
        "LAST_YEAR, 2024-02-01, 2024-02-29, 2023-02-01, 2023-02-28",
        "LAST_YEAR, 2024-02-10, 2024-02-29, 2023-02-10, 2023-02-28",
        "LAST_YEAR, 2024-02-29, 2024-02-29, 2023-02-28, 2023-02-28",
        "LAST_YEAR, 2025-11-01, 2026-10-31, 2024-11-01, 2025-10-31"
    })
    void daysAreComparedWithDaysThatFit(
            Comparison comparison, String from, String last, String before, String lastBefore) {
        assertThat(comparison.of(days(from, last))).isEqualTo(days(before, lastBefore));
    }

    @ParameterizedTest
    @CsvSource({"PREVIOUS", "LAST_MONTH", "LAST_YEAR"})
    void anyRangeHasDaysBeforeItsOwn(Comparison comparison) {
        for (LocalDate from = LocalDate.parse("2023-12-25"); from.getYear() < 2026; from = from.plusDays(1)) {
            for (int length = 1; length < 70; length += 3) {
                DayRange before = comparison.of(new DayRange(from, from.plusDays(length)));
                assertThat(before.from()).isBefore(before.to()).isBefore(from);
                if (comparison == Comparison.PREVIOUS) {
                    assertThat(before.to()).isBeforeOrEqualTo(from);
                }
            }
        }
    }
}
