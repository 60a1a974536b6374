package dev.bursar.efficiency.formula;

import static dev.bursar.efficiency.formula.HourPoints.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.formula.Coverage.Standing;
import dev.bursar.efficiency.formula.MeasuredHours.CountCheck;
import dev.bursar.efficiency.text.ReasonText;
import module java.base;
import org.junit.jupiter.api.Test;

class MeasuredHoursTest {
    private static final Instant LONG_AGO = START.minus(Duration.ofDays(9));

    @Test
    void twoInstancesForHalfAnHourEachAreOneInstanceHour() {
        var hours =
                new MeasuredHours(List.of(HourPoints.at(START).samples(2 * 30.0).point()), 60);
        assertThat(hours.instanceHours()).isEqualTo(1.0);
    }

    @Test
    void pointsEveryTenSecondsAreSixTimesAsManyForTheSameHours() {
        var hours =
                new MeasuredHours(List.of(HourPoints.at(START).samples(720.0).point()), 10);
        assertThat(hours.instanceHours()).isEqualTo(2.0);
    }

    @Test
    void hoursAreSummedPerDayOfUtc() {
        var hours = new MeasuredHours(HourPoints.row(30, (i, point) -> point.instances(2)), 60);
        assertThat(hours.instanceHoursPerDay())
                .isEqualTo(Map.of(LocalDate.parse("2026-11-01"), 48.0, LocalDate.parse("2026-11-02"), 12.0));
        assertThat(hours.span()).isEqualTo(Duration.ofHours(30));
    }

    @Test
    void hoursWithoutPointsOrWithoutNumbersAreNotMeasured() {
        var hours = new MeasuredHours(
                HourPoints.row(
                        4, (i, point) -> point.samples(i == 0 ? null : i == 1 ? Double.NaN : i == 2 ? -5 : 60.0)),
                60);
        assertThat(hours.measured()).isOne();
        assertThat(hours.instanceHours()).isEqualTo(1.0);
    }

    @Test
    void anHourTwiceIsRefused() {
        HourPoint point = HourPoints.at(START).point();
        assertThatThrownBy(() -> new MeasuredHours(List.of(point, point), 60))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPointWithinAnHourIsRefused() {
        assertThatThrownBy(() -> HourPoints.at(START.plusSeconds(60)).point())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCountThatDiffersByMoreThanTenPercentMarksTheVariant() {
        var ten = new MeasuredHours(List.of(HourPoints.at(START).instances(10).point()), 60);
        assertThat(ten.checkCount(START, "InService", LONG_AGO, 10)).isEqualTo(CountCheck.AGREES);
        assertThat(ten.checkCount(START, "InService", LONG_AGO, 11)).isEqualTo(CountCheck.AGREES);
        assertThat(ten.checkCount(START, "InService", LONG_AGO, 12)).isEqualTo(CountCheck.DIFFERS);
        assertThat(ten.checkCount(START, "InService", LONG_AGO, 9)).isEqualTo(CountCheck.DIFFERS);
        assertThat(ten.checkCount(START, "InService", LONG_AGO, 0)).isEqualTo(CountCheck.DIFFERS);
    }

    @Test
    void aCountIsNotComparedWhileTheEndpointChanges() {
        var two = new MeasuredHours(List.of(HourPoints.at(START).instances(2).point()), 60);
        Instant end = START.plus(Duration.ofHours(1));
        assertThat(two.checkCount(START, "Updating", LONG_AGO, 9)).isEqualTo(CountCheck.NOT_COMPARABLE);
        assertThat(two.checkCount(START, "InService", end.minusSeconds(7199), 9))
                .isEqualTo(CountCheck.NOT_COMPARABLE);
        assertThat(two.checkCount(START, "InService", end.minusSeconds(7200), 9))
                .isEqualTo(CountCheck.DIFFERS);
    }

    private static String words(Coverage coverage) {
        return ReasonText.coverage(coverage.share().number().orElseThrow());
    }

    @Test
    void coverageIsMeasuredOverBilledHours() {
        assertThat(words(Coverage.of(61, 100))).isEqualTo("CloudWatch measured 61% of billed hours.");
        assertThat(Coverage.of(61, 100).standing()).isEqualTo(Standing.TOO_LOW);
        assertThat(Coverage.of(61, 100).objection()).contains(Reason.COVERAGE_TOO_LOW);
        assertThat(Coverage.of(90, 100).standing()).isEqualTo(Standing.ENOUGH);
        assertThat(Coverage.of(105, 100).standing()).isEqualTo(Standing.ENOUGH);
        assertThat(Coverage.of(105.1, 100).standing()).isEqualTo(Standing.TOO_HIGH);
    }

    /** CloudWatch counts some seconds that AWS doesn't bill. */
    @Test
    void noMoreThanAllBilledHoursAreMeasured() {
        for (double measured : new double[] {100, 100.0007, 104, 105}) {
            assertThat(words(Coverage.of(measured, 100))).isEqualTo("CloudWatch measured 100% of billed hours.");
            assertThat(Coverage.of(measured, 100).share()).isEqualTo(Measure.of(1));
        }
        assertThat(words(Coverage.of(99.99, 100))).isEqualTo("CloudWatch measured 99% of billed hours.");
    }

    @Test
    void coverageBesideALimitIsNotWrittenAsTheLimit() {
        assertThat(words(Coverage.of(89.9, 100))).isEqualTo("CloudWatch measured 89% of billed hours.");
        assertThat(words(Coverage.of(105.1, 100))).isEqualTo("CloudWatch measured 106% of billed hours.");
    }

    @Test
    void withoutChargesCoverageIsNotKnownAndForbidsNothing() {
        assertThat(Coverage.of(336, 0).standing()).isEqualTo(Standing.NOT_KNOWN);
        assertThat(Coverage.of(336, 0).objection()).isEmpty();
        assertThat(Coverage.of(336, 0).share()).isEqualTo(new NotKnown(Reason.NO_CHARGES));
    }

    @Test
    void aMeasureIsNeverInfiniteOrNoNumber() {
        assertThatThrownBy(() -> Measure.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Measure.of(1 / 0.0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Measure.ratio(1, 0, Reason.NO_REQUESTS)).isEqualTo(new NotKnown(Reason.NO_REQUESTS));
        assertThat(Measure.ratio(0, 0, Reason.NO_REQUESTS)).isEqualTo(new NotKnown(Reason.NO_REQUESTS));
        assertThat(Measure.ratio(1, 4, Reason.NO_REQUESTS).number().orElseThrow())
                .isCloseTo(0.25, within(1e-12));
    }
}
