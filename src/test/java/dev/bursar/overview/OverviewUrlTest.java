package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostMetric;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.LocalDateRange;

class OverviewUrlTest {
    private static final LocalDate LAST = LocalDate.parse("2026-11-23");

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2026-11-24, 2026-10-01, 2026-10-24",
        "2026-10-01, 2026-11-01, 2026-08-31, 2026-10-01",
        "2026-11-01, 2026-12-01, 2026-10-01, 2026-10-31",
        "2026-03-01, 2026-03-30, 2026-01-31, 2026-03-01",
        "2026-03-01, 2026-03-29, 2026-02-01, 2026-03-01",
        "2026-01-01, 2026-01-02, 2025-12-01, 2025-12-02",
    })
    void asManyDaysAreCompared(LocalDate from, LocalDate to, LocalDate before, LocalDate beforeEnd) {
        var days = LocalDateRange.of(from, to);
        assertThat(OverviewUrl.before(days)).isEqualTo(LocalDateRange.of(before, beforeEnd));
        assertThat(OverviewUrl.before(days).lengthInDays()).isEqualTo(days.lengthInDays());
    }

    @Test
    void theCurrentMonthEndsWithTheLastWholeDay() {
        assertThat(OverviewUrl.DEFAULT.days(LAST))
                .isEqualTo(LocalDateRange.ofClosed(LocalDate.parse("2026-11-01"), LAST));
        assertThat(OverviewUrl.DEFAULT.with(YearMonth.of(2026, 2), LAST).days(LAST))
                .isEqualTo(LocalDateRange.of(LocalDate.parse("2026-02-01"), LocalDate.parse("2026-03-01")));
    }

    @Test
    void anAddressIsReadAsItWasWritten() {
        var url = new OverviewUrl(Optional.of(YearMonth.of(2026, 10)), CostMetric.BILLED);
        assertThat(OverviewUrl.read(url.parameters())).isEqualTo(new OverviewUrl.Read(url, List.of()));
        assertThat(OverviewUrl.DEFAULT.parameters()).isEmpty();
        assertThat(url.with(YearMonth.from(LAST), LAST).month()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-13", "1999-12", "2200-01", "+999999999-01", "2026-11-01", "<b>"})
    void aMonthThatIsNoneIsLeftOutAndNamed(String text) {
        var read = OverviewUrl.read(Map.of("month", List.of(text)));
        assertThat(read.url()).isEqualTo(OverviewUrl.DEFAULT);
        assertThat(read.ignored()).singleElement().asString().contains("a month like 2026-11 is needed");
    }
}
