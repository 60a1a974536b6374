package dev.bursar.efficiency.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.efficiency.formula.Hardware.CpuScale;
import module java.base;
import org.junit.jupiter.api.Test;

class UtilisationTest {
    private static final Spec FOUR_CORES = Spec.of("ml.m5.xlarge", 4, 16, 0, 0, null, "x86_64");
    private static final Spec FOUR_GPUS = Spec.of("ml.g5.12xlarge", 48, 192, 4, 24, "NVIDIA A10G", "x86_64");

    @Test
    void cpuOfAnEndpointIsASumOverCores() {
        assertThat(share(Hardware.CPU, FOUR_CORES, CpuScale.SUM_OF_CORES, (i, point) -> point.cpu(200.0, 400.0)))
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void cpuOfEc2IsOfTheInstance() {
        assertThat(share(Hardware.CPU, FOUR_CORES, CpuScale.INSTANCE, (i, point) -> point.cpu(50.0, 100.0)))
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void memoryIsOfTheInstance() {
        assertThat(share(Hardware.MEMORY, FOUR_CORES, CpuScale.SUM_OF_CORES, (i, point) -> point.memory(25.0, 30.0)))
                .isCloseTo(0.25, within(1e-9));
    }

    @Test
    void gpusAndTheirMemoryAreSumsOverGpus() {
        BiConsumer<Integer, HourPoints> busy =
                (i, point) -> point.gpu(100.0, 400.0).gpuMemory(300.0, 400.0);
        assertThat(share(Hardware.GPU, FOUR_GPUS, CpuScale.SUM_OF_CORES, busy)).isCloseTo(0.25, within(1e-9));
        assertThat(share(Hardware.GPU_MEMORY, FOUR_GPUS, CpuScale.SUM_OF_CORES, busy))
                .isCloseTo(0.75, within(1e-9));
    }

    @Test
    void gpusOfEc2AreOfTheInstance() {
        BiConsumer<Integer, HourPoints> busy =
                (i, point) -> point.gpu(50.0, 100.0).gpuMemory(75.0, 100.0);
        assertThat(Hardware.GPU.units(50, FOUR_GPUS, CpuScale.INSTANCE)).isEqualTo(2);
        assertThat(Hardware.GPU_MEMORY.units(75, FOUR_GPUS, CpuScale.INSTANCE)).isEqualTo(72);
        assertThat(share(Hardware.GPU, FOUR_GPUS, CpuScale.INSTANCE, busy)).isCloseTo(0.5, within(1e-9));
        assertThat(share(Hardware.GPU_MEMORY, FOUR_GPUS, CpuScale.INSTANCE, busy))
                .isCloseTo(0.75, within(1e-9));
    }

    @Test
    void hoursWithMoreInstancesWeighMore() {
        assertThat(share(
                        Hardware.CPU,
                        FOUR_CORES,
                        CpuScale.SUM_OF_CORES,
                        (i, point) -> point.instances(i == 0 ? 3 : 1).cpu(i == 0 ? 400.0 : 0.0, null)))
                .isCloseTo(0.75, within(1e-9));
    }

    @Test
    void aValueAboveCapacityIsNotKnownAndCounted() {
        Utilisation use = of(
                Hardware.CPU, FOUR_CORES, CpuScale.SUM_OF_CORES, (i, point) -> point.cpu(i == 0 ? 409.0 : 100.0, null));
        assertThat(use.rejected()).isOne();
        assertThat(use.hours()).isOne();
        assertThat(use.share()).isEqualTo(Measure.of(0.25));
    }

    @Test
    void aValueUpToTwoPercentAboveCapacityCounts() {
        Utilisation use = of(Hardware.CPU, FOUR_CORES, CpuScale.SUM_OF_CORES, (i, point) -> point.cpu(408.0, null));
        assertThat(use.rejected()).isZero();
        assertThat(use.hours()).isEqualTo(2);
    }

    @Test
    void negativeValuesAndNoNumbersAreNotKnownAndCounted() {
        Utilisation use = of(
                Hardware.MEMORY,
                FOUR_CORES,
                CpuScale.SUM_OF_CORES,
                (i, point) -> point.memory(i == 0 ? -1 : Double.NaN, null));
        assertThat(use.rejected()).isEqualTo(2);
        assertThat(use.share()).isEqualTo(new NotKnown(Reason.ABOVE_CAPACITY));
    }

    @Test
    void aRejectedMetricLeavesTheOthersOfTheHour() {
        var hours = new MeasuredHours(
                HourPoints.row(1, (i, point) -> point.cpu(900.0, null).memory(50.0, null)), 60);
        var all = Utilisation.all(hours, FOUR_CORES, CpuScale.SUM_OF_CORES);
        assertThat(all.get(Hardware.CPU).share()).isEqualTo(new NotKnown(Reason.ABOVE_CAPACITY));
        assertThat(all.get(Hardware.MEMORY).share()).isEqualTo(Measure.of(0.5));
        assertThat(all.get(Hardware.GPU).share()).isEqualTo(new NotKnown(Reason.NO_GPU));
    }

    @Test
    void whatIsMissingIsNeverZero() {
        assertThat(of(Hardware.CPU, FOUR_CORES, CpuScale.INSTANCE, (i, point) -> {})
                        .share())
                .isEqualTo(new NotKnown(Reason.NO_METRICS));
        assertThat(of(Hardware.CPU, null, CpuScale.INSTANCE, (i, point) -> point.cpu(5.0, 5.0))
                        .share())
                .isEqualTo(new NotKnown(Reason.NO_SPECIFICATION));
        assertThat(of(
                                Hardware.CPU,
                                FOUR_CORES,
                                CpuScale.INSTANCE,
                                (i, point) -> point.samples(null).cpu(5.0, 5.0))
                        .share())
                .isEqualTo(new NotKnown(Reason.NO_METRICS));
    }

    @Test
    void percentOfTheInstanceNeedsNoSpecification() {
        var hours = new MeasuredHours(HourPoints.row(4, (i, point) -> point.gpu(i == 3 ? 103.0 : 20.0 * i, null)), 60);
        Utilisation gpu = Utilisation.ofInstances(Hardware.GPU, hours);
        assertThat(gpu.share().number().orElseThrow()).isCloseTo(0.2, within(1e-9));
        assertThat(gpu.rejected()).as("more than all of it").isEqualTo(1);
        assertThat(Utilisation.ofInstances(Hardware.GPU_MEMORY, hours).share())
                .isEqualTo(new NotKnown(Reason.NO_METRICS));
    }

    @Test
    void componentsHaveThreeNumbers() {
        ComponentUse use = ComponentUse.of(Measure.of(2), Measure.of(4), Measure.of(16));
        assertThat(use).isEqualTo(new ComponentUse(Measure.of(0.5), Measure.of(0.25), Measure.of(0.125)));
        assertThat(ComponentUse.of(Measure.of(2), Measure.of(0), Measure.of(16)).usedOfReserved())
                .isEqualTo(new NotKnown(Reason.RESERVATION_NOT_GIVEN));
        NotKnown none = new NotKnown(Reason.NO_METRICS);
        assertThat(ComponentUse.of(none, Measure.of(4), Measure.of(16)))
                .isEqualTo(new ComponentUse(none, Measure.of(0.25), none));
    }

    @Test
    void burstableTypesHaveTheirPublishedBaseline() {
        assertThat(Spec.baseline("ml.t3.large")).isEqualTo(0.6);
        assertThat(Spec.baseline("ml.t2.large")).isEqualTo(0.6);
        assertThat(Spec.baseline("ml.t3.medium")).isEqualTo(0.4);
        assertThat(Spec.baseline("ml.t3.2xlarge")).isEqualTo(3.2);
        assertThat(Spec.baseline("ml.t2.xlarge")).isEqualTo(0.9);
        assertThat(Spec.baseline("t4g.small")).isEqualTo(0.4);
        assertThat(Spec.baseline("ml.m5.large")).isNull();
        assertThat(Spec.of("ml.trn1.2xlarge", 8, 32, 1, 32, null, "x86_64").burstable())
                .isFalse();
    }

    @Test
    void vendorsComeFromThePriceListOrTheFamily() {
        assertThat(spec("ml.g4dn.xlarge", "NVIDIA T4").vendor()).isEqualTo(Spec.Vendor.NVIDIA);
        assertThat(spec("ml.p3.2xlarge", null).vendor()).isEqualTo(Spec.Vendor.NVIDIA);
        assertThat(spec("ml.inf2.xlarge", "AWS Inferentia2").vendor()).isEqualTo(Spec.Vendor.AWS_INFERENTIA);
        assertThat(spec("ml.trn1.2xlarge", null).vendor()).isEqualTo(Spec.Vendor.AWS_TRAINIUM);
        assertThat(spec("ml.g4ad.xlarge", "AMD Radeon Pro V520").vendor()).isEqualTo(Spec.Vendor.AMD);
        assertThat(FOUR_CORES.vendor()).isEqualTo(Spec.Vendor.NONE);
        assertThat(spec("ml.g5.xlarge", null).generation()).isEqualTo(5);
        assertThat(spec("ml.trn1n.32xlarge", null).generation()).isEqualTo(1);
    }

    private static Spec spec(String type, String gpu) {
        return Spec.of(type, 4, 16, 1, 16, gpu, "x86_64");
    }

    private static Utilisation of(
            Hardware resource, Spec spec, CpuScale scale, BiConsumer<Integer, HourPoints> change) {
        return Utilisation.of(resource, new MeasuredHours(HourPoints.row(2, change), 60), spec, scale);
    }

    private static double share(Hardware resource, Spec spec, CpuScale scale, BiConsumer<Integer, HourPoints> change) {
        return of(resource, spec, scale, change).share().number().orElseThrow();
    }
}
