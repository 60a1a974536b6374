package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostMetric;
import dev.bursar.list.Preset;
import dev.bursar.ui.Travel;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.LocalDateRange;

class OverviewUrlTest {
    private static final LocalDate LAST = LocalDate.parse("2026-11-23");

    @Test
    void theDaysToCompareWithAreInTheAddress() {
        var days = LocalDateRange.of(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01"));
        assertThat(OverviewUrl.DEFAULT.before(days))
                .isEqualTo(LocalDateRange.of(LocalDate.parse("2026-09-01"), LocalDate.parse("2026-10-01")));
        OverviewUrl lastYear =
                OverviewUrl.read(Map.of("compare", List.of("last-year"))).url();
        assertThat(lastYear.before(days))
                .isEqualTo(LocalDateRange.of(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-11-01")));
        assertThat(lastYear.parameters()).containsEntry("compare", List.of("last-year"));
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
        var url = new OverviewUrl(
                Optional.of(YearMonth.of(2026, 10)),
                CostMetric.BILLED,
                Comparison.LAST_YEAR,
                OverviewUrl.View.CUMULATIVE);
        assertThat(OverviewUrl.read(url.parameters())).isEqualTo(new OverviewUrl.Read(url, List.of()));
        assertThat(OverviewUrl.DEFAULT.parameters()).isEmpty();
        assertThat(url.with(YearMonth.from(LAST), LAST).month()).isEmpty();
    }

    @Test
    void whatTravelsIsItsMonthAndCost() {
        var along = new Travel(Preset.LAST_MONTH, null, "billed", 7);
        OverviewUrl there = OverviewUrl.DEFAULT.with(along, LAST);
        assertThat(there.month()).contains(YearMonth.of(2026, 10));
        assertThat(there.cost()).isEqualTo(CostMetric.BILLED);
        assertThat(OverviewUrl.DEFAULT.with(Travel.NOTHING.with(Preset.LAST_7_DAYS, null), LAST))
                .as("the current month moves on with time")
                .isEqualTo(OverviewUrl.DEFAULT);
        assertThat(OverviewUrl.DEFAULT.over(along)).isEqualTo(Travel.NOTHING.withTeam(7));
        assertThat(there.over(Travel.NOTHING).month(LAST)).contains(YearMonth.of(2026, 10));
        assertThat(there.over(Travel.NOTHING).cost()).isEqualTo("billed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-13", "1999-12", "2200-01", "+999999999-01", "2026-11-01", "<b>"})
    void aMonthThatIsNoneIsLeftOutAndNamed(String text) {
        var read = OverviewUrl.read(Map.of("month", List.of(text)));
        assertThat(read.url()).isEqualTo(OverviewUrl.DEFAULT);
        assertThat(read.ignored()).singleElement().asString().contains("expected a month such as 2026-11");
    }
}
