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
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandTest {
    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "200,199", "201,200", "336,335", "400,398", "1000,995", "1001,996"})
    void theNearestRankIsTheValueAtNinetyNineAndAHalfPercentRoundedUp(int number, double expected) {
        List<Double> values = DoubleStream.iterate(number, value -> value - 1)
                .limit(number)
                .boxed()
                .toList();
        assertThat(Demand.nearestRank(values)).isEqualTo(expected);
    }

    @Test
    void theBusiestInstanceIsAssumedOnAllOfThem() {
        Demand demand = of("ml.m5.xlarge", 40, (i, point) -> point.instances(3).cpu(10.0, 150.0));
        assertThat(demand.cpu().number().orElseThrow()).isCloseTo(4.5, within(1e-9));
    }

    @Test
    void memoryIsOfOneInstance() {
        Demand demand = of("ml.m5.xlarge", 40, (i, point) -> point.instances(3).memory(10.0, 25.0));
        assertThat(demand.memory()).isEqualTo(Measure.of(4));
    }

    @Test
    void acceleratorsAddUpOverInstancesAndTheirMemoryDoesNot() {
        Demand demand = of(
                "ml.g5.12xlarge",
                40,
                (i, point) -> point.instances(2).gpu(0.0, 300.0).gpuMemory(0.0, 200.0));
        assertThat(demand.gpu()).isEqualTo(Measure.of(6));
        assertThat(demand.gpuMemory()).isEqualTo(Measure.of(48));
    }

    @Test
    void valuesThatCannotBeAreLeftOut() {
        Demand demand = of(
                "ml.m5.xlarge",
                40,
                (i, point) -> point.cpu(0.0, i == 7 ? 900.0 : 100.0).memory(0.0, Double.NaN));
        assertThat(demand.cpu()).isEqualTo(Measure.of(1));
        assertThat(demand.memory()).isEqualTo(new NotKnown(Reason.ABOVE_CAPACITY));
        assertThat(demand.gpu()).isEqualTo(new NotKnown(Reason.NO_GPU));
    }

    @Test
    void thePeakRateIsThatOfTheHourWithTheMostRequests() {
        Demand demand = of("ml.m5.xlarge", 40, (i, point) -> point.requests(i == 3 ? 7200.0 : 100.0));
        assertThat(demand.peakRate()).isEqualTo(Measure.of(2));
        assertThat(of("ml.m5.xlarge", 40, (i, point) -> {}).peakRate()).isEqualTo(new NotKnown(Reason.NO_REQUESTS));
    }

    @Test
    void hoursAndTheirSpanAreCounted() {
        Demand demand = of("ml.m5.xlarge", 40, (i, point) -> point.samples(i == 0 || i == 9 ? null : 60.0));
        assertThat(demand.hours()).isEqualTo(38);
        assertThat(demand.span()).isEqualTo(Duration.ofHours(39));
    }

    private static Demand of(String type, int hours, BiConsumer<Integer, HourPoints> change) {
        Spec spec = Instances.spec(type);
        return Demand.of(new MeasuredHours(HourPoints.row(hours, change), 60), spec, CpuScale.SUM_OF_CORES);
    }
}
