package dev.bursar.efficiency.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.formula.Hardware.CpuScale;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.NotKnown;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.sizing.ServiceLevel.LinearFit;
import dev.bursar.efficiency.sizing.ServiceLevel.Rate;
import module java.base;
import org.junit.jupiter.api.Test;

class ServiceLevelTest {
    private static final Spec CURRENT = Instances.spec("ml.m5.xlarge");
    private static final Spec LARGER = Instances.spec("ml.m5.4xlarge");
    private static final Spec SMALLER = Instances.spec("ml.m5.large");

    /** 200 hours of 3,600 to 720,000 requests, so that an hour's number is its rate a second; 10 hours are a bucket. */
    private static void climbing(int hour, HourPoints point, double latency) {
        point.requests(3600.0 * (hour + 1)).latency(latency, null).cpu(10.0 + hour, 20.0 + hour);
    }

    @Test
    void theHighestBucketWithinTheLimitIsProven() {
        ServiceLevel level = of(100, 200, Map.of(), (i, point) -> climbing(i, point, i < 120 ? 50_000 : 200_000));
        assertThat(level.rate(CURRENT)).isEqualTo(new Rate(Measure.of(111), Evidence.PROVEN));
    }

    @Test
    void aBucketAboveOneThatFailsIsNotProven() {
        ServiceLevel level =
                of(100, 200, Map.of(), (i, point) -> climbing(i, point, i >= 50 && i < 60 ? 200_000 : 50_000));
        assertThat(level.proven()).isEqualTo(Measure.of(41));
    }

    @Test
    void latencyIsThatOfTheModelAndWhatSageMakerAdds() {
        ServiceLevel within = of(100, 200, Map.of(), (i, point) -> {
            climbing(i, point, 90_000);
            point.latency(90_000, 10_000.0);
        });
        ServiceLevel above = of(100, 200, Map.of(), (i, point) -> {
            climbing(i, point, 90_000);
            point.latency(90_000, 10_001.0);
        });
        assertThat(within.proven()).isEqualTo(Measure.of(191));
        assertThat(above.proven()).isEqualTo(new NotKnown(Reason.LATENCY_ABOVE_LIMIT, "200 hours with requests"));
    }

    @Test
    void fivePercentOfABucketsHoursMayBeAboveTheLimit() {
        ServiceLevel one = of(100, 400, Map.of(), (i, point) -> climbing(i, point, i % 20 == 0 ? 200_000 : 50_000));
        ServiceLevel two = of(100, 400, Map.of(), (i, point) -> climbing(i, point, i % 20 < 2 ? 200_000 : 50_000));
        assertThat(one.proven().isKnown()).isTrue();
        assertThat(two.proven().isKnown()).isFalse();
    }

    @Test
    void bucketsOfFewerThanSixHoursProveNothing() {
        ServiceLevel few = of(100, 100, Map.of(), (i, point) -> climbing(i, point, 50_000));
        assertThat(few.proven()).isEqualTo(new NotKnown(Reason.NO_METRICS, "100 hours with requests"));
        assertThat(of(100, 120, Map.of(), (i, point) -> climbing(i, point, 50_000))
                        .proven())
                .isEqualTo(Measure.of(115));
    }

    @Test
    void hoursOfTheSameRateAreInOneBucket() {
        ServiceLevel level =
                of(100, 60, Map.of(), (i, point) -> point.requests(7200.0).latency(50_000, null));
        assertThat(level.proven()).isEqualTo(Measure.of(2));
    }

    @Test
    void requestsAreThoseOfOneInstance() {
        ServiceLevel level = of(100, 200, Map.of(), (i, point) -> {
            climbing(i, point, 50_000);
            point.instances(2);
        });
        assertThat(level.proven()).isEqualTo(Measure.of(95.5));
    }

    @Test
    void aSmallerTypeIsNeverProvenUnlessItRan() {
        ServiceLevel level = of(100, 200, Map.of(), (i, point) -> climbing(i, point, 50_000));
        assertThat(level.rate(SMALLER)).isEqualTo(new Rate(Measure.of(95.5), Evidence.ESTIMATED));
        assertThat(level.rate(LARGER)).isEqualTo(new Rate(Measure.of(764), Evidence.ESTIMATED));
        assertThat(level.rate(Instances.spec("ml.t3.large"))
                        .perSecond()
                        .number()
                        .orElseThrow())
                .as("its baseline")
                .isCloseTo(191 * 0.6 / 4, within(1e-9));
    }

    @Test
    void whatWasMeasuredIsTakenAsItIs() {
        ServiceLevel level = of(100, 200, Map.of("ml.m5.large", 70.0), (i, point) -> climbing(i, point, 50_000));
        assertThat(level.rate(SMALLER)).isEqualTo(new Rate(Measure.of(70), Evidence.MEASURED));
        assertThat(level.rate(CURRENT).evidence()).isEqualTo(Evidence.PROVEN);
    }

    @Test
    void withoutAProofTheMeasuredRateOfThePresentTypeIsTheBase() {
        ServiceLevel level = of(10, 200, Map.of("ml.m5.xlarge", 40.0), (i, point) -> climbing(i, point, 50_000));
        assertThat(level.rate(CURRENT)).isEqualTo(new Rate(Measure.of(40), Evidence.MEASURED));
        assertThat(level.rate(LARGER)).isEqualTo(new Rate(Measure.of(160), Evidence.ESTIMATED));
    }

    @Test
    void aRateAboveTheLimitIsNotMeasuredAndNoEstimateReachesIt() {
        // the estimate of half of the present type is 95.5
        assertThat(of(tried("ml.m5.large", 90, 101, 1)).rate(SMALLER))
                .isEqualTo(new Rate(
                        new NotKnown(Reason.LATENCY_ABOVE_LIMIT, "an Inference Recommender job measured it"), null));
        assertThat(of(tried("ml.m5.large", 96, 101, 1)).rate(SMALLER))
                .isEqualTo(new Rate(Measure.of(95.5), Evidence.ESTIMATED));
        assertThat(of(tried("ml.m5.large", 90, 100, 1)).rate(SMALLER))
                .isEqualTo(new Rate(Measure.of(90), Evidence.MEASURED));
    }

    @Test
    void theNewestJobCountsAndOfItTheHighestRate() {
        ServiceLevel level = of(
                tried("ml.m5.large", 70, 40, 2),
                tried("ml.m5.large", 60, 40, 2),
                tried("ml.m5.large", 80, 40, 1),
                tried("ml.m5.large", 75, 120, 3));
        assertThat(level.rate(SMALLER)).isEqualTo(new Rate(Measure.of(70), Evidence.MEASURED));
        ServiceLevel slow = of(tried("ml.m5.large", 80, 40, 2), tried("ml.m5.large", 75, 120, 1));
        assertThat(slow.rate(SMALLER).evidence()).as("75 were too slow").isNotEqualTo(Evidence.MEASURED);
    }

    @Test
    void usageThatDoesNotFollowRequestsAllowsNoEstimate() {
        var random = new Random(7);
        ServiceLevel noise = of(100, 200, Map.of(), (i, point) -> {
            climbing(i, point, 50_000);
            point.cpu(random.nextDouble() * 400, null);
        });
        assertThat(noise.rate(SMALLER)).isEqualTo(new Rate(new NotKnown(Reason.NO_FIT), null));
        ServiceLevel falling = of(100, 200, Map.of(), (i, point) -> {
            climbing(i, point, 50_000);
            point.cpu(300.0 - i, null);
        });
        assertThat(falling.rate(SMALLER)).isEqualTo(new Rate(new NotKnown(Reason.NO_FIT), null));
    }

    @Test
    void requestsMustExplainHalfOfTheVarianceOfUsage() {
        // every other hour uses more: the line explains 40 %, or 60 %
        ServiceLevel little = of(100, 200, Map.of(), (i, point) -> {
            climbing(i, point, 50_000);
            point.cpu(i + (i % 2) * 141.0, null);
        });
        ServiceLevel more = of(100, 200, Map.of(), (i, point) -> {
            climbing(i, point, 50_000);
            point.cpu(i + (i % 2) * 94.0, null);
        });
        assertThat(little.fit()).isEqualTo(new NotKnown(Reason.NO_FIT));
        assertThat(more.fit().number().orElseThrow()).isCloseTo(0.6, within(0.01));
    }

    @Test
    void anEstimateNeedsTheAcceleratorsUsageToo() {
        Spec gpu = Instances.spec("ml.g5.12xlarge");
        var hours = new MeasuredHours(
                HourPoints.row(200, (i, point) -> {
                    climbing(i, point, 50_000);
                    point.gpu(i * 1.0, null);
                }),
                60);
        ServiceLevel level = ServiceLevel.of(100, hours, gpu, CpuScale.SUM_OF_CORES, List.of());
        assertThat(level.rate(Instances.spec("ml.g5.2xlarge"))
                        .perSecond()
                        .number()
                        .orElseThrow())
                .as("8 of 48 vCPUs are less than 1 of 4 accelerators")
                .isCloseTo(191.0 / 6, within(1e-9));
        assertThat(level.rate(SMALLER)).isEqualTo(new Rate(new NotKnown(Reason.NO_GPU), null));
        var without = new MeasuredHours(HourPoints.row(200, (i, point) -> climbing(i, point, 50_000)), 60);
        assertThat(ServiceLevel.of(100, without, gpu, CpuScale.SUM_OF_CORES, List.of())
                        .fit())
                .isEqualTo(new NotKnown(Reason.NO_METRICS, "0 hours"));
    }

    @Test
    void aLineIsFittedWithoutANegativeStart() {
        LinearFit through =
                LinearFit.of(new double[] {1, 2, 3}, new double[] {3, 5, 7}).orElseThrow();
        assertThat(through.start()).isCloseTo(1, within(1e-9));
        assertThat(through.slope()).isCloseTo(2, within(1e-9));
        assertThat(through.rSquared()).isCloseTo(1, within(1e-9));
        LinearFit zero =
                LinearFit.of(new double[] {1, 2, 3}, new double[] {0, 2, 4}).orElseThrow();
        assertThat(zero.start()).isZero();
        assertThat(zero.slope()).isCloseTo(16.0 / 14, within(1e-9));
        assertThat(zero.rSquared()).isCloseTo(1 - (20 - 16.0 * 16 / 14) / 8, within(1e-9));
        assertThat(LinearFit.of(new double[] {1, 2, 3}, new double[] {5, 4, 3})).isEmpty();
        assertThat(LinearFit.of(new double[] {2, 2}, new double[] {5, 4})).isEmpty();
    }

    private static ServiceLevel of(
            double limitMs, int hours, Map<String, Double> measured, BiConsumer<Integer, HourPoints> change) {
        return ServiceLevel.of(
                limitMs,
                new MeasuredHours(HourPoints.row(hours, change), 60),
                CURRENT,
                CpuScale.SUM_OF_CORES,
                measured.entrySet().stream()
                        .map(one -> tried(one.getKey(), one.getValue(), limitMs, 1))
                        .toList());
    }

    private static ServiceLevel of(MeasuredRate... rates) {
        return ServiceLevel.of(
                100,
                new MeasuredHours(HourPoints.row(200, (i, point) -> climbing(i, point, 50_000)), 60),
                CURRENT,
                CpuScale.SUM_OF_CORES,
                List.of(rates));
    }

    private static MeasuredRate tried(String type, double rate, double latencyMs, int day) {
        return new MeasuredRate(
                type,
                rate,
                latencyMs,
                "job-" + day,
                Instant.parse("2026-11-01T00:00:00Z").plus(Duration.ofDays(day)),
                false);
    }
}
