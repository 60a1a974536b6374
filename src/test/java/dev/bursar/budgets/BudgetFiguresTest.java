package dev.bursar.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.forecast.Forecast;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

class BudgetFiguresTest {
    private static final LocalDateRange NOVEMBER =
            LocalDateRange.of(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-12-01"));

    private static BudgetFigures figures(String limit, int days, String daily, String firstLump) {
        var lumps = new java.util.ArrayList<>(Collections.nCopies(days, BigDecimal.ZERO));
        if (days > 0) {
            lumps.set(0, new BigDecimal(firstLump));
        }
        return BudgetFigures.of(
                NOVEMBER,
                new BigDecimal(limit),
                costs(days, Collections.nCopies(days, new BigDecimal(daily)), lumps),
                false);
    }

    private static PeriodCosts costs(int whole, List<BigDecimal> daily, List<BigDecimal> lumps) {
        LocalDate first = NOVEMBER.getStart();
        return new PeriodCosts(LocalDateRange.of(first, first.plusDays(daily.size())), whole, daily, lumps);
    }

    @Test
    void whatIsKnownOfADayThatIsNotOverIsAPartOfIt() {
        var daily = new java.util.ArrayList<>(Collections.nCopies(10, BigDecimal.TEN));
        daily.add(new BigDecimal("4"));
        BudgetFigures figures = BudgetFigures.of(
                NOVEMBER, new BigDecimal("1000"), costs(10, daily, Collections.nCopies(11, BigDecimal.ZERO)), false);
        assertThat(figures.spent().orElseThrow()).isEqualByComparingTo("104");
        assertThat(figures.projected().orElseThrow()).isEqualByComparingTo("300");
    }

    @Test
    void lumpsCountOnceAndAreNeverMultiplied() {
        BudgetFigures figures = figures("1000", 10, "10", "500");
        assertThat(figures.spent().orElseThrow()).isEqualByComparingTo("600");
        assertThat(figures.projected().orElseThrow()).isEqualByComparingTo("800");
        assertThat(figures.state()).isEqualTo(BudgetState.ON_TRACK);
        assertThat(figures.overOn()).isEmpty();
    }

    @Test
    void aProjectionWithinTwoPercentOfTheLimitIsOnTrack() {
        assertThat(figures("29.42", 7, "1", "0").projected().orElseThrow()).isEqualByComparingTo("30");
        assertThat(figures("29.42", 7, "1", "0").state()).isEqualTo(BudgetState.ON_TRACK);
        assertThat(figures("29.40", 7, "1", "0").state()).isEqualTo(BudgetState.FORECAST_OVER);
    }

    @Test
    void nothingIsProjectedBeforeSevenWholeDays() {
        assertThat(figures("10", 6, "1", "0").projected()).isEmpty();
        assertThat(figures("10", 6, "1", "0").state()).isEqualTo(BudgetState.ON_TRACK);
        assertThat(figures("10", 7, "1", "0").state()).isEqualTo(BudgetState.FORECAST_OVER);
        assertThat(figures("10", 0, "1", "0").state()).isEqualTo(BudgetState.NO_COSTS);
    }

    @Test
    void theDayOnWhichItWillBeOverIsTheFirstAfterWhichMoreIsSpent() {
        // 10 days of 10 are 100; 110 is reached, not passed, on the 11th
        assertThat(figures("110", 10, "10", "0").overOn()).contains(LocalDate.parse("2026-11-12"));
        assertThat(figures("109.99", 10, "10", "0").overOn()).contains(LocalDate.parse("2026-11-11"));
        assertThat(figures("300", 10, "10", "0").overOn()).isEmpty();
        assertThat(figures("299.99", 10, "10", "0").overOn()).contains(LocalDate.parse("2026-11-30"));
        assertThat(figures("99", 10, "10", "0").state()).isEqualTo(BudgetState.OVER);
        assertThat(figures("99", 10, "10", "0").overOn()).isEmpty();
    }

    @Test
    void aWholePeriodIsWhatWasSpent() {
        BudgetFigures figures = figures("300", 30, "10", "0");
        assertThat(figures.projected().orElseThrow()).isEqualByComparingTo("300");
        assertThat(figures.state()).isEqualTo(BudgetState.ON_TRACK);
        assertThat(figures.used().orElseThrow()).isEqualByComparingTo("1");
    }

    @Test
    void creditsCanMakeIt() {
        BudgetFigures figures = BudgetFigures.of(
                NOVEMBER, BigDecimal.TEN, costs(1, List.of(new BigDecimal("-3")), List.of(BigDecimal.ZERO)), false);
        assertThat(figures.spent().orElseThrow()).isEqualByComparingTo("-3");
        assertThat(figures.state()).isEqualTo(BudgetState.ON_TRACK);
    }

    /** Of a limit of 100. */
    @ParameterizedTest(name = "spent {0}, projected {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            -,      -,      NO_COSTS
            -,      100,    ON_TRACK
            -,      102,    ON_TRACK
            -,      102.01, FORECAST_OVER
            0,      -,      ON_TRACK
            0,      102.01, FORECAST_OVER
            -3,     -,      ON_TRACK
            100,    100,    ON_TRACK
            100.01, -,      OVER
            100.01, 90,     OVER
            100.01, 150,    OVER
            """)
    void aBudgetStandsByWhatIsReadAndWhatIsProjected(
            @Nullable BigDecimal spent, @Nullable BigDecimal projected, BudgetState state) {
        var limit = new BigDecimal("100");
        assertThat(BudgetState.of(limit, Optional.ofNullable(spent), Optional.ofNullable(projected), false))
                .isEqualTo(state);
        assertThat(BudgetState.of(limit, Optional.ofNullable(spent), Optional.ofNullable(projected), true))
                .isEqualTo(BudgetState.ENDED);
    }

    @Test
    void beforeCostsArriveTheForecastDecidesAndNothingCountsAsSpent() {
        BudgetFigures figures = forecast("399", 0, "15", tenADay(0, 0));
        assertThat(figures.spent()).isEmpty();
        assertThat(figures.used()).isEmpty();
        assertThat(figures.amount(Threshold.Kind.ACTUAL)).isEmpty();
        assertThat(figures.state()).isEqualTo(BudgetState.FORECAST_OVER);
        assertThat(figures.difference().orElseThrow()).isEqualByComparingTo("51");
    }

    private static BudgetFigures forecast(String limit, int arrived, String toCome, PeriodCosts costs) {
        var forecast = new Forecast(
                NOVEMBER.getStart().plusDays(arrived),
                BigDecimal.TEN.multiply(BigDecimal.valueOf(arrived)),
                Collections.nCopies(30 - arrived, new BigDecimal(toCome)),
                Optional.of(new Forecast.Range(new BigDecimal("350"), new BigDecimal("450"))),
                null,
                false);
        return BudgetFigures.of(NOVEMBER, new BigDecimal(limit), costs, Optional.of(forecast), false);
    }

    private static PeriodCosts tenADay(int days, int whole) {
        return costs(whole, Collections.nCopies(days, BigDecimal.TEN), Collections.nCopies(days, BigDecimal.ZERO));
    }

    @Test
    void aForecastTakesThePlaceOfTheProjection() {
        BudgetFigures figures = forecast("399", 10, "15", tenADay(10, 10));
        assertThat(figures.projected().orElseThrow()).isEqualByComparingTo("400");
        assertThat(figures.overOn()).contains(LocalDate.parse("2026-11-30"));
        assertThat(forecast("399", 3, "15", tenADay(3, 3)).projected().orElseThrow())
                .as("before seven whole days too")
                .isEqualByComparingTo("435");
        assertThat(forecast("100", 30, "15", tenADay(30, 30)).projected().orElseThrow())
                .as("the period is over")
                .isEqualByComparingTo("300");
    }

    @Test
    void daysWhoseCostsStillArriveCountAsForecastUnlessTheyAlreadyCostMore() {
        BudgetFigures less = forecast("399", 8, "15", tenADay(11, 10));
        assertThat(less.projected().orElseThrow()).isEqualByComparingTo("410");
        BudgetFigures more = forecast("399", 8, "5", tenADay(11, 10));
        assertThat(more.projected().orElseThrow()).isEqualByComparingTo("205");
        assertThat(more.forecast().orElseThrow().range().orElseThrow().low()).isEqualByComparingTo("365");
        assertThat(more.overOn()).isEmpty();
    }

    @Test
    void aForecastOfOtherDaysIsLeftOut() {
        assertThat(forecast("399", 12, "15", tenADay(10, 10)).forecast()).isEmpty();
        assertThat(forecast("399", 12, "15", tenADay(10, 10)).projected().orElseThrow())
                .isEqualByComparingTo("300");
    }
}
