package dev.bursar.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.run.SyncRunner;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.tasks.BackgroundConnections;
import module java.base;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailedRunTest {
    @Test
    void aDatabaseThatDidNotAnswerIsToldFromAnUnknownFault() {
        Problem database = SyncRunner.failed(new CannotCreateTransactionException("no connection"), "AB12-CD");
        Problem unknown = SyncRunner.failed(new IllegalStateException(), "AB12-CD");

        assertThat(ProblemText.what(database)).startsWith("The database did not answer in time.");
        assertThat(ProblemText.both(database)).contains("PostgreSQL").contains("AB12-CD");
        assertThat(ProblemText.both(unknown))
                .startsWith("The job failed unexpectedly.")
                .contains("AB12-CD")
                .doesNotContain("PostgreSQL");
    }

    @ParameterizedTest
    @MethodSource
    void whatTheDatabaseRefusedIsToldFromADatabaseThatDidNotAnswer(RuntimeException e, String what) {
        assertThat(ProblemText.what(SyncRunner.failed(e, "AB12-CD"))).startsWith(what);
    }

    static List<Arguments> whatTheDatabaseRefusedIsToldFromADatabaseThatDidNotAnswer() {
        return List.of(
                Arguments.of(new QueryTimeoutException("late"), "The database did not answer in time."),
                Arguments.of(new CannotAcquireLockException("deadlock"), "PostgreSQL undid the job’s last change"),
                Arguments.of(
                        new CannotCreateTransactionException("none", new BackgroundConnections.NoPlace()),
                        "Other jobs kept Bursar’s connections"));
    }

    @Test
    void aFullDiskIsNamedWhoseEverItIs() {
        Problem database = SyncRunner.failed(
                new UncategorizedSQLException("insert", "insert", new SQLException("could not extend file", "53100")),
                "AB12-CD");
        Problem quota = SyncRunner.failed(
                new IllegalStateException(new SQLException("could not extend file: Disk quota exceeded", "XX000")),
                "AB12-CD");
        Problem files =
                SyncRunner.failed(new UncheckedIOException(new IOException("No space left on device")), "AB12-CD");
        Problem duckDb = SyncRunner.failed(
                new IllegalStateException(new SQLException("IO Error: Could not write: No space left on device")),
                "AB12-CD");

        assertThat(ProblemText.what(database)).startsWith("The disk of the database is full.");
        assertThat(ProblemText.what(quota)).isEqualTo(ProblemText.what(database));
        assertThat(ProblemText.what(files)).startsWith("The disk of Bursar’s data folder is full.");
        assertThat(ProblemText.what(duckDb)).isEqualTo(ProblemText.what(files));
        assertThat(ProblemText.whatToDo(files)).startsWith("Free up space there");
    }
}
