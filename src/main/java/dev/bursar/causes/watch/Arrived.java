package dev.bursar.causes.watch;

import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyFinder;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.anomaly.FoundAnomaly;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds anomalies before all costs of their last days have arrived: they only grow until then, so that a day on which more has arrived than
 * was expected counts. One on which less has says nothing: neither that costs are lower, nor that an anomaly is over.
 */
final class Arrived {
    private Arrived() {}

    /**
     * @param whole the first day whose costs may still arrive
     * @param since anomalies that touch a day from then on are found
     */
    static List<FoundAnomaly> find(DailyCosts costs, LocalDate whole, AnomalyBounds bounds, LocalDate since) {
        List<FoundAnomaly> known = AnomalyFinder.find(costs.before(whole), bounds, since);
        if (!whole.isBefore(costs.to())) {
            return known;
        }
        List<FoundAnomaly> longer = AnomalyFinder.find(costs, bounds, since).stream()
                .filter(one -> one.to().isAfter(whole))
                .map(Arrived::lasting)
                .toList();
        var all = new ArrayList<>(longer);
        known.stream()
                .filter(one -> longer.stream()
                        .noneMatch(other -> other.from().equals(one.from())
                                && SameExcess.isFee(other.kind()) == SameExcess.isFee(one.kind())))
                .forEach(all::add);
        all.sort(Comparator.comparing(FoundAnomaly::from).thenComparing(FoundAnomaly::kind));
        return List.copyOf(all);
    }

    private static FoundAnomaly lasting(FoundAnomaly one) {
        return new FoundAnomaly(
                one.kind(),
                one.from(),
                one.to(),
                true,
                one.expected(),
                one.actual(),
                one.usualADay(),
                one.upon(),
                one.byDay());
    }
}
