package dev.bursar.efficiency.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.measure.PointStore.Hour;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostHoursTest {
    private static final Instant FIRST = Instant.parse("2026-11-24T00:00:00Z");
    private static final String CPU = "CPUUtilization";
    private static final String GPU = "GPUUtilization";

    private final HostHours hours = new HostHours();

    /** Values from the first hour on; null for no point. */
    private int add(String host, String metric, String statistic, @Nullable Double... values) {
        var times = new ArrayList<Instant>();
        var known = new ArrayList<Double>();
        for (int i = 0; i < values.length; i++) {
            Double value = values[i];
            if (value != null) {
                times.add(FIRST.plusSeconds(3600L * i));
                known.add(value);
            }
        }
        var of = new Metric("/aws/sagemaker/TrainingJobs", metric, Map.of("Host", host), List.of(statistic));
        return hours.add(of, new Series(0, statistic, times, known, true));
    }

    /** Of the first hours; null where it isn't known. */
    private List<@Nullable Double> column(Column column, int count) {
        var reading = new HourReading();
        hours.into(reading, 1);
        Map<Instant, @Nullable Double> byHour = new TreeMap<>();
        for (Hour hour : reading.hours()) {
            byHour.put(hour.hour(), hour.values()[column.ordinal()]);
        }
        var values = new ArrayList<@Nullable Double>();
        for (int i = 0; i < count; i++) {
            values.add(byHour.get(FIRST.plusSeconds(3600L * i)));
        }
        return values;
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
