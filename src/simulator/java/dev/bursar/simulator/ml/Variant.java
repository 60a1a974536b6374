package dev.bursar.simulator.ml;

import dev.bursar.simulator.organisation.ResourceUse.Run;
import module java.base;

/**
 * A variant of an endpoint.
 *
 * @param type its instance type, which {@code pooled} hides from descriptions; of a serverless one what it would need
 * @param weight of requests
 * @param least and most instances of Application Auto Scaling; the same where it doesn't scale
 * @param pooled whether AWS names neither an instance type nor a serverless configuration
 * @param former what it was before its type was changed, whose metrics remain
 * @param serverlessMb memory of a serverless variant, 0 where it runs on instances
 */
public record Variant(
        String name,
        boolean shadow,
        String type,
        double weight,
        int least,
        int most,
        boolean pooled,
        int serverlessMb,
        Running running,
        Load load,
        Set<Oddity> oddities,
        List<Variant> former) {
    public static final String USUAL_NAME = "AllTraffic";

    public Variant {
        oddities = Set.copyOf(oddities);
        former = List.copyOf(former);
    }

    /** One that doesn't scale. */
    public static Variant of(String name, String type, Running running, Load load) {
        return new Variant(name, false, type, 1, 1, 1, false, 0, running, load, Set.of(), List.of());
    }

    public Variant shadowing() {
        return new Variant(
                name, true, type, weight, least, most, pooled, serverlessMb, running, load, oddities, former);
    }

    public Variant weighing(double other) {
        return new Variant(
                name, shadow, type, other, least, most, pooled, serverlessMb, running, load, oddities, former);
    }

    public Variant scaling(int fewest, int highest) {
        return new Variant(
                name, shadow, type, weight, fewest, highest, pooled, serverlessMb, running, load, oddities, former);
    }

    public Variant pool() {
        return new Variant(
                name, shadow, type, weight, least, most, true, serverlessMb, running, load, oddities, former);
    }

    public Variant serverless(int megabytes) {
        return new Variant(name, shadow, type, weight, least, most, false, megabytes, running, load, oddities, former);
    }

    public Variant odd(Oddity... wrong) {
        return new Variant(
                name, shadow, type, weight, least, most, pooled, serverlessMb, running, load, Set.of(wrong), former);
    }

    public Variant after(Variant other) {
        return new Variant(
                name, shadow, type, weight, least, most, pooled, serverlessMb, running, load, oddities, List.of(other));
    }

    public boolean is(Oddity oddity) {
        return oddities.contains(oddity);
    }

    boolean scales() {
        return least < most;
    }

    /** When how many instances of something run. */
    @FunctionalInterface
    public interface Running {
        List<Run> on(LocalDate day);

        /** The minutes of all instances between two minutes of a day. */
        default int minutes(LocalDate day, int from, int to) {
            return on(day).stream().mapToInt(run -> run.minutes(from, to)).sum();
        }

        /** A part of the instances, such as two of three. */
        default Running part(int of, int all) {
            return day -> on(day).stream()
                    .map(run -> new Run(run.from(), run.to(), run.instances() * of / all))
                    .toList();
        }
    }
}
