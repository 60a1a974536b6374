package dev.bursar.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.text.ProblemText;
import org.junit.jupiter.api.Test;
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
}
