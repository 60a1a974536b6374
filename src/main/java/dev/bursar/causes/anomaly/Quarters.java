package dev.bursar.causes.anomaly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Walks through a service's usage, each quarter from its own first day on; what goes on at a quarter's end is told by the one that told it. */
final class Quarters {
    private final DailyCosts costs;
    private final AnomalyBounds bounds;
    private final List<FoundAnomaly> found = new ArrayList<>();

    Quarters(DailyCosts costs, AnomalyBounds bounds) {
        this.costs = costs;
        this.bounds = bounds;
    }

    /** What begins on a day from {@code first} on. */
    List<FoundAnomaly> walk(LocalDate first) {
        LocalDate from = first;
        Walked before = new Walked(costs.from(), List.of());
        while (from.isBefore(costs.to())) {
            Quarter quarter = Quarter.of(from);
            LocalDate learns = later(quarter.learnsFrom(), costs.from());
            while (!quarter.next().learnsFrom().isAfter(learns)) {
                quarter = quarter.next();
            }
            LocalDate to = quarter.ends();
            Walked now = walked(learns, to.plusDays(Quarter.LONGEST));
            for (Running one : now.found) {
                LocalDate begins = now.date(one.from);
                if (!begins.isBefore(from) && begins.isBefore(to) && !before.tells(one, now.date(one.seen), from)) {
                    found.add(one.anomaly((int) (costs.to().toEpochDay() - now.from.toEpochDay())));
                }
            }
            before = now;
            from = to;
        }
        return found;
    }

    private Walked walked(LocalDate from, LocalDate to) {
        return new Walked(from, new UsageWalk(costs.part(from, earlier(to, costs.to())), bounds).walk());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private record Walked(LocalDate from, List<Running> found) {
        LocalDate date(int day) {
            return from.plusDays(day);
        }

        /** Whether what the next walk found rises from nothing that it knows, while something goes on here that began before the next one. */
        boolean tells(Running other, LocalDate seen, LocalDate next) {
            int day = (int) (seen.toEpochDay() - from.toEpochDay());
            return other.upon == null
                    && found.stream().anyMatch(one -> date(one.from).isBefore(next) && one.isOpen(day));
        }
    }
}
