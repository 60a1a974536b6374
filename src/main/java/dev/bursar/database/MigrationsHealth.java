package dev.bursar.database;

import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the database has this program's latest migration: a node whose database was exchanged under it is not ready. That a
 * newer node has migrated further is no fault.
 */
@Component("migrations")
@ConditionalOnWebApplication
class MigrationsHealth extends AbstractHealthIndicator {
    private final JdbcClient jdbc;
    private final String latest;

    MigrationsHealth(JdbcClient jdbc, Flyway flyway) {
        this.jdbc = jdbc;
        this.latest = Migration.known(flyway).getLast().version();
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean there = jdbc.sql(
                        "select exists (select from flyway_schema_history where version = :latest and success)")
                .param("latest", latest)
                .query(Boolean.class)
                .single();
        builder.status(there ? Status.UP : Status.OUT_OF_SERVICE);
    }
}
