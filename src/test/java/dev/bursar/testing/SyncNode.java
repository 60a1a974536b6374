package dev.bursar.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.access.Directory;
import dev.bursar.access.Directory.SignInNames;
import dev.bursar.aws.AwsEndpoint;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.plan.BudgetPeople;
import dev.bursar.changes.write.Pauses.Waiting;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.local.LocalPostgres;
import dev.bursar.notify.Outbox;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import module java.base;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** A node that runs jobs, without the portal around it: in this process, or in one of its own that can be killed. */
public final class SyncNode {
    /** Names a file with the names of the components, for processes that begin often. */
    static final String COMPONENTS = "bursar.node.components";

    private static final Class<?>[] STREET = street();
    /** The beans of jobs that were run, by the jobs' names: a process makes no other job to find the one that it runs. */
    private static final Map<String, String> BEANS = new ConcurrentHashMap<>();

    private SyncNode() {}

    public static AnnotationConfigApplicationContext start(
            Clock clock, DataSource database, URI aws, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "bursar.aws.team-tag",
                "team",
                "bursar.aws.requests-per-second",
                "100000",
                "bursar.aws.backoff",
                "1ms",
                "bursar.sync.scheduled",
                "false",
                "bursar.sync.daily-cap-usd",
                "1000",
                "bursar.sync.monthly-cap-usd",
                "1000",
                "bursar.teams-from-tags",
                "true",
                "bursar.data",
                data(database).toString()));
        all.putAll(settings);
        var node = new AnnotationConfigApplicationContext();
        node.getEnvironment().getPropertySources().addFirst(new MapPropertySource("node", all));
        node.registerBean(Clock.class, () -> clock);
        // under this name nothing is put in front of it: a test that takes the database away doesn't want patience
        node.registerBean(
                "database", DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""));
        node.registerBean(JdbcClient.class, () -> ComparedColumns.of(JdbcClient.create(database)));
        node.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        node.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(node.getBean(PlatformTransactionManager.class)));
        node.registerBean(AwsEndpoint.class, () -> () -> aws);
        if (settings.get(SyncRig.WAITS) instanceof Waiting waiting) {
            node.registerBean(Waiting.class, () -> waiting);
        }
        node.registerBean(Everyone.class, Everyone::new);
        node.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        node.register(Transactions.class);
        node.register(STREET);
        if (System.getProperty(COMPONENTS) != null) {
            // a process of its own runs one job of many
            node.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        }
        node.refresh();
        return node;
    }

    /**
     * Where nodes keep what belongs to the database of this pool. Nodes of two databases in one folder read each other's published heads,
     * by which the activity log of both is broken.
     */
    private static Path data(DataSource pool) {
        try {
            return Path.of(
                    "target/test-data",
                    URI.create(pool.unwrap(HikariDataSource.class).getJdbcUrl().substring("jdbc:".length()))
                            .getPath()
                            .substring(1),
                    "node-" + ProcessHandle.current().pid());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ended run, or empty where another node is running the job. */
    public static Optional<RunRow> run(AnnotationConfigApplicationContext node, String job) {
        return node.getBean(SyncRunner.class).run(node.getBean(bean(node, job), SyncJob.class), "test");
    }

    /** The bean of a job that some node of this process has run or looked for; empty where nobody has. */
    static String knownBean(String job) {
        return BEANS.getOrDefault(job, "");
    }

    private static String bean(AnnotationConfigApplicationContext node, String job) {
        return BEANS.computeIfAbsent(
                job,
                name -> Stream.of(node.getBeanNamesForType(SyncJob.class))
                        .filter(bean -> node.getBean(bean, SyncJob.class).name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    /**
     * A process of its own: starts, says so, waits for a word and runs the job.
     *
     * @param arguments the database's URL and the app's password, AWS's address, the time, the job (or {@code task:} and the kind of
     *     background work that waits), its bean where that is known, and settings as name=value
     */
    public static void main(String[] arguments) throws IOException {
        var database = new HikariDataSource();
        database.setJdbcUrl(arguments[0]);
        database.setUsername(LocalPostgres.APP);
        database.setPassword(arguments[1]);
        database.setMaximumPoolSize(4);
        var clock = Clock.fixed(Instant.parse(arguments[3]), ZoneOffset.UTC);
        Map<String, Object> settings = new HashMap<>();
        for (int i = 6; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            settings.put(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        String job = arguments[4];
        if (!arguments[5].isEmpty()) {
            BEANS.put(job, arguments[5]);
        }
        var node = start(clock, database, URI.create(arguments[2]), settings);
        System.out.println("ready");
        if (System.in.read() >= 0) {
            System.out.println(
                    job.startsWith("task:")
                            ? work(node, job.substring("task:".length()))
                            : run(node, job).map(run -> run.state().name()).orElse("another node runs it"));
        }
        System.exit(0);
    }

    /** Runs what waits of a kind of background work, and what was left by a node that died. */
    private static String work(AnnotationConfigApplicationContext node, String kind) {
        BackgroundTask task = node.getBeansOfType(BackgroundTask.class).values().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        node.getBean(JdbcClient.class)
                .sql("select id from background_work where kind = :kind and state in ('waiting', 'running')")
                .param("kind", kind)
                .query(UUID.class)
                .list()
                .forEach(id -> node.getBean(BackgroundTasks.class).run(task, id));
        return "done";
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    static class Transactions {}

    /** The components of these packages: reading all their class files takes longer than starting a node. */
    private static Class<?>[] street() {
        String written = System.getProperty(COMPONENTS);
        if (written == null) {
            return found();
        }
        try {
            return Files.readAllLines(Path.of(written)).stream()
                    .map(name -> ClassUtils.resolveClassName(name, SyncNode.class.getClassLoader()))
                    .toArray(Class<?>[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the components, one a line. */
    static List<String> componentNames() {
        return Stream.of(STREET).map(Class::getName).toList();
    }

    private static Class<?>[] found() {
        var single = Stream.<Class<?>>of(
                BudgetEdits.class, BudgetPeople.class, Directory.class, SignInNames.class, Outbox.class);
        return Stream.concat(
                        single,
                        Stream.of(
                                        "journal",
                                        "list",
                                        "sync",
                                        "tasks",
                                        "setup",
                                        "charges",
                                        "ownership",
                                        "costexplorer",
                                        "billingdata",
                                        "budgets.aws",
                                        "budgets.store",
                                        "budgets.cost",
                                        "budgets.writes",
                                        "chargeback.documents",
                                        "chargeback.seals",
                                        "chargeback.issued",
                                        "chargeback.ledger",
                                        "inventory",
                                        "trail",
                                        "efficiency",
                                        "causes",
                                        "changes.write",
                                        "tagging.writes",
                                        "tagging.keys",
                                        "tagging.policy",
                                        "tagging.violations",
                                        "spend",
                                        "org",
                                        "aws",
                                        "trino")
                                .flatMap(SyncNode::components))
                .toArray(Class<?>[]::new);
    }

    private static Stream<Class<?>> components(String module) {
        var readers = new SimpleMetadataReaderFactory();
        List<Class<?>> components = new ArrayList<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:dev/bursar/" + module.replace('.', '/') + "/**/*.class")) {
                var type = readers.getMetadataReader(file).getAnnotationMetadata();
                if (type.isAnnotated(Component.class.getName())
                        && type.isConcrete()
                        && !type.getClassName()
                                .matches(".*(\\.(ui|mails)\\..*|Test.*|Anomaly(Mails|Watch|WatchTask))")) {
                    components.add(ClassUtils.resolveClassName(type.getClassName(), SyncNode.class.getClassLoader()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return components.stream();
    }

    private static final class Everyone implements Scope, BackgroundScope {
        @Override
        public void run(Runnable work) {
            work.run();
        }

        @Override
        public <T> T call(Supplier<T> work) {
            return work.get();
        }

        @Override
        public Actor actor() {
            return Actor.SYSTEM;
        }

        @Override
        public Set<Role> roles() {
            return Set.of(Role.ADMIN);
        }

        @Override
        public Visibility visibility() {
            return Visibility.EVERYTHING;
        }
    }
}
