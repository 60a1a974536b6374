package dev.bursar.causes.anomaly;

/** Tells days that stand out from an anomaly that goes on: much more than its own days were. */
final class Further {
    /** So many of its days tell what an anomaly costs. */
    private static final int LEAST_DAYS = 2;
    /** So many times the spread is no noise, of two days together less. */
    private static final double TIMES = 3.2;

    private static final double TIMES_OF_PAIR = 2.3;
    /** A day is so many times as far from the usual as any before, two days together a little less. */
    private static final double HIGHER = 1.5;

    /** What is told by one day is off by so many times the spread. */
    private static final double UNSURE = 3;

    private static final double HIGHER_OF_PAIR = 1.35;

    private final DailyCosts costs;
    private final AnomalyBounds bounds;
    private final double[] usage;
    private final Deviations deviations;

    Further(DailyCosts costs, AnomalyBounds bounds, double[] usage, Deviations deviations) {
        this.costs = costs;
        this.bounds = bounds;
        this.usage = usage;
        this.deviations = deviations;
    }

    /** Whether it is known what an anomaly's days cost; what is new grows in its first week. */
    boolean knows(Running now, int day) {
        int days = now.kind == AnomalyKind.NEW_SERVICE ? Baseline.WEEK : LEAST_DAYS;
        return day - 1 - now.from >= days && now.daysOver() > LEAST_DAYS;
    }

    boolean isOver(Running now, Step step, int day) {
        return bounds.reached(costs.usage().get(day), Running.amount(step.of(now.usual(day))));
    }

    boolean dayStandsOut(Running now, Step step, int day) {
        return isFurther(now, step, day, HIGHER) && off(now, step, day) > TIMES * spread(now, step);
    }

    boolean pairStandsOut(Running now, Step step, int day) {
        return isFurther(now, step, day, HIGHER_OF_PAIR)
                && isFurther(now, step, day - 1, HIGHER_OF_PAIR)
                && off(now, step, day) + off(now, step, day - 1) > 2 * TIMES_OF_PAIR * spread(now, step);
    }

    private boolean isFurther(Running now, Step step, int day, double times) {
        double excess = usage[day] - now.usual(day);
        return excess > times * step.highest()
                && deviations.isNew(day, usage[day] - bottom(now).usual(day));
    }

    private static Running bottom(Running now) {
        return now.upon == null ? now : bottom(now.upon);
    }

    private double off(Running now, Step step, int day) {
        return usage[day] - step.of(now.usual(day));
    }

    /** Of its own days, and of the weeks before it. */
    private double spread(Running now, Step step) {
        double unsure = 1 + UNSURE / Math.max(1, step.days());
        return unsure * Math.max(step.spread(), deviations.spread(bottom(now).from) * step.of(now.level()));
    }
}
