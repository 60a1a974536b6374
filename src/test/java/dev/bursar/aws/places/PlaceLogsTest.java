package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.spi.LogQuestions;
import dev.bursar.efficiency.spi.LogQuestions.Answer;
import dev.bursar.efficiency.spi.LogQuestions.Group;
import dev.bursar.efficiency.spi.LogQuestions.Question;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.CannedAws;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs Insights over HTTP: what is asked, what it costs, and how queries end that don't end well. */
class PlaceLogsTest {
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);
    private static final String GROUP = "/aws/sagemaker/Endpoints/fraud";
    private static final long GB = LogQuestions.BYTES_A_GB;

    private static CannedAws aws;
    private static LogQuestions logs;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                CLOCK,
                Map.of("bursar.aws.attempts", "2", "bursar.aws.backoff", "1ms", "bursar.sync.daily-cap-usd", "1"));
        logs = aws.bean(LogQuestions.class);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
        aws.answers("StartQuery", "{\"queryId\":\"q-1\"}");
        aws.answers("StopQuery", "{\"success\":true}");
    }

    private static String results(String status, double bytes, String... rows) {
        return "{\"status\":\"" + status + "\",\"results\":[" + String.join(",", rows)
                + "],\"statistics\":{\"recordsMatched\":7.0,\"recordsScanned\":90.0,\"bytesScanned\":" + bytes + "}}";
    }

    private static String row(String message, String lines) {
        return "[{\"field\":\"message\",\"value\":\"" + message + "\"},{\"field\":\"lines\",\"value\":\"" + lines
                + "\"},{\"field\":\"@ptr\",\"value\":\"CmEKJgoi\"}]";
    }

    private static Question question(long mostBytes) {
        return new Question(
                GROUP,
                "fields @message | sort @timestamp desc",
                Instant.parse("2026-11-24T08:00:00Z"),
                Instant.parse("2026-11-24T09:00:00Z"),
                20,
                mostBytes);
    }

    @Test
    void anAnswerIsWaitedForAndPaidAtTheBytesThatItMayScan() {
        aws.answers(
                "GetQueryResults",
                results("Scheduled", 0),
                results("Running", 1_000, row("partial", "1")),
                results("Complete", 4_096, row("ValueError", "5"), row("KeyError", "2")));

        Answer answer = logs.ask(PLACE, question(2 * GB), aws.meter());

        assertThat(answer)
                .isEqualTo(new Answer(
                        List.of(
                                Map.of("message", "ValueError", "lines", "5"),
                                Map.of("message", "KeyError", "lines", "2")),
                        4_096,
                        7,
                        true));
        assertThat(answer.rows().getFirst().keySet()).containsExactly("message", "lines");
        assertThat(aws.asked("StartQuery").getFirst().body())
                .contains(
                        "\"logGroupName\":\"" + GROUP + "\"",
                        "\"startTime\":1795507200",
                        "\"endTime\":1795510800",
                        "\"limit\":20",
                        "\"queryString\":\"fields @message | sort @timestamp desc\"");
        assertThat(aws.asked("StartQuery").getFirst().region()).isEqualTo("eu-west-1");
        assertThat(aws.asked("StopQuery")).isEmpty();
        assertThat(aws.spent()).isEqualByComparingTo("0.01");
        assertThat(aws.metered())
                .containsEntry("logs:StartQuery 123456789012 eu-west-1", 1L)
                .containsEntry("logs:GetQueryResults 123456789012 eu-west-1", 3L);
    }

    @Test
    void aQueryThatScansMoreThanItMayIsStoppedAndWhatCameIsKept() {
        aws.answers(
                "GetQueryResults",
                results("Running", GB - 1),
                results("Running", GB + 1),
                results("Cancelled", GB + 9, row("ValueError", "5")));

        Answer answer = logs.ask(PLACE, question(GB), aws.meter());

        assertThat(answer.complete()).isFalse();
        assertThat(answer.bytesScanned()).isEqualTo(GB + 9);
        assertThat(answer.rows()).hasSize(1);
        assertThat(aws.asked("StopQuery").getFirst().body()).isEqualTo("{\"queryId\":\"q-1\"}");
    }

    @Test
    void aQueryThatDoesNotEndIsStopped() {
        aws.answers("GetQueryResults", results("Running", 10));

        assertThat(logs.ask(PLACE, question(GB), aws.meter()).complete()).isFalse();
        assertThat(aws.asked("StopQuery")).hasSize(1);
        assertThat(aws.asked("GetQueryResults")).hasSizeLessThanOrEqualTo(41);
    }

    @Test
    void aQueryWhoseAnswerIsRefusedIsStopped() {
        aws.refuses("GetQueryResults", 400, "AccessDeniedException", "no");

        assertThatThrownBy(() -> logs.ask(PLACE, question(GB), aws.meter()))
                .isInstanceOfSatisfying(SourceProblem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
                    assertThat(ProblemText.what(problem.problem()))
                            .isEqualTo(
                                    "AWS refused logs:GetQueryResults to Bursar\u2019s own credentials in eu-west-1 of"
                                            + " account 1234-5678-9012.");
                });
        assertThat(aws.asked("StopQuery")).hasSize(1);
    }

    @Test
    void aQueryThatFailsIsAProblemAndOneThatTimesOutIsAPart() {
        aws.answers("GetQueryResults", results("Timeout", 10, row("ValueError", "5")), results("Failed", 10));

        assertThat(logs.ask(PLACE, question(GB), aws.meter()).complete()).isFalse();
        assertThatThrownBy(() -> logs.ask(PLACE, question(GB), aws.meter()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @Test
    void aRefusedQueryCostsNothingAndAGoneGroupIsSaid() {
        aws.reset();
        aws.refuses("StartQuery", 400, "ResourceNotFoundException", "Log group does not exist");

        assertThatThrownBy(() -> logs.ask(PLACE, question(GB), aws.meter()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(ProblemText.what(problem.problem()))
                                .contains("the log group doesn\u2019t exist"));
        assertThat(aws.spent()).isEqualByComparingTo("0");
    }

    @Test
    void theCapForbidsAQueryBeforeItIsSent() {
        assertThatThrownBy(() -> logs.ask(PLACE, question(201 * GB), aws.meter()))
                .isInstanceOf(CapReached.class);
        assertThat(aws.asked("StartQuery")).isEmpty();
    }

    @Test
    void theGroupOfExactlyTheNameIsTaken() {
        aws.answers(
                "DescribeLogGroups",
                "{\"logGroups\":[{\"logGroupName\":\"" + GROUP
                        + "\",\"creationTime\":1780000000000,\"storedBytes\":5000000000,\"retentionInDays\":30},"
                        + "{\"logGroupName\":\"" + GROUP + "-2\",\"creationTime\":1,\"storedBytes\":1}]}",
                "{\"logGroups\":[{\"logGroupName\":\"" + GROUP + "-2\",\"creationTime\":1,\"storedBytes\":1}]}",
                "{\"logGroups\":[{\"logGroupName\":\"" + GROUP + "\",\"creationTime\":1}]}");

        assertThat(logs.group(PLACE, GROUP, aws.meter()))
                .contains(new Group(5_000_000_000L, 30, Instant.ofEpochSecond(1_780_000_000)));
        assertThat(logs.group(PLACE, GROUP, aws.meter())).isEmpty();
        assertThatThrownBy(() -> logs.group(PLACE, GROUP, aws.meter())).isInstanceOf(SourceProblem.class);
        assertThat(aws.asked("DescribeLogGroups").getFirst().body())
                .contains("\"logGroupNamePrefix\":\"" + GROUP + "\"");
        assertThat(aws.spent()).isEqualByComparingTo("0");
    }

    @Test
    void aGigabyteIsTwoToTheThirtiethAndPricesAreRoundedUp() {
        assertThat(LogQuestions.price(GB)).isEqualByComparingTo("0.005");
        assertThat(LogQuestions.price(1)).isEqualByComparingTo("0.000001");
        assertThat(LogQuestions.price(0)).isEqualByComparingTo("0");
    }
}
