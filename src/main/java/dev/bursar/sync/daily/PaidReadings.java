package dev.bursar.sync.daily;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.daily.DailyReading.Switch;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Turns readings on and off that AWS bills for. */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class PaidReadings {
    private final List<DailyReading> all;
    private final DailyReadings readings;
    private final JobRequests jobs;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    PaidReadings(
            List<DailyReading> all,
            DailyReadings readings,
            JobRequests jobs,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.all = all;
        this.readings = readings;
        this.jobs = jobs;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Asks from now on, and at once for the first time.
     *
     * @throws StaleEdit where it is on already
     */
    @Writes(Guard.CONDITION)
    public void turnOn(String reading) {
        turn(reading, true);
        jobs.add(reading);
    }

    /**
     * Stops asking; what was read is kept.
     *
     * @throws StaleEdit where it is off already
     */
    @Writes(Guard.CONDITION)
    public void turnOff(String reading) {
        turn(reading, false);
    }

    private void turn(String reading, boolean on) {
        Switch its = all.stream()
                .filter(one -> one.name().equals(reading))
                .findFirst()
                .flatMap(DailyReading::turned)
                .orElseThrow();
        if (!readings.turn(reading, on, scope.actor().name(), clock.instant())) {
            throw new StaleEdit(its.subject());
        }
        journal.record(on ? its.on() : its.off(), its.subject(), Map.of("enabled", !on), Map.of("enabled", on));
    }
}
