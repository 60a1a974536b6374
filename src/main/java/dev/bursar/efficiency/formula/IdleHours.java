package dev.bursar.efficiency.formula;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which instances ran, and in which of them no request came. An hour without metrics is in neither: what is not measured
 * is not idle. Nor is an hour of an asynchronous endpoint without metrics of its queue.
 */
public record IdleHours(SortedMap<Instant, Hour> hours) {
    /** Decimals that the cost of idle hours is rounded to, half up, on each day. */
    public static final int DECIMALS = 10;

    /** @param instances more than 0 */
    public record Hour(double instances, boolean idle) {}

    /**
     * What idle hours cost.
     *
     * @param amount of the days that have measured hours
     * @param leftOut cost of the days that have none
     */
    public record IdleCost(Amount amount, BigDecimal leftOut) {}

    public IdleHours {
        hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
    }

    /**
     * The idle hours of a variant.
     *
     * @param async whether its endpoint answers asynchronously, and so publishes a backlog and what was processed in place of invocations
     */
    public static IdleHours of(MeasuredHours measured, boolean async) {
        var hours = new TreeMap<Instant, Hour>();
        for (HourPoint point : measured.points()) {
            double instances = measured.instances(point);
            boolean known = !async || point.backlogMaximum() != null || point.processed() != null;
            if (instances > 0 && known) {
                boolean idle =
                        async ? none(point.backlogMaximum()) && none(point.processed()) : none(point.invocations());
                hours.put(point.hour(), new Hour(instances, idle));
            }
        }
        return new IdleHours(hours);
    }

    /** The hours of all variants of an endpoint, which is idle when none of them gets a request. */
    public static IdleHours together(Collection<IdleHours> variants) {
        var hours = new TreeMap<Instant, Hour>();
        for (IdleHours variant : variants) {
            variant.hours.forEach((at, hour) -> hours.merge(
                    at,
                    hour,
                    (one, other) -> new Hour(one.instances() + other.instances(), one.idle() && other.idle())));
        }
        return new IdleHours(hours);
    }

    /** The number of idle hours. */
    public int count() {
        return (int) hours.values().stream().filter(Hour::idle).count();
    }

    /** The share of instance-hours that were idle. */
    public Measure share() {
        return Measure.ratio(sum(true), sum(false), Reason.NO_METRICS);
    }

    /** Idle instance-hours of each day of UTC that has measured hours. */
    public SortedMap<LocalDate, Double> idlePerDay() {
        return perDay(true);
    }

    /** Instance-hours of each day of UTC that has measured hours. */
    public SortedMap<LocalDate, Double> instanceHoursPerDay() {
        return perDay(false);
    }

    /**
     * The cost of idle hours: that of each day times its idle share, with ten decimals, half up.
     *
     * @param costPerDay of the resource, in one currency
     */
    public IdleCost idleCost(Map<LocalDate, BigDecimal> costPerDay) {
        SortedMap<LocalDate, Double> all = instanceHoursPerDay();
        SortedMap<LocalDate, Double> idle = idlePerDay();
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal leftOut = BigDecimal.ZERO;
        boolean measured = false;
        for (var day : costPerDay.entrySet()) {
            Double hours = all.get(day.getKey());
            if (hours == null) {
                leftOut = leftOut.add(day.getValue());
                continue;
            }
            measured = true;
            sum = sum.add(day.getValue()
                    .multiply(new BigDecimal(idle.getOrDefault(day.getKey(), 0.0)))
                    .divide(new BigDecimal(hours), DECIMALS, RoundingMode.HALF_UP));
        }
        if (measured) {
            return new IdleCost(Amount.of(sum), leftOut);
        }
        return new IdleCost(Amount.notKnown(costPerDay.isEmpty() ? Reason.NO_CHARGES : Reason.NO_METRICS), leftOut);
    }

    private static boolean none(@Nullable Double count) {
        return count == null || count == 0;
    }

    private double sum(boolean onlyIdle) {
        return hours.values().stream()
                .filter(hour -> hour.idle() || !onlyIdle)
                .mapToDouble(Hour::instances)
                .sum();
    }

    private SortedMap<LocalDate, Double> perDay(boolean onlyIdle) {
        var days = new TreeMap<LocalDate, Double>();
        hours.forEach((at, hour) -> days.merge(
                LocalDate.ofInstant(at, ZoneOffset.UTC), hour.idle() || !onlyIdle ? hour.instances() : 0, Double::sum));
        return days;
    }
}
