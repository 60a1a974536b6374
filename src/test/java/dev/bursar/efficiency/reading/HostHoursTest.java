package dev.bursar.efficiency.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.reading.Outstanding.HostHours;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostHoursTest {
    private static final String CPU = "CPUUtilization";
    private static final String GPU = "GPUUtilization";

    private final PartPoints points = new PartPoints(new HostHours(), "/aws/sagemaker/TrainingJobs");

    private int add(String host, String metric, String statistic, @Nullable Double... values) {
        return points.add(Map.of("Host", host), metric, statistic, values);
    }

    private List<@Nullable Double> column(Column column, int count) {
        return points.column(column, count);
    }

    @Test
    void anInstanceThatRanForAQuarterOfTheHourCountsForAQuarter() {
        add("a/algo-1", CPU, "SampleCount", 60.0, 30.0);
        add("b/algo-1", CPU, "SampleCount", 15.0, null);
        add("a/algo-1", CPU, "Average", 100.0, 40.0);
        add("b/algo-1", CPU, "Average", 200.0, null);
        add("a/algo-1", CPU, "Maximum", 150.0, 70.0);
        add("b/algo-1", CPU, "Maximum", 390.0, null);

        assertThat(column(Column.CPU_SAMPLES, 3)).containsExactly(75.0, 30.0, null);
        assertThat(column(Column.CPU_AVERAGE, 3))
                .as("(60 * 100 + 15 * 200) / 75")
                .containsExactly(120.0, 40.0, null);
        assertThat(column(Column.CPU_MAXIMUM, 3)).containsExactly(390.0, 70.0, null);
    }

    @Test
    void whatOneInstanceThatRanLacksIsNotKnownOfTheHour() {
        add("a/algo-1", CPU, "SampleCount", 60.0, 60.0);
        add("a/algo-2", CPU, "SampleCount", 60.0, null);
        add("a/algo-1", GPU, "Average", 80.0, 90.0);
        add("a/algo-1", GPU, "Maximum", 99.0, 95.0);
        add("a/algo-2", GPU, "Maximum", 20.0, null);

        assertThat(column(Column.GPU_AVERAGE, 2)).containsExactly(null, 90.0);
        assertThat(column(Column.GPU_MAXIMUM, 2)).containsExactly(99.0, 95.0);
        assertThat(column(Column.MEMORY_AVERAGE, 2)).containsExactly(null, null);
    }

    @Test
    void pointsThatAreNoNumbersAreCountedAndLeftOut() {
        add("a/algo-1", CPU, "SampleCount", 60.0);
        assertThat(add("a/algo-1", CPU, "Average", Double.NaN)).isEqualTo(1);
        assertThat(column(Column.CPU_AVERAGE, 1)).containsExactly((Double) null);
    }
}
