package dev.bursar.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

class CadenceTest {
    @ParameterizedTest
    @CsvSource({
        "MONTH, JANUARY, 2026-11-30, 2026-11-01, 2026-12-01",
        "QUARTER, JANUARY, 2026-11-30, 2026-10-01, 2027-01-01",
        "QUARTER, FEBRUARY, 2026-11-30, 2026-11-01, 2027-02-01",
        "QUARTER, FEBRUARY, 2026-01-31, 2025-11-01, 2026-02-01",
        "YEAR, JANUARY, 2026-11-30, 2026-01-01, 2027-01-01",
        "YEAR, APRIL, 2026-03-31, 2025-04-01, 2026-04-01",
        "YEAR, APRIL, 2026-04-01, 2026-04-01, 2027-04-01"
    })
    void aPeriodHoldsItsDays(Cadence cadence, Month start, LocalDate day, LocalDate from, LocalDate to) {
        LocalDateRange period = cadence.period(day, start);
        assertThat(period).isEqualTo(LocalDateRange.of(from, to));
        assertThat(cadence.shifted(period, -1).getEnd()).isEqualTo(from);
        assertThat(cadence.shifted(period, 1).getStart()).isEqualTo(to);
    }
}
