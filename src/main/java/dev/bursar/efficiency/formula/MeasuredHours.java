package dev.bursar.efficiency.formula;

import module java.base;

/**
 * The hours of one variant, and how many instances ran in each: every instance publishes its CPU utilisation once in so many seconds,
 * so the number of points says how long instances ran, without asking for their names.
 *
 * @param points in the order of their hours; no hour twice
 * @param publishSeconds between published points, 60 unless the endpoint's configuration says otherwise
 */
public record MeasuredHours(List<HourPoint> points, int publishSeconds) {
    private static final double TOLERANCE = 0.10;
    private static final Duration STEADY = Duration.ofHours(2);

    /** What a comparison of measured instances with AWS's own count says. */
    public enum CountCheck {
        AGREES,
        /** The publish interval is wrong, or points are lost. */
        DIFFERS,
        /** The endpoint isn't in service, or was changed within two hours. */
        NOT_COMPARABLE
    }

    public MeasuredHours {
        if (publishSeconds <= 0) {
            throw new IllegalArgumentException("Points are published every second or less often");
        }
        var hours = new HashSet<Instant>();
        points.forEach(point -> {
            if (!hours.add(point.hour())) {
                throw new IllegalArgumentException("Two points for " + point.hour());
            }
        });
        var sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparing(HourPoint::hour));
        points = List.copyOf(sorted);
    }

    /** Instance-hours in an hour: two instances for half an hour each are 1; 0 where nothing was measured. */
    public double instances(HourPoint point) {
        Double samples = point.cpuSamples();
        return samples == null || !Double.isFinite(samples) || samples < 0 ? 0 : samples * publishSeconds / 3600;
    }

    public double instanceHours() {
        return points.stream().mapToDouble(this::instances).sum();
    }

    /** Instance-hours of each day of UTC on which any were measured. */
    public SortedMap<LocalDate, Double> instanceHoursPerDay() {
        var days = new TreeMap<LocalDate, Double>();
        for (HourPoint point : points) {
            double instances = instances(point);
            if (instances > 0) {
                days.merge(point.day(), instances, Double::sum);
            }
        }
        return days;
    }

    /** Hours in which any instance was measured. */
    public int measured() {
        return (int) points.stream().filter(point -> instances(point) > 0).count();
    }

    /** The time from the first measured hour to the end of the last one. */
    public Duration span() {
        List<Instant> hours = points.stream()
                .filter(point -> instances(point) > 0)
                .map(HourPoint::hour)
                .toList();
        return hours.isEmpty()
                ? Duration.ZERO
                : Duration.between(hours.getFirst(), hours.getLast()).plusHours(1);
    }

    /** The points from a time on and before another. */
    public MeasuredHours between(Instant from, Instant to) {
        return new MeasuredHours(
                points.stream()
                        .filter(point ->
                                !point.hour().isBefore(from) && point.hour().isBefore(to))
                        .toList(),
                publishSeconds);
    }

    /**
     * Compares the instances of the last full hour with AWS's own count.
     *
     * @param lastHour that is over and was read
     * @param status of the endpoint, as AWS writes it
     * @param modified when the endpoint was last changed
     * @param current instances as DescribeEndpoint says
     */
    public CountCheck checkCount(Instant lastHour, String status, Instant modified, int current) {
        Instant end = lastHour.plus(Duration.ofHours(1));
        if (!status.equals("InService") || modified.isAfter(end.minus(STEADY))) {
            return CountCheck.NOT_COMPARABLE;
        }
        Map<Instant, Double> byHour = new TreeMap<>();
        points.forEach(point -> byHour.put(point.hour(), instances(point)));
        double measured = byHour.getOrDefault(lastHour, 0.0);
        return Math.abs(measured - current) > TOLERANCE * current + 1e-9 ? CountCheck.DIFFERS : CountCheck.AGREES;
    }
}
