package dev.bursar.efficiency.reading;

import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import module java.base;

/** Asks ListMetrics, and keeps whether a place answers: a refusal is a row of the place and fails no run. */
final class MetricLists {
    private final Reach reach;

    MetricLists(Reach reach) {
        this.reach = reach;
    }

    /** Empty where AWS refuses. */
    <T> Optional<T> ask(Run run, Place place, Supplier<T> list) {
        try {
            T found = list.get();
            run.commit(() -> {
                reach.answered(place, PlaceState.CLOUDWATCH_LIST);
                return true;
            });
            return Optional.of(found);
        } catch (SourceProblem e) {
            run.commit(() -> {
                reach.problem(place, PlaceState.CLOUDWATCH_LIST, e);
                return true;
            });
            return Optional.empty();
        }
    }
}
