package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.testing.TestDatabase;
import module java.base;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

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
    void rootNeedsNoUserNamespace() {
        assertThat(AnotherUser.first(user -> true)).isEqualTo(AnotherUser.IN_NAMESPACE);
        assertThat(AnotherUser.first(user -> user != AnotherUser.IN_NAMESPACE)).isEqualTo(AnotherUser.NOT_ROOT);
        assertThatThrownBy(() -> AnotherUser.first(user -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Start Bursar as a user other than root");
    }

    @Test
    void rootStartsItEitherWayInAFolderOfRootAlone() throws Exception {
        Assumptions.assumeTrue(AnotherUser.found() == AnotherUser.IN_NAMESPACE, "as root only");
        Path folder = Path.of("target/owned-postgres-" + ProcessHandle.current().pid());
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            for (AnotherUser user : List.of(AnotherUser.NOT_ROOT, AnotherUser.IN_NAMESPACE, AnotherUser.NOT_ROOT)) {
                try (var postgres =
                                LocalPostgres.start(user, folder.resolve("data"), "shared_buffers=1MB", "fsync=off");
                        Connection connection = postgres.superuser("postgres")) {
                    assertThat(connection.isValid(5)).isTrue();
                }
                assertThat(folder.resolve("data/pg/postmaster.pid"))
                        .as("it was found running, and stopped")
                        .doesNotExist();
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
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
