package dev.bursar.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ForecasterTest {
    private static final LocalDate FROM = LocalDate.parse("2025-10-01");
    private static final LocalDate MONTH = LocalDate.parse("2026-11-01");
    private static final LocalDate END = MONTH.plusMonths(1);
    private static final ToDoubleFunction<LocalDate> NONE = day -> 0;

    private static DailySeries series(
            LocalDate from, LocalDate to, ToDoubleFunction<LocalDate> usage, ToDoubleFunction<LocalDate> lumps) {
        Function<ToDoubleFunction<LocalDate>, java.util.List<BigDecimal>> days = amount -> from.datesUntil(to)
                .map(day -> BigDecimal.valueOf(amount.applyAsDouble(day)).setScale(4, RoundingMode.HALF_UP))
                .toList();
        return new DailySeries(from, days.apply(usage), days.apply(lumps));
    }

    /** On day 10. */
    private static Forecast november(ToDoubleFunction<LocalDate> usage, ToDoubleFunction<LocalDate> lumps) {
        return Forecaster.of(series(FROM, MONTH.plusDays(10), usage, lumps), MONTH, END)
                .orElseThrow();
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    private static boolean isLast(LocalDate day) {
        return day.getDayOfMonth() == day.lengthOfMonth();
    }

    private static boolean isLastWorkday(LocalDate day) {
        LocalDate last = day.withDayOfMonth(day.lengthOfMonth());
        while (isWeekend(last)) {
            last = last.minusDays(1);
        }
        return day.equals(last);
    }

    @Test
    void whatNeverChangesIsForecastExactly() {
        Forecast forecast = november(day -> 100, NONE);
        assertThat(forecast.spent()).isEqualByComparingTo("1000");
        assertThat(forecast.next()).isEqualTo("2026-11-11");
        assertThat(forecast.toCome())
                .hasSize(20)
                .allSatisfy(day -> assertThat(day).isEqualByComparingTo("100"));
        assertThat(forecast.mean()).isEqualByComparingTo("3000");
        assertThat(forecast.range()).hasValueSatisfying(range -> {
            assertThat(range.low()).isEqualByComparingTo("3000");
            assertThat(range.high()).isEqualByComparingTo("3000");
        });
        assertThat(forecast.past())
                .isEqualTo(new Forecast.PastMonths(10, 6, new BigDecimal("0.0"), new BigDecimal("100")));
    }

    @Test
    void weekendsStayCheaper() {
        Forecast forecast = november(day -> isWeekend(day) ? 20 : 100, NONE);
        for (int i = 0; i < 20; i++) {
            double usual = isWeekend(forecast.next().plusDays(i)) ? 20 : 100;
            assertThat(forecast.toCome().get(i).doubleValue()).isCloseTo(usual, Percentage.withPercentage(3));
        }
    }

    @Test
    void growthGoesOnDamped() {
        Forecast forecast = november(day -> 100 + FROM.until(day, java.time.temporal.ChronoUnit.DAYS), NONE);
        double last = 100 + FROM.until(MONTH.plusDays(9), java.time.temporal.ChronoUnit.DAYS);
        assertThat(forecast.toCome().getLast().doubleValue()).isBetween(last + 5, last + 20);
    }

    @Test
    void aNewLevelIsSeenAfterAFewDays() {
        Forecast forecast = november(day -> day.isBefore(MONTH.plusDays(4)) ? 100 : 250, NONE);
        assertThat(forecast.mean().doubleValue()).isCloseTo(400 + 26 * 250, Percentage.withPercentage(12));
    }

    @Test
    void aNewLevelThatIsATenthHigherIsSeenWhereDaysAreEven() {
        ToDoubleFunction<LocalDate> even =
                day -> (day.isBefore(MONTH.plusDays(4)) ? 100 : 111) + day.toEpochDay() * 3 % 5 * 0.4;
        assertThat(november(even, NONE).toCome())
                .allSatisfy(day -> assertThat(day.doubleValue()).isCloseTo(111.8, Percentage.withPercentage(2)));
    }

    @Test
    void aLumpOfEachMonthComesOnceMoreAndNoMoreOnceItCame() {
        assertThat(november(day -> 100, day -> isLast(day) ? 500 : 0).mean()).isEqualByComparingTo("3500");
        assertThat(november(day -> 100, day -> isLast(day) ? 500 : 0).toCome().getLast())
                .isEqualByComparingTo("600");
        assertThat(november(day -> 100, day -> day.getDayOfMonth() == 1 ? 500 : 0)
                        .mean())
                .isEqualByComparingTo("3500");
        assertThat(november(day -> 100, day -> day.getDayOfMonth() == 20 ? -50 : 0)
                        .mean())
                .isEqualByComparingTo("2950");
    }

    @Test
    void aLumpIsExpectedFromItsSecondTimeOn() {
        assertThat(november(day -> 100, day -> day.getDayOfMonth() == 20 && day.getMonthValue() == 10 ? 500 : 0)
                        .mean())
                .isEqualByComparingTo("3000");
        assertThat(november(day -> 100, day -> day.getDayOfMonth() == 20 && day.getMonthValue() >= 9 ? 500 : 0)
                        .mean())
                .isEqualByComparingTo("3500");
    }

    @Test
    void aLumpOfEachQuarterComesInItsMonthOnly() {
        ToDoubleFunction<LocalDate> ofNovember =
                day -> day.getDayOfMonth() == 20 && day.getMonthValue() % 3 == 2 ? 500 : 0;
        ToDoubleFunction<LocalDate> ofDecember =
                day -> day.getDayOfMonth() == 20 && day.getMonthValue() % 3 == 0 ? 500 : 0;
        assertThat(november(day -> 100, ofNovember).toCome().get(9)).isEqualByComparingTo("600");
        assertThat(november(day -> 100, ofDecember).mean()).isEqualByComparingTo("3000");
    }

    @Test
    void aLumpOfEachQuarterIsNoneOfEachMonthThatComesTwoDaysLater() {
        ToDoubleFunction<LocalDate> tax = day -> isLast(day) ? 450 : 0;
        ToDoubleFunction<LocalDate> ofNovember =
                day -> day.getDayOfMonth() == 28 && day.getMonthValue() % 3 == 2 ? 500 : tax.applyAsDouble(day);
        ToDoubleFunction<LocalDate> ofDecember =
                day -> day.getDayOfMonth() == 28 && day.getMonthValue() % 3 == 0 ? 500 : tax.applyAsDouble(day);
        assertThat(november(day -> 100, ofNovember).mean()).isEqualByComparingTo("3950");
        assertThat(november(day -> 100, ofDecember).mean()).isEqualByComparingTo("3450");
    }

    @Test
    void whatFallsOnOneDayThisMonthIsCountedOnce() {
        ToDoubleFunction<LocalDate> both = day -> (isLast(day) ? 800 : 0) + (isLastWorkday(day) ? 500 : 0);
        assertThat(november(day -> 100, both).toCome().get(19))
                .as("the 30th, a Monday, after one day each in October")
                .isEqualByComparingTo("1400");
    }

    @Test
    void aFeeOfTheLastWorkdayFollowsIt() {
        ToDoubleFunction<LocalDate> fee = day -> isLastWorkday(day) ? 500 : 0;
        Forecast forecast = Forecaster.of(
                        series(FROM, LocalDate.parse("2026-05-11"), day -> 100, fee),
                        LocalDate.parse("2026-05-01"),
                        LocalDate.parse("2026-06-01"))
                .orElseThrow();
        assertThat(forecast.toCome().get(18)).as("the 29th, a Friday").isEqualByComparingTo("600");
        assertThat(forecast.mean()).isEqualByComparingTo("3600");
    }

    @Test
    void aJobOfOneDayOfEachMonthIsExpectedThenOnly() {
        ToDoubleFunction<LocalDate> job = day -> day.getDayOfMonth() == 25 ? 900 : 100;
        Forecast forecast = november(job, NONE);
        assertThat(forecast.toCome().get(14)).isEqualByComparingTo("900");
        assertThat(forecast.mean()).isEqualByComparingTo("3800");
        assertThat(november(day -> day.getDayOfMonth() == 2 ? 900 : 100, NONE).mean())
                .isEqualByComparingTo("3800");
    }

    @Test
    void taxFollowsUsage() {
        var used = series(FROM, END, day -> 100 + FROM.until(day, java.time.temporal.ChronoUnit.DAYS) / 4.0, NONE);
        Forecast forecast = november(
                day -> 100 + FROM.until(day, java.time.temporal.ChronoUnit.DAYS) / 4.0,
                day -> isLast(day)
                        ? 0.1
                                * used.spent(day.withDayOfMonth(1), day.plusDays(1))
                                        .doubleValue()
                        : 0);
        double usage = used.spent(MONTH, END).doubleValue();
        assertThat(forecast.mean().doubleValue()).isCloseTo(1.1 * usage, Percentage.withPercentage(1));
    }

    @Test
    void whatHappenedOnceIsExpectedNoMore() {
        LocalDate refund = LocalDate.parse("2026-10-20");
        assertThat(november(day -> 100, day -> day.equals(refund) ? -700 : 0).mean())
                .isEqualByComparingTo("3000");
        assertThat(november(day -> 100, day -> day.equals(MONTH.plusDays(3)) ? 900 : 0)
                        .mean())
                .isEqualByComparingTo("3900");
    }

    @Test
    void whatIsBookedOnMostDaysIsUsage() {
        assertThat(november(day -> 100, day -> 10).mean()).isEqualByComparingTo("3300");
    }

    @Test
    void underEightWholeWeeksEachDayIsTheMeanOfTheLastSevenAndThereIsNoRange() {
        LocalDate next = MONTH.plusDays(10);
        Forecast young = Forecaster.of(series(next.minusDays(55), next, day -> 100, NONE), MONTH, END)
                .orElseThrow();
        assertThat(young.isPlain()).isTrue();
        assertThat(young.mean()).isEqualByComparingTo("3000");
        assertThat(young.range()).isEmpty();
        assertThat(young.past()).isNull();
        Forecast old = Forecaster.of(series(next.minusDays(56), next, day -> 100, NONE), MONTH, END)
                .orElseThrow();
        assertThat(old.isPlain()).isFalse();
        assertThat(old.range()).isPresent();
        assertThat(Forecaster.of(series(next.minusDays(6), next, day -> 100, NONE), MONTH, END))
                .isEmpty();
    }

    @Test
    void aPeriodThatIsOverHasCostWhatItCost() {
        Forecast over =
                Forecaster.of(series(FROM, END, day -> 10, NONE), MONTH, END).orElseThrow();
        assertThat(over.mean()).isEqualByComparingTo("300");
        assertThat(over.toCome()).isEmpty();
    }

    @Test
    void aLongerPeriodHasNoRangeUntilItsLastMonth() {
        LocalDate quarter = LocalDate.parse("2026-10-01");
        DailySeries known = series(FROM, quarter.plusDays(10), day -> 100, NONE);
        Forecast early = Forecaster.of(known, quarter, quarter.plusMonths(3)).orElseThrow();
        assertThat(early.mean()).isEqualByComparingTo("9200");
        assertThat(early.toCome()).hasSize(82);
        assertThat(early.range()).isEmpty();
        Forecast late = Forecaster.of(
                        series(FROM, quarter.plusDays(70), day -> 100, NONE), quarter, quarter.plusMonths(3))
                .orElseThrow();
        assertThat(late.range()).isPresent();
        assertThat(late.past()).isNull();
    }

    @Test
    void aMonthThatBeganIsForecastFromTheDaysBeforeIt() {
        Forecast forecast = Forecaster.of(series(FROM, MONTH.minusDays(3), day -> 100, NONE), MONTH, END)
                .orElseThrow();
        assertThat(forecast.next()).isEqualTo(MONTH);
        assertThat(forecast.mean()).isEqualByComparingTo("3000");
        assertThat(forecast.range()).isPresent();
        assertThat(java.util.Objects.requireNonNull(forecast.past()).day()).isZero();
    }

    @Test
    void nothingLooksAhead() {
        var random = new Random(7);
        var usage = new ArrayList<BigDecimal>();
        var lumps = new ArrayList<BigDecimal>();
        for (LocalDate day = FROM; day.isBefore(END); day = day.plusDays(1)) {
            usage.add(BigDecimal.valueOf(100 + random.nextInt(60)));
            lumps.add(
                    isLast(day) || random.nextInt(40) == 0 ? BigDecimal.valueOf(random.nextInt(400)) : BigDecimal.ZERO);
        }
        var whole = new DailySeries(FROM, usage, lumps);
        // what is told of past months in November agrees with the forecasts of then
        Forecast now =
                Forecaster.of(whole.until(MONTH.plusDays(10)), MONTH, END).orElseThrow();
        var errors = new ArrayList<Double>();
        for (int back = 1; back <= 6; back++) {
            LocalDate month = MONTH.minusMonths(back);
            Forecast then = Forecaster.of(whole.until(month.plusDays(10)), month, month.plusMonths(1))
                    .orElseThrow();
            double actual = whole.spent(month, month.plusMonths(1)).doubleValue();
            errors.add(100 * Math.abs(then.mean().doubleValue() - actual) / actual);
        }
        double median = DayPattern.median(
                errors.stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(java.util.Objects.requireNonNull(now.past()).medianError().doubleValue())
                .isCloseTo(median, org.assertj.core.data.Offset.offset(0.6));
    }

    @Test
    void eachEveningOfAPastMonthHasTheForecastOfThen() {
        DailySeries known =
                series(FROM, END, day -> isWeekend(day) ? 20 : 100 + day.getDayOfMonth(), day -> isLast(day) ? 500 : 0);
        var evenings = Forecaster.evenings(known, YearMonth.from(MONTH));
        assertThat(evenings).hasSize(30);
        for (int day : new int[] {0, 1, 12, 29}) {
            BigDecimal then = Forecaster.of(known.until(MONTH.plusDays(day)), MONTH, END)
                    .orElseThrow()
                    .mean();
            assertThat(evenings.get(day)).isCloseTo(then, Percentage.withPercentage(0.1));
        }
        assertThat(Forecaster.evenings(known.until(END.minusDays(1)), YearMonth.from(MONTH)))
                .as("it isn't over")
                .isEmpty();
        assertThat(Forecaster.evenings(known, YearMonth.from(FROM)))
                .as("nothing before it")
                .isEmpty();
    }

    @Test
    void emptyAndNegativeDaysAreBorne() {
        assertThat(november(day -> 0, NONE).mean()).isEqualByComparingTo("0");
        assertThat(november(day -> -5, NONE).mean()).isEqualByComparingTo("-150");
        Forecast started = november(day -> day.isBefore(MONTH) ? 0 : 100, NONE);
        assertThat(started.mean().doubleValue()).isBetween(1000.0, 3100.0);
        assertThat(started.range().orElseThrow().low()).isGreaterThanOrEqualTo(new BigDecimal("1000"));
    }
}
