package dev.bursar.testing;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.local.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database of one test class, on the real PostgreSQL that all tests of a run share. */
public final class TestDatabase implements AutoCloseable {
    private static final LocalPostgres SERVER = server();
    private static final AtomicInteger COUNTER = new AtomicInteger();

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

    /** A new database with all migrations applied: a copy of one to which they were applied once in this run. */
    public static TestDatabase migrated() {
        return created(Template.NAME);
    }

    /** A new database without any. */
    public static TestDatabase empty() {
        return created("template1");
    }

    private static TestDatabase created(String template) {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
        try (Connection connection = SERVER.superuser("postgres");
                Statement statement = connection.createStatement()) {
            LocalPostgres.createDatabase(statement, name, template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(name);
    }

    private static final class Template {
        static final String NAME = migrated();

        private static String migrated() {
            TestDatabase database = empty();
            database.migrate("latest");
            database.app.close();
            return database.name;
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
                .placeholders(java.util.Map.of("app", LocalPostgres.APP))
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

    /** Keeps everybody out of the database, or lets them in again. */
    public void open(boolean connections) {
        try (Connection connection = SERVER.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " with allow_connections " + connections);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
        return JdbcClient.create(app);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(app));
    }

    @Override
    public void close() {
        app.close();
        try (Connection connection = SERVER.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LocalPostgres server() {
        LocalPostgres server = LocalPostgres.start(
                Path.of("target/test-postgres"),
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "max_connections=300");
        // once the contexts that tests share are closed, which ask it until then
        SpringApplication.getShutdownHandlers().add(server::close);
        return server;
    }
}
