package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.spi.TraceQuestions;
import dev.bursar.efficiency.spi.TraceQuestions.Edge;
import dev.bursar.efficiency.spi.TraceQuestions.Found;
import dev.bursar.efficiency.spi.TraceQuestions.Graph;
import dev.bursar.efficiency.spi.TraceQuestions.Node;
import dev.bursar.efficiency.spi.TraceQuestions.Search;
import dev.bursar.efficiency.spi.TraceQuestions.Trace;
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

/** X-Ray over HTTP: what is asked, what it costs, and where a search ends. */
class PlaceTracesTest {
    private static final Instant TO = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant FROM = Instant.parse("2026-11-24T08:00:00Z");
    private static final MovableClock CLOCK = new MovableClock(TO);
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);
    private static final Node SAGEMAKER = new Node(3, "SageMaker Runtime", "AWS::SageMakerRuntime", false, 90);

    private static CannedAws aws;
    private static TraceQuestions traces;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                CLOCK,
                Map.of("bursar.aws.attempts", "2", "bursar.aws.backoff", "1ms", "bursar.sync.daily-cap-usd", "1"));
        traces = aws.bean(TraceQuestions.class);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
    }

    private static String page(String token, int processed, String... summaries) {
        return "{\"TraceSummaries\":[" + String.join(",", summaries) + "],\"TracesProcessedCount\":" + processed
                + (token == null ? "" : ",\"NextToken\":\"" + token + "\"") + "}";
    }

    private static String summary(String seconds, String... services) {
        return "{\"Id\":\"1-6b061009-000000000000000000000001\",\"ResponseTime\":" + seconds
                + ",\"ResponseTimeRootCauses\":[{\"ClientImpacting\":true,\"Services\":["
                + String.join(
                        ",",
                        java.util.Arrays.stream(services)
                                .map(name -> "{\"Name\":\"" + name + "\"}")
                                .toList())
                + "]}]}";
    }

    private static Search search(long most) {
        return new Search(SAGEMAKER, FROM, TO, most);
    }

    @Test
    void theGraphIsFreeAndEdgesWithoutCountOrTimeAreLeftOut() {
        aws.answers(
                "ServiceGraph",
                """
                {"Services":[{"ReferenceId":0,"Name":"api","Type":"AWS::ECS::Container","Root":true,
                  "SummaryStatistics":{"TotalCount":100,"OkCount":97,"TotalResponseTime":20.5},
                  "Edges":[{"ReferenceId":1,"SummaryStatistics":{"OkCount":95,"TotalCount":100,"TotalResponseTime":12.4}},
                           {"ReferenceId":2},{"ReferenceId":1,"SummaryStatistics":{"TotalCount":0,"TotalResponseTime":0}}]}],
                 "NextToken":"more"}
                """,
                "{\"Services\":[{\"ReferenceId\":1,\"Name\":\"SageMaker Runtime\"},{\"Name\":\"no number\"}]}");

        Graph graph = traces.graph(PLACE, FROM, TO, aws.meter());

        assertThat(graph.nodes())
                .containsExactly(
                        new Node(0, "api", "AWS::ECS::Container", true, 100),
                        new Node(1, "SageMaker Runtime", "", false, 0));
        assertThat(graph.edges()).containsExactly(new Edge(0, 1, 100, 5, 12.4));
        assertThat(aws.spent()).isEqualByComparingTo("0");
        assertThat(aws.metered()).containsEntry("xray:GetServiceGraph 123456789012 eu-west-1", 2L);
        assertThatThrownBy(() -> traces.graph(PLACE, FROM.minusSeconds(6 * 3600), TO, aws.meter()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSearchIsPaidAtTheTracesThatItMayLookAtAndCountsThoseThatItDid() {
        aws.answers(
                "TraceSummaries",
                page("next", 40, summary("0.25", "api", "SageMaker Runtime")),
                page("more", 30),
                page(null, 20, summary("1.5", "api"), "{\"Id\":\"x\"}"));

        Found found = traces.search(PLACE, search(2_000), aws.meter());

        assertThat(found)
                .isEqualTo(new Found(
                        List.of(new Trace(0.25, List.of("api", "SageMaker Runtime")), new Trace(1.5, List.of("api"))),
                        90,
                        true));
        assertThat(aws.spent()).isEqualByComparingTo("0.001");
        assertThat(aws.asked("TraceSummaries").getFirst().body())
                .contains(
                        "service(id(name: \\\"SageMaker Runtime\\\", type: \\\"AWS::SageMakerRuntime\\\"))",
                        "\"StartTime\":1795507200",
                        "\"EndTime\":1795510800");
        assertThat(aws.asked("TraceSummaries")).hasSize(3);
    }

    @Test
    void aSearchEndsWithThePageThatPassesItsLimit() {
        aws.answers("TraceSummaries", page("a", 60, summary("0.1", "api")), page("b", 60), page(null, 1));

        Found found = traces.search(PLACE, search(100), aws.meter());

        assertThat(found.processed()).isEqualTo(120);
        assertThat(found.complete()).isFalse();
        assertThat(aws.asked("TraceSummaries")).hasSize(2);
    }

    @Test
    void pagesThatDoNotEndAndRefusalsAreProblemsAndACapSendsNothing() {
        aws.answers("TraceSummaries", page("same", 1));
        assertThatThrownBy(() -> traces.search(PLACE, search(100), aws.meter()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem ->
                                assertThat(ProblemText.what(problem.problem())).contains("do not end"));
        aws.reset();
        assertThatThrownBy(() -> traces.search(PLACE, search(3_000_000), aws.meter()))
                .isInstanceOf(CapReached.class);
        assertThat(aws.asked("TraceSummaries")).isEmpty();
        aws.refuses("ServiceGraph", 403, "AccessDeniedException", "no");
        assertThatThrownBy(() -> traces.graph(PLACE, FROM, TO, aws.meter()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED));
    }
}
