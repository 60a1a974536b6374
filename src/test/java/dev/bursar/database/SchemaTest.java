package dev.bursar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A portal that is not told the owner's password. */
class SchemaTest {
    private static Flyway asTheApp(TestDatabase database) {
        return Flyway.configure()
                .dataSource(database.url(), LocalPostgres.APP, database.appPassword())
                .load();
    }

    @Test
    void theAppsRoleIsEnoughOnceTheOwnerHasMigrated() {
        try (var database = TestDatabase.migrated()) {
            var flyway = asTheApp(database);
            assertThatCode(() -> new Schema().onlyChecked().migrate(flyway)).doesNotThrowAnyException();
            assertThat(Schema.version(flyway))
                    .isEqualTo(Migration.known(flyway).getLast().version());
        }
    }

    @Test
    void aSchemaThatLacksMigrationsIsRefusedAndLeftAlone() {
        try (var database = TestDatabase.empty()) {
            database.migrate("30");
            var flyway = asTheApp(database);
            assertThatThrownBy(() -> new Schema().onlyChecked().migrate(flyway))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("bursar migrate");
            assertThat(Schema.version(flyway)).isEqualTo("30");
        }
    }
}
