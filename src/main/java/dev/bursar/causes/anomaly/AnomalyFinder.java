package dev.bursar.causes.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what costs more than usual. It walks the days in order and judges each by the days before it: what it found
 * stays found, and keeps its first day, whatever comes later.
 */
public final class AnomalyFinder {
    private static final Comparator<FoundAnomaly> OLDEST_FIRST =
            Comparator.comparing(FoundAnomaly::from).thenComparing(FoundAnomaly::kind);

    private AnomalyFinder() {}

    /** The anomalies that touch a day from {@code since} on, oldest first. */
    public static List<FoundAnomaly> find(DailyCosts costs, AnomalyBounds bounds, LocalDate since) {
        var found = new ArrayList<FoundAnomaly>();
        found.addAll(new UsageWalk(costs, bounds).walk());
        found.addAll(new FeeWalk(costs, bounds).walk());
        found.removeIf(anomaly -> !anomaly.to().isAfter(since));
        found.sort(OLDEST_FIRST);
        return List.copyOf(found);
    }
}
