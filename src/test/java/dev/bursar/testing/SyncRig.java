package dev.bursar.testing;

import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    /** Lets Bursar into the member accounts, as an admin does. */
    public void reachMembers() {
        database.jdbc()
                .sql("update reach_settings set enabled = true, role_name = :role, external_id = :id")
                .param("role", MemberRoles.NAME)
                .param("id", MemberRoles.EXTERNAL_ID)
                .update();
        run("accounts");
        run("reach");
    }

    /** A node in a process of its own that waits for {@link #go} to run the job; whoever starts it ends it. */
    public Process process(String job, String... settings) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SyncNode.class.getName(),
                database.url(),
                database.appPassword(),
                simulator.endpoint().toString(),
                clock.instant().toString(),
                job));
        command.addAll(List.of(settings));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the node is up and tells it to begin. */
    public static void go(Process node) {
        try {
            var words = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
            for (String line = words.readLine(); !"ready".equals(line); line = words.readLine()) {
                if (line == null) {
                    throw new IllegalStateException("The node did not come up");
                }
            }
            node.getOutputStream().write('\n');
            node.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
