package dev.bursar.testing;

import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The whole street from the simulated AWS over HTTP to a database of its own, without the portal around it. */
public final class SyncRig implements AutoCloseable {
    private static final int SEED = 7;

    public final TestDatabase database;
    public final MovableClock clock;
    public final Organisation organisation;
    public final Simulator simulator;
    private final AnnotationConfigApplicationContext context;

    public SyncRig(MovableClock clock, Organisation organisation, Map<String, Object> settings) {
        this(clock, organisation, settings, TestDatabase.migrated());
    }

    private SyncRig(
            MovableClock clock, Organisation organisation, Map<String, Object> settings, TestDatabase database) {
        this.database = database;
        this.clock = clock;
        this.organisation = organisation;
        this.simulator = Simulator.start(organisation, clock, 0);
        this.context = context(settings);
    }

    /** As a rig that has just read the costs of an organisation opened on that day: they were read once in this run. */
    public static SyncRig synced(MovableClock clock, LocalDate opened) {
        var database = TestDatabase.filled("costs since " + opened + " at " + clock.instant(), empty -> {
            var rig = new SyncRig(clock, Organisation.seeded(SEED, clock, opened), Map.of(), empty);
            RunRow run = rig.run("costs");
            if (run.state() != RunState.DONE) {
                throw new IllegalStateException(String.valueOf(run.problem()));
            }
            rig.stop();
        });
        return new SyncRig(clock, Organisation.seeded(SEED, clock, opened), Map.of(), database);
    }

    /** Another node on the same database and AWS. */
    public AnnotationConfigApplicationContext context(Map<String, Object> settings) {
        return context(settings, simulator.endpoint());
    }

    /** Another node on the same database that finds AWS elsewhere. */
    public AnnotationConfigApplicationContext context(Map<String, Object> settings, URI aws) {
        return SyncNode.start(clock, database.dataSource(), aws, settings);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public RunRow run(String job) {
        return run(context, job);
    }

    public static RunRow run(AnnotationConfigApplicationContext node, String job) {
        return SyncNode.run(node, job).orElseThrow();
    }

    @Override
    public void close() {
        stop();
        database.close();
    }

    private void stop() {
        context.close();
        simulator.close();
    }
}
