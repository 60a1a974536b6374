package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class LocalPostgresTest {
    @Test
    void theAppOwnsNothingAndCannotChangeTheJournal() {
        try (var database = TestDatabase.migrated()) {
            assertThat(database.jdbc()
                            .sql("select count(*) from pg_class where pg_get_userbyid(relowner) = current_user")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThatThrownBy(() -> database.jdbc().sql("delete from journal").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> database.jdbc()
                            .sql("update journal set actor_id = 1")
                            .update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() ->
                            database.jdbc().sql("create table mine (a int)").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (var database = TestDatabase.migrated()) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), LocalPostgres.APP, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("authentication failed");
        }
    }
}
