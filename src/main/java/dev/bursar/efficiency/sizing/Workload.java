package dev.bursar.efficiency.sizing;

import dev.bursar.efficiency.formula.Spec;
import org.jspecify.annotations.Nullable;

/**
 * A load and the instances that it runs on.
 *
 * @param component as AWS names it in prices, such as Hosting
 * @param instances that run now
 * @param leastInstances that scaling must leave; 1 where nothing says more
 * @param mostInstances that it can be spread over; 1 for a notebook, null for no limit
 * @param anyArchitecture whether it also runs on the other processor architecture
 * @param serviceLevel null where no latency was promised
 */
public record Workload(
        Spec current,
        String component,
        String region,
        int instances,
        int leastInstances,
        @Nullable Integer mostInstances,
        Demand demand,
        Headroom headroom,
        boolean anyArchitecture,
        @Nullable ServiceLevel serviceLevel) {
    public Workload {
        if (instances < 1) {
            throw new IllegalArgumentException("A load runs on at least one instance");
        }
    }

    /** The same load where it may run on either architecture. */
    Workload onAnyArchitecture() {
        return new Workload(
                current,
                component,
                region,
                instances,
                leastInstances,
                mostInstances,
                demand,
                headroom,
                true,
                serviceLevel);
    }

    /** One instance is never proposed where two make sure that one may fail. */
    int least() {
        return Math.max(Math.max(1, leastInstances), instances >= 2 ? 2 : 1);
    }
}
