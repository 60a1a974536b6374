package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.reading.PointStore.Hour;
import dev.bursar.efficiency.spi.MetricSource.Series;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Puts the points of an answer together by variant and hour. */
final class HourReading {
    private final Map<Long, Map<Instant, @Nullable Double[]>> values = new HashMap<>();

    /**
     * What could be read of a series.
     *
     * @param unreadable hours whose points are no numbers, negative, or differ
     */
    record Points(Map<Instant, Double> hours, int unreadable) {
        static Points of(Series series) {
            Map<Instant, Double> once = new HashMap<>();
            Set<Instant> bad = new HashSet<>();
            for (int i = 0; i < series.times().size(); i++) {
                Instant hour = series.times().get(i).truncatedTo(ChronoUnit.HOURS);
                double value = series.values().get(i);
                Double before = once.put(hour, value);
                if (!Double.isFinite(value) || value < 0 || before != null && before != value) {
                    bad.add(hour);
                }
            }
            once.keySet().removeAll(bad);
            return new Points(once, bad.size());
        }
    }

    /** Returns how many points could not be read. */
    int add(long variant, Column column, Series series) {
        Points points = Points.of(series);
        points.hours().forEach((hour, value) -> put(variant, hour, column, value));
        return points.unreadable();
    }

    void put(long variant, Instant hour, Column column, double value) {
        values.computeIfAbsent(variant, any -> new TreeMap<>())
                .computeIfAbsent(hour, any -> new Double[Column.values().length])[column.ordinal()] = value;
    }

    List<Hour> hours() {
        var hours = new ArrayList<Hour>();
        values.forEach((variant, some) -> some.forEach((hour, row) -> hours.add(new Hour(variant, hour, row))));
        return hours;
    }
}
