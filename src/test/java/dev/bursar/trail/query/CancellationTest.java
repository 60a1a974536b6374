package dev.bursar.trail.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.testing.Awaited;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class CancellationTest {
    @Test
    void whatNobodyWaitsForEnds() throws Exception {
        try (TestDatabase database = TestDatabase.migrated()) {
            var jdbc = new CancellableJdbc(database.dataSource()).client();
            var cancellation = new Cancellation();
            var asked = CompletableFuture.supplyAsync(() -> cancellation.during(() ->
                    jdbc.sql("select 1 from pg_sleep(600)").query(Integer.class).single()));
            Awaited.until(() -> database.jdbc()
                            .sql(
                                    "select count(*) from pg_stat_activity where query like '%pg_sleep(600)%' and pid <> pg_backend_pid()")
                            .query(Long.class)
                            .single()
                    > 0);
            cancellation.cancel();
            assertThatThrownBy(() -> asked.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> cancellation.during(
                            () -> jdbc.sql("select 1").query(Integer.class).single()))
                    .isInstanceOf(DataAccessException.class);
            assertThat(jdbc.sql("select 1").query(Integer.class).single()).isEqualTo(1);
        }
    }
}
