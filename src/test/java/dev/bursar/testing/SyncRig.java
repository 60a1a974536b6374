package dev.bursar.testing;

import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The whole street from the simulated AWS over HTTP to a database of its own, without the portal around it. */
public final class SyncRig implements AutoCloseable {
    /** Spring Boot's setting of how many milliseconds a node waits for a connection: long, but where it is to lose the database. */
    public static final String PATIENCE = "spring.datasource.hikari.connection-timeout";

    /** A {@link dev.bursar.changes.write.Pauses.Waiting} of changes to AWS, instead of sleep. */
    public static final String WAITS = "test.waits";

    private static final int SEED = 7;

    public final TestDatabase database;
    public final MovableClock clock;
    public final Organisation organisation;
    public final Simulator simulator;
    private final Map<String, Object> settings;
    /** Made when it is asked for: many tests only use nodes with settings of their own. */
    private @Nullable AnnotationConfigApplicationContext context;

    public SyncRig(MovableClock clock, Organisation organisation, Map<String, Object> settings) {
        this(clock, organisation, settings, TestDatabase.migrated());
    }

    private SyncRig(
            MovableClock clock, Organisation organisation, Map<String, Object> settings, TestDatabase database) {
        this.database = database;
        this.clock = clock;
        this.organisation = organisation;
        this.simulator = Simulator.start(organisation, clock, 0);
        if (settings.get(PATIENCE) instanceof String patience) {
            database.patience(Duration.ofMillis(Long.parseLong(patience)));
        }
        this.settings = settings;
    }

    /** As a rig that has just read the costs of an organisation opened on that day. */
    public static SyncRig synced(MovableClock clock, LocalDate opened) {
        return synced(clock, opened, "", same -> {});
    }

    /** The same of an organisation that is changed before; the change has a name, and says the same each time. */
    public static SyncRig synced(MovableClock clock, LocalDate opened, String name, Consumer<Organisation> change) {
        Supplier<Organisation> organisation = () -> {
            Organisation seeded = Organisation.seeded(SEED, clock, opened);
            change.accept(seeded);
            return seeded;
        };
        var database = TestDatabase.kept(
                "costs since " + opened + " at " + clock.instant() + name,
                TestDatabase::migrated,
                empty -> fill(new SyncRig(clock, organisation.get(), Map.of(), empty), List.of("costs")));
        return new SyncRig(clock, organisation.get(), Map.of(), database);
    }

    /** As a rig that has just read so much, at that moment and with those settings. */
    public static SyncRig that(Has has) {
        return that(has, Has.SETTINGS);
    }

    /** The same, going on with other settings. */
    public static SyncRig that(Has has, Map<String, Object> settings) {
        var clock = new MovableClock(Has.AT);
        return new SyncRig(clock, Organisation.seeded(SEED, clock, Has.OPENED), settings, kept(has));
    }

    /** One that has just read who its members are, and nothing else, of an organisation opened on that day. */
    public static SyncRig members(LocalDate opened, Map<String, Object> settings) {
        var clock = new MovableClock(Has.AT);
        return new SyncRig(clock, Organisation.seeded(SEED, clock, opened), settings, kept(Has.MEMBERS));
    }

    /** A database that has read so much at that moment, of an organisation opened on that day. */
    public static TestDatabase read(Instant at, LocalDate opened, List<String> jobs) {
        return TestDatabase.kept(
                jobs + " since " + opened + " at " + at,
                TestDatabase::migrated,
                empty -> fill(empty, new MovableClock(at), opened, Map.of(), jobs));
    }

    /** A copy of the database of {@link #that}, for a portal. */
    static TestDatabase kept(Has has) {
        return TestDatabase.kept(
                has.name() + has.jobs,
                () -> has.before == null ? TestDatabase.migrated() : kept(has.before),
                database -> fill(database, new MovableClock(Has.AT), Has.OPENED, Has.SETTINGS, has.jobs));
    }

    private static void fill(
            TestDatabase database,
            MovableClock clock,
            LocalDate opened,
            Map<String, Object> settings,
            List<String> jobs) {
        fill(new SyncRig(clock, Organisation.seeded(SEED, clock, opened), settings, database), jobs);
    }

    private static void fill(SyncRig rig, List<String> jobs) {
        if (jobs.contains("reach")) {
            rig.letIn();
        }
        for (String job : jobs) {
            RunRow run = rig.run(job);
            // one account of the organisation has no role
            if (run.state() != RunState.DONE && run.state() != RunState.DONE_WITH_FAILURES) {
                throw new IllegalStateException(job + ": " + run.problem());
            }
        }
        rig.stop();
    }

    /**
     * What a kept database has read of the seeded organisation, each more than the one before. Tests start from a copy, so that
     * an organisation is read once for all of them. See CONTRIBUTING, "Kept states".
     */
    public enum Has {
        /** Member accounts, and which of them answer. */
        MEMBERS(null, "accounts", "reach"),
        /** Resources with their tags, workloads and prices as well. */
        WORKLOADS(MEMBERS, "inventory", "ml-workloads", "ml-prices"),
        /** Charges by resource, of the organisation's export, as well; nothing is measured. */
        CHARGES(WORKLOADS, "exports", "resource-costs", "ml-workloads"),
        /** The measured hours of workloads as well. */
        MEASURED(CHARGES, "ml-metrics"),
        /** All of that, and what was found of workloads. */
        FINDINGS(MEASURED, "efficiency");

        /** When all was read. */
        public static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");
        /** The organisation's first day. */
        public static final LocalDate OPENED = LocalDate.parse("2026-10-01");

        public static final Map<String, Object> SETTINGS =
                Map.of("bursar.aws.charge-files", "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix());

        private final @Nullable Has before;
        private final List<String> jobs;

        Has(@Nullable Has before, String... jobs) {
            this.before = before;
            this.jobs = List.of(jobs);
        }
    }

    /** Another node on the same database and AWS. */
    public AnnotationConfigApplicationContext context(Map<String, Object> settings) {
        return context(settings, simulator.endpoint());
    }

    /** Another node on the same database that finds AWS elsewhere. */
    public AnnotationConfigApplicationContext context(Map<String, Object> settings, URI aws) {
        return SyncNode.start(clock, database.dataSource(), aws, settings);
    }

    private synchronized AnnotationConfigApplicationContext context() {
        if (context == null) {
            context = context(settings);
        }
        return context;
    }

    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context().getBeansOfType(type).values();
    }

    public RunRow run(String job) {
        return run(context(), job);
    }

    public static RunRow run(AnnotationConfigApplicationContext node, String job) {
        return SyncNode.run(node, job).orElseThrow();
    }

    /** Leaves the payer and these members only: whatever reads each place takes as long as there are places. */
    public void only(String... members) {
        database.jdbc()
                .sql("update account set listed = false where id <> all(:members)")
                .param("members", members)
                .update();
    }

    /** Lets Bursar into the member accounts, as an admin does. */
    public void reachMembers() {
        letIn();
        run("accounts");
        run("reach");
    }

    public void letIn() {
        database.jdbc()
                .sql("update reach_settings set enabled = true, role_name = :role, external_id = :id")
                .param("role", MemberRoles.NAME)
                .param("id", MemberRoles.EXTERNAL_ID)
                .update();
    }

    /** Has some workloads measured anew by the next run, a minute later. */
    public void forgetHours(String ofWorkloads) {
        clock.forward(Duration.ofMinutes(1));
        for (String table : List.of("ml_point", "ml_measured")) {
            database.jdbc()
                    .sql("delete from " + table + " where variant_id in (select v.id from ml_variant v"
                            + " join ml_workload w on w.id = v.workload_id where w." + ofWorkloads + ")")
                    .update();
        }
    }

    /** A node in a process of its own that waits for {@link #go} to run the job; whoever starts it ends it. */
    public Process process(String job, String... settings) {
        return process(NodeCommand.get(), job, settings);
    }

    private Process process(List<String> started, String job, String... settings) {
        var command = new ArrayList<>(started);
        command.addAll(List.of(
                database.url(),
                database.appPassword(),
                simulator.endpoint().toString(),
                clock.instant().toString(),
                job,
                SyncNode.knownBean(job)));
        command.addAll(List.of(settings));
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a node through a job, so that it has loaded what nodes need. */
    static void first(List<String> command) {
        try (var rig = that(Has.MEMBERS)) {
            Process node = rig.process(command, "accounts");
            go(node);
            node.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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

    private synchronized void stop() {
        if (context != null) {
            context.close();
        }
        simulator.close();
    }
}
