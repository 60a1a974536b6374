package dev.bursar.charges.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testing.Awaited;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Two jobs that store the first charges of a month at once. */
class ChargePartitionsTest {
    private static final LocalDate MONTH = LocalDate.parse("2031-05-01");

    @Test
    void whoWaitsForAnotherJobToMakeAMonthsTableUsesIt() throws SQLException {
        try (var database = TestDatabase.migrated();
                Connection other = database.dataSource().getConnection()) {
            JdbcClient jdbc = database.jdbc();
            var partitions = new ChargePartitions(
                    jdbc, database.dataSource(), new JdbcTransactionManager(database.dataSource()));
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("select ensure_charge_partition(date '" + MONTH + "')");
            }
            var waiting = CompletableFuture.supplyAsync(() -> partitions.of(MONTH));
            Awaited.until(() -> jdbc.sql("""
                            select exists (select from pg_locks l join pg_stat_activity a on a.pid = l.pid
                                            where l.locktype = 'advisory' and not l.granted and a.datname = current_database())
                            """).query(Boolean.class).single());
            other.commit();
            assertThat(waiting.join()).isEqualTo("charge_2031_05");
        }
    }
}
