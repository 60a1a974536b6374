package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What Cost Explorer was asked of the costs of resources, which is paid for, as those who see all costs see it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class ResourceCostService {
    private final ResourceCostStore store;
    private final WorkloadCosts costs;
    private final DailyReadings readings;
    private final Clock clock;

    ResourceCostService(ResourceCostStore store, WorkloadCosts costs, DailyReadings readings, Clock clock) {
        this.store = store;
        this.costs = costs;
        this.readings = readings;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param needed whether no recent charge of an export names a resource, so that it says more than is known
     * @param first day that was read; null before the first one
     * @param last day that was read
     */
    public record State(
            DailyReadings.State reading,
            boolean needed,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            ResourceCostPrice price) {}

    public State state() {
        var days = store.days();
        return new State(
                readings.state(EfficiencyJobs.RESOURCE_COSTS),
                !costs.exportNamesResources(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                days.isEmpty() ? null : days.firstKey(),
                days.isEmpty() ? null : days.lastKey(),
                ResourceCostPrice.of(store.expectedResources()));
    }
}
