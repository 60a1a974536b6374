package dev.bursar.efficiency.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.sizing.CostPerformance.Point;
import dev.bursar.efficiency.sizing.ServiceLevel.Rate;
import module java.base;
import org.junit.jupiter.api.Test;

class CostPerformanceTest {
    /** m5.xlarge answers 10 a second, proven; others in proportion to their vCPUs; t2 and t3 not known. */
    private static final Function<Spec, Rate> RATES = spec -> spec.burstable()
            ? new Rate(Measure.notKnown(Reason.NO_FIT), null)
            : new Rate(
                    Measure.of(2.5 * spec.vcpus()),
                    spec.type().equals("ml.m5.xlarge") ? Evidence.PROVEN : Evidence.ESTIMATED);

    private static final List<Offer> TWO = List.of(Instances.find("ml.m5.xlarge"), Instances.find("ml.c5.2xlarge"));

    @Test
    void aMonthHasSevenHundredThirtyHours() {
        CostPerformance chart = CostPerformance.of(TWO, RATES, 30, null);
        assertThat(chart.onDemand().points())
                .contains(new Point("ml.m5.xlarge", 3, 30, new BigDecimal("503.700"), Evidence.PROVEN));
    }

    @Test
    void theOptimumIsTheCheapestThatMeetsTheRequirement() {
        // 3 m5.xlarge: 503.70; 2 c5.2xlarge: 595.68
        assertThat(CostPerformance.of(TWO, RATES, 30, null).onDemand().optimum())
                .isEqualTo(new Point("ml.m5.xlarge", 3, 30, new BigDecimal("503.700"), Evidence.PROVEN));
        // 4 m5.xlarge: 671.60
        assertThat(CostPerformance.of(TWO, RATES, 31, null).onDemand().optimum())
                .isEqualTo(new Point("ml.c5.2xlarge", 2, 40, new BigDecimal("595.680"), Evidence.ESTIMATED));
    }

    @Test
    void stepsAreThePointsThatNoOtherBeats() {
        assertThat(CostPerformance.of(TWO, RATES, 30, null).onDemand().steps())
                .extracting(point -> point.type() + " x " + point.instances())
                .containsExactly(
                        "ml.m5.xlarge x 1",
                        "ml.c5.2xlarge x 1",
                        "ml.m5.xlarge x 3",
                        "ml.c5.2xlarge x 2",
                        "ml.m5.xlarge x 5",
                        "ml.c5.2xlarge x 3");
    }

    @Test
    void onlyEligibleTypesAreOnTheCurveOfAPlan() {
        var offers = List.of(
                Instances.find("ml.m5.xlarge"),
                new Offer(Instances.spec("ml.c5.2xlarge"), "Hosting", "us-east-1", new BigDecimal("0.408"), null));
        CostPerformance chart = CostPerformance.of(offers, RATES, 20, null);
        assertThat(chart.plan().points()).extracting(Point::type).containsOnly("ml.m5.xlarge");
        assertThat(chart.plan().optimum().usdPerMonth()).isEqualByComparingTo("214.912");
        assertThat(chart.onDemand().points()).extracting(Point::type).contains("ml.c5.2xlarge");
    }

    @Test
    void aBudgetBelowTheOptimumSaysWhatItBuysAndBothGaps() {
        var curve = CostPerformance.of(TWO, RATES, 31, new BigDecimal("400")).onDemand();
        // two m5.xlarge answer as many, for more
        assertThat(curve.shortfall().most())
                .isEqualTo(new Point("ml.c5.2xlarge", 1, 20, new BigDecimal("297.840"), Evidence.ESTIMATED));
        assertThat(curve.shortfall().missingRequests()).isCloseTo(11, within(1e-9));
        assertThat(curve.shortfall().missingUsd()).isEqualByComparingTo("195.68");
    }

    @Test
    void aBudgetThatBuysNothingSaysSo() {
        var shortfall =
                CostPerformance.of(TWO, RATES, 31, BigDecimal.ONE).onDemand().shortfall();
        assertThat(shortfall.most()).isNull();
        assertThat(shortfall.missingRequests()).isEqualTo(31);
    }

    @Test
    void aBudgetThatIsEnoughHasNoShortfall() {
        assertThat(CostPerformance.of(TWO, RATES, 30, new BigDecimal("503.70"))
                        .onDemand()
                        .shortfall())
                .isNull();
    }

    @Test
    void estimatedPointsAreHollow() {
        assertThat(CostPerformance.of(TWO, RATES, 30, null).onDemand().points())
                .isNotEmpty()
                .allSatisfy(point ->
                        assertThat(point.hollow()).isEqualTo(point.type().equals("ml.c5.2xlarge")));
    }

    @Test
    void withoutRatesThereIsNoOptimum() {
        CostPerformance chart = CostPerformance.of(
                TWO, spec -> new Rate(Measure.notKnown(Reason.NO_FIT), null), 30, new BigDecimal("5"));
        assertThat(chart.onDemand().points()).isEmpty();
        assertThat(chart.onDemand().optimum()).isNull();
        assertThat(chart.onDemand().shortfall()).isNull();
    }

    @Test
    void aRequirementBeyondTheChartStillHasItsOptimum() {
        CostPerformance chart = CostPerformance.of(List.of(Instances.find("ml.m5.xlarge")), RATES, 5000, null);
        assertThat(chart.onDemand().points()).hasSize(101);
        assertThat(chart.onDemand().optimum().instances()).isEqualTo(500);
    }

    @Test
    void theCurveIsTheLeastCostForEveryRate() {
        var random = new Random(5);
        for (int i = 0; i < 40; i++) {
            double requirement = 1 + random.nextDouble() * 300;
            CostPerformance chart = CostPerformance.of(Instances.hosting(), RATES, requirement, null);
            List<Point> all = chart.onDemand().points();
            var sorted = new ArrayList<>(chart.onDemand().steps());
            assertThat(sorted)
                    .isSortedAccordingTo(Comparator.comparingDouble(Point::requestsPerSecond))
                    .isSortedAccordingTo(Comparator.comparing(Point::usdPerMonth));
            for (int k = 0; k < 50; k++) {
                double x = random.nextDouble() * requirement;
                BigDecimal least = all.stream()
                        .filter(point -> point.requestsPerSecond() >= x)
                        .map(Point::usdPerMonth)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                BigDecimal step = sorted.stream()
                        .filter(point -> point.requestsPerSecond() >= x)
                        .findFirst()
                        .orElseThrow()
                        .usdPerMonth();
                assertThat(step).isEqualByComparingTo(least);
            }
            BigDecimal optimum = all.stream()
                    .filter(point -> point.requestsPerSecond() >= requirement - 1e-6)
                    .map(Point::usdPerMonth)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            assertThat(chart.onDemand().optimum().usdPerMonth()).isEqualByComparingTo(optimum);
        }
    }
}
