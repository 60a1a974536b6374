package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.simulator.athena.Athena;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.faults.FaultReader;
import dev.bursar.simulator.http.Json;
import module java.base;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Athena's protocol, as the SDK's client speaks it. */
class SimulatorAthenaTest {

    private static final String TOKEN = "a-token-of-at-least-32-characters";

    private static Aws aws;
    private static AthenaClient athena;

    @BeforeAll
    static void start() {
        aws = Aws.at("2026-11-04T09:30:00Z");
        athena = aws.client(AthenaClient.builder(), AwsRetryStrategy.doNotRetry())
                .build();
    }

    @AfterAll
    static void stop() {
        athena.close();
        aws.close();
    }

    @AfterEach
    void noFaults() {
        aws.simulator.faults().clear();
    }

    private static String start(String query, Consumer<StartQueryExecutionRequest.Builder> change) {
        return athena.startQueryExecution(it -> it.queryString(query)
                        .queryExecutionContext(context -> context.database(Athena.DATABASE))
                        .resultConfiguration(result -> result.outputLocation("s3://" + ResultsBucket.BUCKET + "/q/"))
                        .applyMutation(change))
                .queryExecutionId();
    }

    private static QueryExecution look(String id) {
        return athena.getQueryExecution(it -> it.queryExecutionId(id)).queryExecution();
    }

    private static String code(ThrowingCallable call) {
        return catchThrowableOfType(InvalidRequestException.class, call).athenaErrorCode();
    }

    @Test
    void aQueryIsQueuedRunsAndSucceeds() {
        var id = start("select 'a' as One, cast(null as varchar) as two", it -> {});
        assertThat(code(() -> athena.getQueryResults(it -> it.queryExecutionId(id))))
                .isEqualTo("INVALID_QUERY_EXECUTION_STATE");
        assertThat(look(id).status().state()).isEqualTo(QueryExecutionState.QUEUED);
        assertThat(look(id).status().state()).isEqualTo(QueryExecutionState.RUNNING);
        var ended = look(id);
        assertThat(ended.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(ended.status().completionDateTime()).isEqualTo("2026-11-04T09:30:00Z");
        assertThat(ended.statementTypeAsString()).isEqualTo("DML");
        assertThat(ended.resultConfiguration().outputLocation())
                .isEqualTo("s3://" + ResultsBucket.BUCKET + "/q/" + id + ".csv");

        var rows = athena.getQueryResults(it -> it.queryExecutionId(id))
                .resultSet()
                .rows();

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().data())
                .extracting(datum -> datum.varCharValue())
                .containsExactly("one", "two");
        assertThat(rows.getLast().data())
                .extracting(datum -> datum.varCharValue())
                .containsExactly("a", null);
    }

    @Test
    void whatIsStoppedIsCancelledAndStoppingItAgainChangesNothing() {
        var id = start("select 1 as x", it -> {});
        for (var times = 0; times < 2; times++) {
            athena.stopQueryExecution(it -> it.queryExecutionId(id));
            assertThat(look(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        }
        assertThat(look(id).status().stateChangeReason()).isEqualTo("Query cancelled by user");
        assertThat(code(() -> athena.getQueryResults(it -> it.queryExecutionId(id))))
                .isEqualTo("RESULT_NOT_FOUND");
    }

    @Test
    void aTokenStartsOneQuery() {
        var id = start("select 1 as x", it -> it.clientRequestToken(TOKEN));
        assertThat(start("select 1 as x", it -> it.clientRequestToken(TOKEN))).isEqualTo(id);
        assertThat(start("select 1 as x", it -> {})).isNotEqualTo(id);
        assertThat(code(() -> start("select 2 as x", it -> it.clientRequestToken(TOKEN))))
                .isEqualTo("IDEMPOTENT_PARAMETER_MISMATCH");
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 129})
    void aTokenHasAtLeast32CharactersAndAtMost128(int length) {
        assertThat(code(() -> start("select 1 as x", it -> it.clientRequestToken("x".repeat(length)))))
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void whatIsNoStatementIsRefusedAtTheStart() {
        assertThat(code(() -> start("delete from lines", it -> {}))).isEqualTo("MALFORMED_QUERY");
        assertThat(code(() -> start("unload (select 1 as x) to 's3://b/' with (format = 'ORC')", it -> {})))
                .isEqualTo("MALFORMED_QUERY");
        assertThat(code(() -> look("not-there"))).isEqualTo("QUERY_EXECUTION_NOT_FOUND");
    }

    @Test
    void whoAsksWithCurlSaysHowQueriesEnd() {
        aws.simulator
                .faults()
                .add(FaultReader.read(
                        Json.MAPPER.readTree("{\"effect\":\"queryEnds\",\"ending\":\"exhausted\",\"times\":1}")));
        var id = start("select 1 as x", it -> {});
        look(id);
        look(id);
        var error = look(id).status().athenaError();
        assertThat(error.errorMessage()).isEqualTo("Query exhausted resources at this scale factor");
        assertThat(error.errorType()).isEqualTo(1);
        assertThat(error.retryable()).isTrue();
        assertThat(aws.simulator.faults().active()).isEmpty();
    }
}
