package dev.bursar.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseHealthTest {
    private static Status status(DatabaseHealth health) {
        long begun = System.nanoTime();
        Status status = health.health().getStatus();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        return status;
    }

    @Test
    void aDatabaseOfThisProgramsVersionIsUpAndAnOlderOneIsNot() {
        try (var database = TestDatabase.empty()) {
            database.migrate("40");
            var health = new DatabaseHealth(database.jdbc(), database.flyway("latest"), () -> false);
            assertThat(status(health)).isEqualTo(Status.OUT_OF_SERVICE);
            database.migrate("latest");
            assertThat(status(health)).isEqualTo(Status.UP);
            database.open(false);
            assertThat(status(health)).isEqualTo(Status.DOWN);
            database.open(true);
            assertThat(status(health)).isEqualTo(Status.UP);
        }
    }

    /** The pool waits for half a minute, each question would wait for it, and they would take all threads. */
    @Test
    void aDatabaseThatSaysNothingIsDownAtOnce() throws IOException {
        try (var database = TestDatabase.migrated();
                var pool = new HikariDataSource();
                // hangs up before the pool is closed, which would wait for it
                var silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/bursar");
            pool.setInitializationFailTimeout(-1);
            var health = new DatabaseHealth(JdbcClient.create(pool), database.flyway("latest"), () -> false);
            for (int i = 0; i < 3; i++) {
                assertThat(status(health)).isEqualTo(Status.DOWN);
            }
            assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                    .isOne();
        }
    }

    @Test
    void aFullDiskIsNamedAndGoneOnceThereIsRoom() {
        try (var database = TestDatabase.migrated()) {
            var full = new AtomicBoolean(true);
            var health = new DatabaseHealth(database.jdbc(), database.flyway("latest"), full::get);
            assertThat(health.health().getStatus().getCode()).isEqualTo("DISK_FULL");
            assertThat(health.health().getStatus().getDescription()).startsWith("The disk of the database is full.");
            full.set(false);
            assertThat(status(health)).isEqualTo(Status.UP);
        }
    }
}
