package dev.bursar.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.text.ProblemText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
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

    @Test
    void aFullDiskIsNamedWhoseEverItIs() {
        Problem database = SyncRunner.failed(
                new UncategorizedSQLException("insert", "insert", new SQLException("could not extend file", "53100")),
                "AB12-CD");
        Problem files =
                SyncRunner.failed(new UncheckedIOException(new IOException("No space left on device")), "AB12-CD");
        Problem duckDb = SyncRunner.failed(
                new IllegalStateException(new SQLException("IO Error: Could not write: No space left on device")),
                "AB12-CD");

        assertThat(ProblemText.what(database)).startsWith("The disk of the database is full.");
        assertThat(ProblemText.what(files)).startsWith("The disk of Bursar’s data folder is full.");
        assertThat(ProblemText.what(duckDb)).isEqualTo(ProblemText.what(files));
        assertThat(ProblemText.whatToDo(files)).startsWith("Free up space there");
    }
}
