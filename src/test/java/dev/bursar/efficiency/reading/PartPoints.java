package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.reading.Outstanding.PartHours;
import dev.bursar.efficiency.reading.PointStore.Hour;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Hands points to parts of a variant, and tells the hours of all of them together. */
record PartPoints(PartHours hours, String namespace) {
    private static final Instant FIRST = Instant.parse("2026-11-24T00:00:00Z");

    /** Values from the first hour on; null for no point. Returns how many could not be read. */
    int add(Map<String, String> dimensions, String metric, String statistic, @Nullable Double... values) {
        var times = new ArrayList<Instant>();
        var known = new ArrayList<Double>();
        for (int i = 0; i < values.length; i++) {
            Double value = values[i];
            if (value != null) {
                times.add(FIRST.plusSeconds(3600L * i));
                known.add(value);
            }
        }
        var of = new Metric(namespace, metric, dimensions, List.of(statistic));
        return hours.add(of, new Series(0, statistic, times, known, true));
    }

    /** Of the first hours; null where it isn't known. */
    List<@Nullable Double> column(Column column, int count) {
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
}
