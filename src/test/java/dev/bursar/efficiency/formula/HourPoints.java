package dev.bursar.efficiency.formula;

import module java.base;
import org.jspecify.annotations.Nullable;

/** Hours for tests, of which each says only what matters to it. */
public final class HourPoints {
    public static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final Instant hour;
    private final Map<String, @Nullable Double> values = new HashMap<>();

    private HourPoints(Instant hour) {
        this.hour = hour;
    }

    public static HourPoints at(Instant hour) {
        return new HourPoints(hour);
    }

    /** Hours in a row, each of one instance that publishes every minute. */
    public static List<HourPoint> row(int hours, BiConsumer<Integer, HourPoints> change) {
        var points = new ArrayList<HourPoint>();
        for (int i = 0; i < hours; i++) {
            var point = at(START.plus(i, ChronoUnit.HOURS)).instances(1);
            change.accept(i, point);
            points.add(point.point());
        }
        return points;
    }

    public HourPoints instances(double instances) {
        return samples(instances * 60);
    }

    public HourPoints samples(@Nullable Double samples) {
        return with("samples", samples);
    }

    public HourPoints cpu(@Nullable Double average, @Nullable Double maximum) {
        return with("cpu", average).with("cpuMax", maximum);
    }

    public HourPoints memory(@Nullable Double average, @Nullable Double maximum) {
        return with("memory", average).with("memoryMax", maximum);
    }

    public HourPoints gpu(@Nullable Double average, @Nullable Double maximum) {
        return with("gpu", average).with("gpuMax", maximum);
    }

    public HourPoints gpuMemory(@Nullable Double average, @Nullable Double maximum) {
        return with("gpuMemory", average).with("gpuMemoryMax", maximum);
    }

    public HourPoints requests(@Nullable Double invocations) {
        return with("invocations", invocations);
    }

    public HourPoints errors(double callers, double model) {
        return with("4xx", callers).with("5xx", model);
    }

    public HourPoints latency(double p99, @Nullable Double overhead) {
        return with("p99", p99).with("overhead", overhead);
    }

    public HourPoints backlog(@Nullable Double maximum, @Nullable Double processed) {
        return with("backlog", maximum).with("processed", processed);
    }

    public HourPoints network(@Nullable Double bytes) {
        return with("network", bytes);
    }

    public HourPoint point() {
        return new HourPoint(
                hour,
                values.get("cpu"),
                values.get("cpuMax"),
                values.get("samples"),
                values.get("memory"),
                values.get("memoryMax"),
                values.get("gpu"),
                values.get("gpuMax"),
                values.get("gpuMemory"),
                values.get("gpuMemoryMax"),
                values.get("invocations"),
                values.get("4xx"),
                values.get("5xx"),
                null,
                values.get("p99"),
                values.get("overhead"),
                values.get("backlog"),
                values.get("processed"),
                values.get("network"));
    }

    private HourPoints with(String name, @Nullable Double value) {
        values.put(name, value);
        return this;
    }
}
