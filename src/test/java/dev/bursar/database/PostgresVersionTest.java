package dev.bursar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class PostgresVersionTest {
    private static Flyway flyway(TestDatabase database, PostgresVersion version) {
        return Flyway.configure()
                .configuration(database.flyway("1").getConfiguration())
                .callbacks(version)
                .load();
    }

    @Test
    void aServerThatIsTooOldIsRefusedInASentenceAndLeftAlone() {
        try (var database = TestDatabase.empty()) {
            Flyway flyway = flyway(database, new PostgresVersion(99));

            assertThatThrownBy(flyway::migrate)
                    .rootCause()
                    .hasMessageMatching("The database is PostgreSQL \\d\\d\\. Bursar needs 99 or newer\\. .*");
            assertThatThrownBy(() -> Migration.applied(flyway)).rootCause().hasMessageContaining("Bursar needs 99");

            assertThat(database.jdbc()
                            .sql("select count(*) from pg_tables where schemaname = 'public'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void thisOneIsNewEnough() {
        try (var database = TestDatabase.empty()) {
            assertThat(flyway(database, new PostgresVersion()).migrate().success)
                    .isTrue();
        }
    }
}
