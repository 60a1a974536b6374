package dev.bursar.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.local.LocalPostgres;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** A migrated database of one test class, on the real PostgreSQL that all tests of a run share. */
public final class TestDatabase implements AutoCloseable {
    private static final LocalPostgres SERVER = server();
    private static final Path DATA = Path.of("target/test-data");
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Set<String> KEPT = new HashSet<>();
    private static final String MIGRATED =
            template("migrated_" + Fingerprint.MIGRATIONS, TestDatabase::empty, database -> database.migrate("latest"));

    private final String name;
    private final HikariDataSource app;

    private TestDatabase(String name) {
        this.name = name;
        this.app = new HikariDataSource();
        app.setJdbcUrl(SERVER.url(name));
        app.setUsername(LocalPostgres.APP);
        app.setPassword(SERVER.appPassword());
        app.setMaximumPoolSize(6);
        app.setMinimumIdle(0);
    }

    /** A new database with all migrations applied: a copy of one to which they were applied once. */
    public static TestDatabase migrated() {
        return created(MIGRATED);
    }

    /**
     * A copy of a database that is kept on the server for all processes, until the code that fills it changes. Whoever asks first
     * fills it, others wait.
     *
     * @param with says what is in it: equal words, equal content
     * @param empty makes the database that is to be filled
     */
    public static synchronized TestDatabase kept(
            String with, Supplier<TestDatabase> empty, Consumer<TestDatabase> filling) {
        String name = "kept_" + Fingerprint.READING + "_" + Fingerprint.of(with);
        if (!KEPT.contains(name)) {
            template(name, empty, filling);
            KEPT.add(name);
        }
        return created(name);
    }

    /** What others are copied from, to which nobody may be connected. */
    private static String template(String name, Supplier<TestDatabase> empty, Consumer<TestDatabase> filling) {
        administered(statement -> {
            // one process after the other, however many others fill something else
            statement.execute("select pg_advisory_lock(hashtext('" + name + "'))");
            try (var found = statement.executeQuery("select from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            TestDatabase database = empty.get();
            filling.accept(database);
            database.app.close();
            statement.execute("alter database " + database.name + " rename to " + name);
        });
        return name;
    }

    /** A new database without any. */
    public static TestDatabase empty() {
        return created("template1");
    }

    private static TestDatabase created(String template) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        forgetFiles(name);
        administered(statement -> LocalPostgres.createDatabase(statement, name, template));
        return new TestDatabase(name);
    }

    /** Of a process that had this one's number: heads of the activity log that it published would contradict the new database's. */
    private static void forgetFiles(String name) {
        try {
            FileSystemUtils.deleteRecursively(DATA.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As new, at the same address; whoever is connected loses the connection. */
    void renew() {
        administered(statement -> {
            statement.execute(dropped());
            LocalPostgres.createDatabase(statement, name, MIGRATED);
        });
        leaveConnections(app);
    }

    /** What another one has, at the same address; whoever is connected loses the connection, and the other one is gone. */
    void takes(TestDatabase other) {
        other.app.close();
        administered(statement -> {
            statement.execute(dropped());
            statement.execute("alter database " + other.name + " rename to " + name);
        });
        leaveConnections(app);
    }

    /** A pool's connections are of no use once their database was dropped. */
    static void leaveConnections(HikariDataSource pool) {
        if (pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private String dropped() {
        return "drop database if exists " + name + " with (force)";
    }

    private interface Administration {
        void run(Statement statement) throws SQLException;
    }

    private static void administered(Administration work) {
        try (Connection connection = SERVER.superuser("postgres");
                Statement statement = connection.createStatement()) {
            work.run(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Applies the migrations up to this one. */
    public void migrate(String version) {
        flyway(version).migrate();
    }

    /** What applies the migrations up to this one, as the role that owns everything. */
    public Flyway flyway(String version) {
        return Flyway.configure()
                .dataSource(SERVER.url(name), LocalPostgres.OWNER, SERVER.ownerPassword())
                .placeholders(Map.of("app", LocalPostgres.APP))
                .target(version)
                .load();
    }

    /** Runs a script from the test resources as the role that owns everything. */
    public void fill(String script) {
        var owner = owner();
        try {
            new ResourceDatabasePopulator(new ClassPathResource(script)).execute(owner);
        } finally {
            owner.destroy();
        }
    }

    /** How long to wait for a connection; said before the first one. */
    void patience(Duration longest) {
        app.setConnectionTimeout(longest.toMillis());
    }

    /** Ends all connections at once, as PostgreSQL sees nodes that are killed. */
    public void endConnections() {
        administered(statement -> statement.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'"));
    }

    /** Keeps everybody out of the database, or lets them in again. */
    public void open(boolean connections) {
        administered(statement -> {
            statement.execute("alter database " + name + " with allow_connections " + connections);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        });
    }

    /** The one connection of the role that owns everything; close it. */
    public SingleConnectionDataSource owner() {
        return new SingleConnectionDataSource(url(), LocalPostgres.OWNER, ownerPassword(), true);
    }

    public String name() {
        return name;
    }

    public String url() {
        return SERVER.url(name);
    }

    public String appPassword() {
        return SERVER.appPassword();
    }

    public String ownerPassword() {
        return SERVER.ownerPassword();
    }

    /** Connections of the app's role, which owns nothing. */
    public DataSource dataSource() {
        return app;
    }

    public JdbcClient jdbc() {
        return ComparedColumns.of(JdbcClient.create(app));
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(app));
    }

    @Override
    public void close() {
        app.close();
        administered(statement -> statement.execute(dropped()));
    }

    /** Drops what earlier code filled, and what processes that have ended left. */
    private static void leaveOthers(LocalPostgres server) {
        try (Connection connection = server.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('left over'))");
            List<String> names = new ArrayList<>();
            try (var found = statement.executeQuery("select datname from pg_database")) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
            for (String name : names) {
                if (isLeftOver(name)) {
                    statement.execute("drop database if exists " + name + " with (force)");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isLeftOver(String database) {
        String[] parts = database.split("_");
        return switch (parts[0]) {
            case "kept" -> !parts[1].equals(Fingerprint.READING);
            case "migrated" -> !parts[1].equals(Fingerprint.MIGRATIONS);
            case "test" -> ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
            default -> false;
        };
    }

    private static LocalPostgres server() {
        LocalPostgres server = LocalPostgres.start(
                Path.of("target/test-postgres"),
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "max_connections=300");
        leaveOthers(server);
        // once the contexts that tests share are closed, which ask it until then
        SpringApplication.getShutdownHandlers().add(server::close);
        return server;
    }
}
