package dev.bursar.causes.watch;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.FirstCostRead;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostQueries.Facts;
import dev.bursar.kernel.Visibility;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
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

    /** The first day with costs, and the first whose costs may still arrive; empty where no day is whole, or costs are read for the first time. */
    Optional<DayRange> now() {
        if (!firstRead.isOver()) {
            return Optional.empty();
        }
        return queries.extent(Visibility.EVERYTHING).flatMap(days -> {
            Facts facts = queries.facts(days.from(), days.to(), Visibility.EVERYTHING);
            LocalDate arrived = facts.observedAt()
                    .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)
                            .minusDays(facts.finality().arrivingDays()))
                    .orElse(days.to());
            LocalDate to = arrived.isBefore(days.to()) ? arrived : days.to();
            return days.from().isBefore(to) ? Optional.of(new DayRange(days.from(), to)) : Optional.empty();
        });
    }
}
