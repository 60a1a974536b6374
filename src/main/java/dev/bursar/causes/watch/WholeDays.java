package dev.bursar.causes.watch;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.FirstCostRead;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostQueries.Facts;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.stereotype.Component;

/** Tells which days' costs have all arrived, as far as the portal knows how long that takes. */
@Component
class WholeDays {
    private final CostQueries queries;
    private final FirstCostRead firstRead;

    WholeDays(CostQueries queries, FirstCostRead firstRead) {
        this.queries = queries;
        this.firstRead = firstRead;
    }

    /**
     * The days with costs.
     *
     * @param whole the first day whose costs may still arrive
     * @param to the day after the last of which some have arrived
     */
    record Days(LocalDate from, LocalDate whole, LocalDate to) {}

    /** Empty where no day is whole, or costs are read for the first time. */
    Optional<Days> now() {
        if (!firstRead.isOver()) {
            return Optional.empty();
        }
        return queries.extent(Visibility.EVERYTHING).flatMap(this::of);
    }

    private Optional<Days> of(DayRange days) {
        Facts facts = queries.facts(days.from(), days.to(), Visibility.EVERYTHING);
        LocalDate observed = facts.observedAt()
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                .orElse(days.to());
        LocalDate to = earlier(observed.plusDays(1), days.to());
        LocalDate whole = facts.observedAt().isEmpty()
                ? to
                : earlier(observed.minusDays(facts.finality().arrivingDays()), to);
        return days.from().isBefore(whole) ? Optional.of(new Days(days.from(), whole, to)) : Optional.empty();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
