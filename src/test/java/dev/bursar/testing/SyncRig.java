package dev.bursar.testing;

import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The whole street from the simulated AWS over HTTP to a database of its own, without the portal around it. */
public final class SyncRig implements AutoCloseable {
    public final TestDatabase database = TestDatabase.migrated();
    public final MovableClock clock;
    public final Organisation organisation;
    public final Simulator simulator;
    private final AnnotationConfigApplicationContext context;

    public SyncRig(MovableClock clock, Organisation organisation, Map<String, Object> settings) {
        this.clock = clock;
        this.organisation = organisation;
        this.simulator = Simulator.start(organisation, clock, 0);
        this.context = context(settings);
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
        context.close();
        simulator.close();
        database.close();
    }
}
