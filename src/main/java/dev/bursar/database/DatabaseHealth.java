package dev.bursar.database;

import dev.bursar.kernel.DiskFull;
import module java.base;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers and has this program's latest migration: a node whose database was exchanged under it is not
 * ready. That a newer node has migrated further is no fault. Says so within a second; a database that takes longer counts as
 * one that does not answer, and is not asked again as long as a question is open. A full disk has a state of its own.
 */
@Component("database")
@ConditionalOnWebApplication
class DatabaseHealth implements HealthIndicator {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final Status DISK_FULL = new Status(
            "DISK_FULL", DiskFull.DATABASE.what() + " Free up space there; Bursar goes on by itself within a minute.");

    private final JdbcClient jdbc;
    private final String latest;
    private final BooleanSupplier full;
    private @Nullable FutureTask<Boolean> open;

    @Autowired
    DatabaseHealth(
            JdbcClient jdbc,
            Flyway flyway,
            DatabaseErrors errors,
            @Value("${bursar.data}") Path data,
            @Value("${bursar.local-postgres:false}") boolean local) {
        this(jdbc, flyway, () -> errors.isDiskFull() || local && DiskFull.isUnder(data));
    }

    /** @param full whether the database's disk is known to be full */
    DatabaseHealth(JdbcClient jdbc, Flyway flyway, BooleanSupplier full) {
        this.jdbc = jdbc;
        this.full = full;
        this.latest = Migration.known(flyway).getLast().version();
    }

    @Override
    public Health health() {
        return full.getAsBoolean() ? Health.status(DISK_FULL).build() : answered();
    }

    private Health answered() {
        try {
            boolean migrated = question().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            return Health.status(migrated ? Status.UP : Status.OUT_OF_SERVICE).build();
        } catch (ExecutionException | TimeoutException e) {
            return Health.down().build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down().build();
        }
    }

    private synchronized FutureTask<Boolean> question() {
        FutureTask<Boolean> asked = open;
        if (asked == null || asked.isDone()) {
            asked = new FutureTask<>(this::isMigrated);
            open = asked;
            Thread.ofVirtual().name("database-health").start(asked);
        }
        return asked;
    }

    private boolean isMigrated() {
        return jdbc.sql("select exists (select from flyway_schema_history where version = :latest and success)")
                .param("latest", latest)
                .query(Boolean.class)
                .single();
    }
}
