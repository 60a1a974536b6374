package dev.bursar.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.local.LocalPostgres;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** Makes databases for what is measured. */
public final class BenchServer {
    private BenchServer() {}

    /** The app's connections to a new database of this name with all migrations applied. */
    public static HikariDataSource migrated(LocalPostgres server, String name) throws SQLException {
        try (Connection connection = server.superuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            LocalPostgres.createDatabase(statement, name);
        }
        Flyway.configure()
                .dataSource(server.url(name), LocalPostgres.OWNER, server.ownerPassword())
                .placeholders(Map.of("app", LocalPostgres.APP))
                .load()
                .migrate();
        var app = new HikariDataSource();
        app.setJdbcUrl(server.url(name));
        app.setUsername(LocalPostgres.APP);
        app.setPassword(server.appPassword());
        app.setMaximumPoolSize(4);
        return app;
    }
}
