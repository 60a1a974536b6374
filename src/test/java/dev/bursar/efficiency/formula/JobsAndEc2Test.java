package dev.bursar.efficiency.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.kernel.JobFamily;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsAndEc2Test {
    private static final int DAYS = 14 * 24;

    @Test
    void failedAndStoppedJobsWithoutCheckpointAreLost() {
        JobWaste waste = JobWaste.of(
                List.of(
                        job("Failed", 3600, false, 0),
                        job("Stopped", 1800, false, 0),
                        job("Failed", 3600, true, 0),
                        job("Completed", 3600, false, 0)),
                Map.of("ml.p3.2xlarge", new BigDecimal("3.825"))::get);
        assertThat(waste.lost()).isEqualTo(2);
        assertThat(waste.lostInstanceHours()).isEqualTo(3.0);
        assertThat(waste.lostUsd()).isEqualByComparingTo("11.475");
        assertThat(waste.warmUsd()).isZero();
    }

    @Test
    void warmPoolsAreBilledForEachInstance() {
        JobWaste waste = JobWaste.of(
                List.of(job("Completed", 3600, false, 900)), Map.of("ml.p3.2xlarge", new BigDecimal("3.825"))::get);
        assertThat(waste.warmInstanceHours()).isEqualTo(0.5);
        assertThat(waste.warmUsd()).isEqualByComparingTo("1.9125");
        assertThat(waste.lost()).isZero();
    }

    @Test
    void jobsWithoutTimeOrPriceAreCounted() {
        JobWaste waste =
                JobWaste.of(List.of(job("Failed", null, false, 0), job("Failed", 3600, false, 0)), type -> null);
        assertThat(waste.notTimed()).isOne();
        assertThat(waste.notPriced()).isOne();
        assertThat(waste.lostInstanceHours()).isEqualTo(2.0);
        assertThat(waste.lostUsd()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "fraud-train-2026-11-27-03-00-00-123,fraud-train",
        "fraud-train,fraud-train",
        "fraud-train-20261127T030000Z,fraud-train",
        "fraud-train-2026-11-27T03-00-00Z,fraud-train",
        "churn_xgb_0042,churn_xgb",
        "churn-xgb-v2-1a2b3c4d,churn-xgb-v2",
        "rank-001-3e8f9d0c,rank",
        "etl-8c5f3a1e-0b6d-4f6e-9d3a-abcdefabcdef,etl",
        "seq-decade,seq-decade",
        "20261127,20261127",
        "2026-11-27,2026-11-27"
    })
    void aFamilyIsTheNameWithoutDateHashOrNumber(String job, String family) {
        assertThat(JobFamily.of(job)).isEqualTo(new JobFamily(family));
    }

    @Test
    void anInstanceThatDoesNothingForTwoWeeksIsIdle() {
        assertThat(ec2("m5.xlarge", (i, point) -> point.cpu(1.0, 4.9).network(200_000.0)))
                .isEqualTo(new Ec2Idle.Idle());
    }

    @Test
    void onePeakOfCpuOrOneDayOfNetworkIsUse() {
        assertThat(ec2(
                        "m5.xlarge",
                        (i, point) -> point.cpu(1.0, i == 99 ? 5.0 : 1.0).network(0.0)))
                .isInstanceOf(Ec2Idle.InUse.class);
        assertThat(ec2("m5.xlarge", (i, point) -> point.cpu(1.0, 1.0).network(i / 24 == 3 ? 210_000.0 : 0)))
                .isInstanceOf(Ec2Idle.InUse.class);
    }

    @Test
    void fewerThanFourteenDaysAreNotKnown() {
        assertThat(Ec2Idle.of(
                        HourPoints.row(
                                13 * 24, (i, point) -> point.cpu(1.0, 1.0).network(0.0)),
                        "m5.xlarge"))
                .isEqualTo(new NotKnown(Reason.FEWER_THAN_14_DAYS, "13 days are measured"));
        assertThat(Ec2Idle.of(List.of(), "m5.xlarge")).isEqualTo(new NotKnown(Reason.NO_METRICS));
        assertThat(ec2("m5.xlarge", (i, point) -> point.cpu(1.0, 1.0))).isEqualTo(new NotKnown(Reason.NO_METRICS));
    }

    @Test
    void anAcceleratorWithoutMetricsIsNotKnown() {
        assertThat(ec2("g5.xlarge", (i, point) -> point.cpu(1.0, 1.0).network(0.0)))
                .isEqualTo(new NotKnown(Reason.NO_METRICS, Ec2Idle.ACCELERATOR));
        assertThat(ec2("g5.xlarge", (i, point) -> {
                    point.cpu(1.0, 1.0).network(0.0);
                    if (i >= 24) {
                        gpu(point, 0.0, 0.0);
                    }
                }))
                .isEqualTo(new NotKnown(Reason.FEWER_THAN_14_DAYS, "13 days of the accelerator are measured"));
        assertThat(ec2("trn1.2xlarge", (i, point) -> point.cpu(1.0, 1.0).network(0.0)))
                .as("the rule asks for none of it")
                .isEqualTo(new Ec2Idle.Idle());
    }

    @Test
    void anAcceleratorMayBeActiveForOnePercentOfTheTime() {
        assertThat(ec2("p3.2xlarge", (i, point) -> gpu(point, i < 3 ? 80.0 : 0.0, 4.0)))
                .isEqualTo(new Ec2Idle.Idle());
        assertThat(ec2("p3.2xlarge", (i, point) -> gpu(point, i < 4 ? 80.0 : 0.0, 4.0)))
                .isInstanceOf(Ec2Idle.InUse.class);
        assertThat(ec2("p3.2xlarge", (i, point) -> gpu(point, 0.0, i == 7 ? 5.0 : 0.0)))
                .isInstanceOf(Ec2Idle.InUse.class);
    }

    private static void gpu(HourPoints point, double active, double memory) {
        point.cpu(1.0, 1.0).network(0.0).gpu(active, active).gpuMemory(memory, memory);
    }

    private static Ec2Idle ec2(String type, BiConsumer<Integer, HourPoints> change) {
        return Ec2Idle.of(HourPoints.row(DAYS, change), type);
    }

    private static MlJob job(String status, @Nullable Integer billable, boolean checkpoints, int warm) {
        return new MlJob(
                JobKind.TRAINING,
                "fraud-train-1",
                "arn:aws:sagemaker:us-east-1:123456789012:training-job/fraud-train-1",
                status,
                "ml.p3.2xlarge",
                2,
                HourPoints.START,
                HourPoints.START,
                HourPoints.START.plusSeconds(3600),
                billable,
                billable,
                false,
                checkpoints,
                warm,
                0);
    }
}
