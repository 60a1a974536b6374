package dev.bursar.efficiency.formula;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What one request to an endpoint costs, per day and over all days: the sum of costs divided by the sum of requests, never a mean of
 * days.
 *
 * @param days in order; days without a number stay, so that a chart shows a gap with the cost beneath
 */
public record CostPerInference(List<Day> days) {
    /** Sixteen digits, which is more than a count of requests has. */
    static final MathContext DIGITS = MathContext.DECIMAL64;

    /**
     * One day.
     *
     * @param cost of all charges of the endpoint; null where there are none
     * @param invocations null where they were not measured
     * @param errors of callers and of the model; null where there are no points
     */
    public record Day(
            LocalDate day,
            @Nullable BigDecimal cost,
            @Nullable Double invocations,
            @Nullable Double errors) {
        /** Cost of a request. */
        public Amount each() {
            return new CostPerInference(List.of(this)).each();
        }

        /** Cost of a request that was answered without an error. */
        public Amount eachSuccessful() {
            return new CostPerInference(List.of(this)).eachSuccessful();
        }

        private @Nullable Double successful() {
            return invocations == null ? null : Math.max(0, invocations - (errors == null ? 0 : errors));
        }
    }

    public CostPerInference {
        days = List.copyOf(days);
    }

    /**
     * Puts costs and requests of days together. A day on which instances were measured and no point of requests was published had none.
     *
     * @param cost of all charges of the endpoint, in one currency
     * @param variants its production variants: a shadow's requests are copies
     */
    public static CostPerInference of(Map<LocalDate, BigDecimal> cost, Collection<MeasuredHours> variants) {
        var invocations = new HashMap<LocalDate, Double>();
        var errors = new HashMap<LocalDate, Double>();
        for (MeasuredHours hours : variants) {
            for (HourPoint point : hours.points()) {
                if (hours.instances(point) > 0 || point.invocations() != null) {
                    invocations.merge(point.day(), count(point.invocations()), Double::sum);
                    errors.merge(point.day(), count(point.errors4xx()) + count(point.errors5xx()), Double::sum);
                }
            }
        }
        var dates = new TreeSet<>(cost.keySet());
        dates.addAll(invocations.keySet());
        var days = new ArrayList<Day>();
        dates.forEach(date -> days.add(new Day(date, cost.get(date), invocations.get(date), errors.get(date))));
        return new CostPerInference(days);
    }

    /** Cost of a request over all days whose cost and requests are known. */
    public Amount each() {
        return divided(Day::invocations);
    }

    /** Cost of a request that was answered without an error, over all days whose cost and requests are known. */
    public Amount eachSuccessful() {
        return divided(Day::successful);
    }

    /** Days that are in neither sum, because their cost or their requests are not known. */
    public long leftOut() {
        return days.stream()
                .filter(day -> day.cost() == null || day.invocations() == null)
                .count();
    }

    private Amount divided(Function<Day, @Nullable Double> requests) {
        BigDecimal cost = BigDecimal.ZERO;
        double sum = 0;
        boolean known = false;
        for (Day day : days) {
            Double number = requests.apply(day);
            if (day.cost() != null && number != null) {
                known = true;
                cost = cost.add(day.cost());
                sum += number;
            }
        }
        if (!known) {
            return Amount.notKnown(
                    days.stream().allMatch(day -> day.cost() == null) ? Reason.NO_CHARGES : Reason.NO_METRICS);
        }
        return sum > 0 ? Amount.of(cost.divide(new BigDecimal(sum), DIGITS)) : Amount.notKnown(Reason.NO_REQUESTS);
    }

    private static double count(@Nullable Double value) {
        return value == null || !Double.isFinite(value) || value < 0 ? 0 : value;
    }
}
