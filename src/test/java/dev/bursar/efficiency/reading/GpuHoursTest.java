package dev.bursar.efficiency.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.reading.Outstanding.GpuHours;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GpuHoursTest {

    private final PartPoints points = new PartPoints(new GpuHours(), "CWAgent");

    private int add(String gpu, String metric, String statistic, @Nullable Double... values) {
        return points.add(Map.of("InstanceId", "i-1", "index", gpu), metric, statistic, values);
    }

    private List<@Nullable Double> column(Column column, int count) {
        return points.column(column, count);
    }

    @Test
    void averagesAreOfAllGpusAndMaximaOfTheBusiest() {
        add("0", AgentMetrics.USED, "Average", 10.0, 20.0);
        add("1", AgentMetrics.USED, "Average", 30.0, 0.0);
        add("0", AgentMetrics.USED, "Maximum", 90.0, 0.0);
        add("1", AgentMetrics.USED, "Maximum", 40.0, 1.0);
        assertThat(column(Column.GPU_AVERAGE, 2)).containsExactly(20.0, 10.0);
        assertThat(column(Column.GPU_MAXIMUM, 2)).containsExactly(90.0, 1.0);
        assertThat(column(Column.GPU_MEMORY_AVERAGE, 2)).as("never sent").containsExactly(null, null);
    }

    @Test
    void memoryIsAShareOfEachGpusOwn() {
        add("0", AgentMetrics.MEMORY, "Average", 1_000.0, 1_000.0);
        add("1", AgentMetrics.MEMORY, "Average", 1_000.0, 1_000.0);
        add("0", AgentMetrics.MEMORY_TOTAL, "Maximum", 10_000.0, 10_000.0);
        add("1", AgentMetrics.MEMORY_TOTAL, "Maximum", 20_000.0, 0.0);
        assertThat(column(Column.GPU_MEMORY_AVERAGE, 2)).containsExactly(7.5, null);
    }

    @Test
    void anHourInWhichAGpuIsMissingIsNotKnown() {
        add("0", AgentMetrics.USED, "Maximum", 0.0, 0.0, 0.0, 0.0);
        add("1", AgentMetrics.USED, "Maximum", null, 50.0, null, 60.0);
        // before its first point it wasn't there; in between it may be busy
        assertThat(column(Column.GPU_MAXIMUM, 4)).containsExactly(0.0, 50.0, null, 60.0);
    }

    @Test
    void pointsThatAreNoNumbersAreCountedAndLeftOut() {
        assertThat(add("0", AgentMetrics.USED, "Average", 10.0, Double.NaN, -1.0, 20.0))
                .isEqualTo(2);
        assertThat(column(Column.GPU_AVERAGE, 4)).containsExactly(10.0, null, null, 20.0);
    }
}
