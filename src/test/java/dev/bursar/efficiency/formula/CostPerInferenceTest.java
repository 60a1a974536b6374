package dev.bursar.efficiency.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.formula.CostPerInference.Day;
import module java.base;
import org.junit.jupiter.api.Test;

class CostPerInferenceTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-01");

    @Test
    void thePeriodIsTheSumOfCostsOverTheSumOfRequestsNotTheMeanOfDays() {
        var cost = new CostPerInference(List.of(
                new Day(DAY, new BigDecimal("10"), 1000.0, 0.0),
                new Day(DAY.plusDays(1), new BigDecimal("10"), 10.0, 0.0)));
        assertThat(cost.days().get(0).each()).isEqualTo(Amount.of(new BigDecimal("0.01")));
        assertThat(cost.days().get(1).each()).isEqualTo(Amount.of(new BigDecimal("1")));
        assertThat(cost.each().money().orElseThrow()).isEqualByComparingTo("0.01980198019801980");
    }

    @Test
    void successfulRequestsAreThoseWithoutErrors() {
        Day day = new Day(DAY, new BigDecimal("9"), 100.0, 10.0);
        assertThat(day.eachSuccessful()).isEqualTo(Amount.of(new BigDecimal("0.1")));
        assertThat(day.each()).isEqualTo(Amount.of(new BigDecimal("0.09")));
        assertThat(new Day(DAY, new BigDecimal("9"), 100.0, 100.0).eachSuccessful())
                .isEqualTo(new NotKnown(Reason.NO_REQUESTS));
    }

    @Test
    void aDayWithoutRequestsIsAGapWithItsCost() {
        var cost = new CostPerInference(List.of(
                new Day(DAY, new BigDecimal("10"), 100.0, 0.0),
                new Day(DAY.plusDays(1), new BigDecimal("10"), 0.0, 0.0)));
        assertThat(cost.days().get(1).each()).isEqualTo(new NotKnown(Reason.NO_REQUESTS));
        assertThat(cost.days().get(1).cost()).isEqualByComparingTo("10");
        assertThat(cost.each()).as("its cost is in the period").isEqualTo(Amount.of(new BigDecimal("0.2")));
    }

    @Test
    void daysOfWhichOneSideIsNotKnownAreInNeitherSum() {
        var cost = new CostPerInference(List.of(
                new Day(DAY, new BigDecimal("10"), 100.0, null),
                new Day(DAY.plusDays(1), new BigDecimal("10"), null, null),
                new Day(DAY.plusDays(2), null, 100.0, null)));
        assertThat(cost.each()).isEqualTo(Amount.of(new BigDecimal("0.1")));
        assertThat(cost.leftOut()).isEqualTo(2);
        assertThat(cost.days().get(1).each()).isEqualTo(new NotKnown(Reason.NO_METRICS));
        assertThat(cost.days().get(2).each()).isEqualTo(new NotKnown(Reason.NO_CHARGES));
    }

    @Test
    void requestsOfAllVariantsAndHoursOfADayAddUp() {
        var one = new MeasuredHours(
                HourPoints.row(24, (i, point) -> point.requests(10.0).errors(1, 1)), 60);
        var other = new MeasuredHours(HourPoints.row(48, (i, point) -> {}), 60);
        CostPerInference cost = CostPerInference.of(
                Map.of(
                        DAY,
                        new BigDecimal("24"),
                        DAY.plusDays(1),
                        new BigDecimal("5"),
                        DAY.plusDays(2),
                        BigDecimal.ONE),
                List.of(one, other));
        assertThat(cost.days().get(0)).isEqualTo(new Day(DAY, new BigDecimal("24"), 240.0, 48.0));
        assertThat(cost.days().get(0).eachSuccessful()).isEqualTo(Amount.of(new BigDecimal("0.125")));
        assertThat(cost.days().get(1).each())
                .as("measured, and no point of requests")
                .isEqualTo(new NotKnown(Reason.NO_REQUESTS));
        assertThat(cost.days().get(2).each()).isEqualTo(new NotKnown(Reason.NO_METRICS));
    }
}
