package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.sync.JobRequests;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether Cost Explorer is asked what resources cost, which is paid for: those who see all costs see it, an admin decides. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class ResourceCostService {
    private static final String ADMIN = "hasRole('ADMIN')";

    private final ResourceCostStore store;
    private final WorkloadCosts costs;
    private final JobRequests jobs;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    ResourceCostService(
            ResourceCostStore store, WorkloadCosts costs, JobRequests jobs, Journal journal, Scope scope, Clock clock) {
        this.store = store;
        this.costs = costs;
        this.jobs = jobs;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * How it stands.
     *
     * @param needed whether no recent charge of an export names a resource, so that it says more than is known
     * @param setBy who turned it on or off last; null for nobody
     * @param first day that was read; null before the first one
     * @param last day that was read
     * @param triedAt null before it was asked for the first time
     * @param problem of the last run; "" where there was none
     */
    public record State(
            boolean enabled,
            boolean needed,
            @Nullable String setBy,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            @Nullable Instant triedAt,
            String problem,
            String whatToDo,
            ResourceCostPrice price) {}

    public State state() {
        ResourceCostStore.State stored = store.state();
        var days = store.days();
        return new State(
                stored.enabled(),
                !costs.exportNamesResources(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                stored.setBy(),
                days.isEmpty() ? null : days.firstKey(),
                days.isEmpty() ? null : days.lastKey(),
                stored.triedAt(),
                stored.problem(),
                stored.whatToDo(),
                ResourceCostPrice.of(store.expectedResources()));
    }

    /**
     * Asks from now on, and at once for the first time.
     *
     * @throws StaleEdit where it is on already
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize(ADMIN)
    public void turnOn() {
        turn(true);
        jobs.add(EfficiencyJobs.RESOURCE_COSTS);
    }

    /**
     * Stops asking; what was read is kept and stands until it is out of date.
     *
     * @throws StaleEdit where it is off already
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize(ADMIN)
    public void turnOff() {
        turn(false);
    }

    private void turn(boolean on) {
        if (!store.turn(on, scope.actor().name(), clock.instant())) {
            throw new StaleEdit(ResourceCostAction.SUBJECT);
        }
        journal.record(
                on ? ResourceCostAction.TURNED_ON : ResourceCostAction.TURNED_OFF,
                ResourceCostAction.SUBJECT,
                Map.of("enabled", !on),
                Map.of("enabled", on));
    }
}
