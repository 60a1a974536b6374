package dev.bursar.causes.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what costs more than usual. It walks the days in order and judges each by the days before it: what it found
 * stays found, and keeps its first day, whatever comes later.
 *
 * <p>A day is judged the same whenever it is looked at, though not all days are read: each quarter of a year has a walk of its own, which
 * begins a fixed time before it. What began in a quarter is told by that quarter's walk until it is over.
 */
public final class AnomalyFinder {
    private static final Comparator<FoundAnomaly> OLDEST_FIRST =
            Comparator.comparing(FoundAnomaly::from).thenComparing(FoundAnomaly::kind);

    /** What began so long before a day may touch it, or be of a quarter to which another's anomaly goes over. */
    private static final int MATTER_DAYS = 2 * Quarter.LONGEST;

    private AnomalyFinder() {}

    /** The first day that must be known for what touches a day from {@code since} on; earlier ones change nothing. */
    public static LocalDate readsFrom(LocalDate since) {
        return Quarter.of(since.minusDays(MATTER_DAYS)).learnsFrom().minusDays(DailyCosts.A_WHILE);
    }

    /** The anomalies that touch a day from {@code since} on, oldest first. */
    public static List<FoundAnomaly> find(DailyCosts costs, AnomalyBounds bounds, LocalDate since) {
        DailyCosts sorted = costs.withDailyFeesAsUsage();
        LocalDate first = first(costs, since);
        var found = new ArrayList<FoundAnomaly>(new FeeWalk(sorted, bounds).walk(first));
        found.addAll(new Quarters(sorted, bounds).walk(first));
        found.removeIf(anomaly -> !anomaly.to().isAfter(since));
        found.sort(OLDEST_FIRST);
        return List.copyOf(found);
    }

    private static LocalDate first(DailyCosts costs, LocalDate since) {
        if (since.isAfter(costs.from().plusDays(MATTER_DAYS))) {
            LocalDate begins = Quarter.of(since.minusDays(MATTER_DAYS)).begins();
            return begins.isAfter(costs.from()) ? begins : costs.from();
        }
        return costs.from();
    }
}
