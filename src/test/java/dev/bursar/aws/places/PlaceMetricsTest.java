package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.spi.MetricSource;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.efficiency.spi.MetricSource.Series;
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

/** CloudWatch's points over HTTP, in pieces and with parts missing, and what they cost. */
class PlaceMetricsTest {
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private static final Place PLACE = new Place("123456789012", "eu-west-1", null);
    private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-24T00:00:00Z");
    private static final Map<String, String> DIMENSIONS = Map.of("VariantName", "AllTraffic", "EndpointName", "fraud");
    private static final Metric CPU = new Metric(
            "/aws/sagemaker/Endpoints", "CPUUtilization", DIMENSIONS, List.of("Average", "Maximum", "SampleCount"));
    private static final Metric INVOCATIONS = new Metric("AWS/SageMaker", "Invocations", DIMENSIONS, List.of("Sum"));

    private static CannedAws aws;

    @BeforeAll
    static void start() {
        aws = new CannedAws(CLOCK, Map.of("bursar.aws.attempts", "2"));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
    }

    private static String answer(String rest, String... results) {
        return "<GetMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><GetMetricDataResult>"
                + "<MetricDataResults>" + String.join("", results) + "</MetricDataResults>" + rest
                + "</GetMetricDataResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetMetricDataResponse>";
    }

    private static String result(String id, String status, List<String> times, List<String> values) {
        return "<member><Id>" + id + "</Id><Label>label</Label><Timestamps>" + members(times) + "</Timestamps><Values>"
                + members(values) + "</Values><StatusCode>" + status + "</StatusCode></member>";
    }

    private static String members(List<String> texts) {
        return texts.stream().map(text -> "<member>" + text + "</member>").collect(Collectors.joining());
    }

    private static String at(int hour) {
        return "2026-11-23T%02d:00:00Z".formatted(hour);
    }

    private static List<Series> read(Metric... metrics) {
        return aws.bean(MetricSource.class).read(PLACE, List.of(metrics), FROM, TO, aws.meter());
    }

    @Test
    void allStatisticsAreAskedForAtOnceAndEachMetricIsPaidOnce() {
        aws.answers(
                "GetMetricData",
                answer(
                        "",
                        result("q3", "Complete", List.of(at(5), at(4)), List.of("120.0", "NaN")),
                        result("q0", "Complete", List.of(), List.of()),
                        result("q1", "Complete", List.of(at(5)), List.of("87.5")),
                        result("q2", "Complete", List.of(at(5)), List.of("60.0"))));

        assertThat(read(CPU, INVOCATIONS))
                .containsExactly(
                        new Series(0, "Average", List.of(), List.of(), true),
                        new Series(0, "Maximum", List.of(Instant.parse(at(5))), List.of(87.5), true),
                        new Series(0, "SampleCount", List.of(Instant.parse(at(5))), List.of(60.0), true),
                        new Series(
                                1,
                                "Sum",
                                List.of(Instant.parse(at(5)), Instant.parse(at(4))),
                                List.of(120.0, Double.NaN),
                                true));
        String asked = aws.asked("GetMetricData").getFirst().body();
        assertThat(asked)
                .contains(
                        "StartTime=2026-11-23T00:00:00Z",
                        "EndTime=2026-11-24T00:00:00Z",
                        "MetricDataQueries.member.3.Id=q2",
                        "MetricDataQueries.member.3.MetricStat.Metric.Namespace=/aws/sagemaker/Endpoints",
                        "MetricDataQueries.member.3.MetricStat.Metric.MetricName=CPUUtilization",
                        "MetricDataQueries.member.3.MetricStat.Metric.Dimensions.member.1.Name=EndpointName",
                        "MetricDataQueries.member.3.MetricStat.Metric.Dimensions.member.1.Value=fraud",
                        "MetricDataQueries.member.3.MetricStat.Metric.Dimensions.member.2.Name=VariantName",
                        "MetricDataQueries.member.3.MetricStat.Period=3600",
                        "MetricDataQueries.member.3.MetricStat.Stat=SampleCount",
                        "MetricDataQueries.member.3.ReturnData=true",
                        "MetricDataQueries.member.4.MetricStat.Metric.MetricName=Invocations")
                .doesNotContain("Unit=", "member.5.");
        assertThat(aws.spent()).isEqualByComparingTo("0.00002");
        assertThat(aws.metered()).isEqualTo(Map.of("cloudwatch:GetMetricData 123456789012 eu-west-1", 1L));
    }

    @Test
    void partsOfAnAnswerAreJoinedAndEachPageIsPaid() {
        aws.answers(
                "GetMetricData",
                answer(
                        "<NextToken>two</NextToken><Messages><member><Code>PartialData</Code><Value>more</Value></member></Messages>",
                        result("q0", "PartialData", List.of(at(5)), List.of("5.0"))),
                answer("<NextToken>three</NextToken>"),
                answer("", result("q0", "Complete", List.of(at(4), at(5)), List.of("4.0", "5.0"))));

        assertThat(read(INVOCATIONS))
                .containsExactly(new Series(
                        0,
                        "Sum",
                        Stream.of(5, 4, 5).map(hour -> Instant.parse(at(hour))).toList(),
                        List.of(5.0, 4.0, 5.0),
                        true));
        assertThat(aws.asked("GetMetricData"))
                .hasSize(3)
                .last()
                .matches(asked ->
                        asked.body().contains("NextToken=three") && asked.body().contains("q0"));
        assertThat(aws.spent()).isEqualByComparingTo("0.00003");
    }

    @Test
    void whatIsMissingIsSaid() {
        Metric one =
                new Metric("AWS/SageMaker", "ModelLatency", DIMENSIONS, List.of("p99", "Average", "Sum", "Minimum"));
        aws.answers(
                "GetMetricData",
                answer(
                        "",
                        result("q0", "InternalError", List.of(at(5)), List.of("5.0")),
                        result("q1", "Complete", List.of(at(5), at(4)), List.of("5.0")),
                        result("q2", "PartialData", List.of(), List.of()),
                        result("q9", "Complete", List.of(at(5)), List.of("1.0"))));
        assertThat(read(one))
                .containsExactly(
                        new Series(0, "p99", List.of(Instant.parse(at(5))), List.of(5.0), false),
                        new Series(0, "Average", List.of(Instant.parse(at(5))), List.of(5.0), false),
                        new Series(0, "Sum", List.of(), List.of(), false),
                        new Series(0, "Minimum", List.of(), List.of(), false));

        aws.reset();
        aws.answers(
                "GetMetricData",
                answer(
                        "<Messages><member><Code>MaxMetricsExceeded</Code><Value>too many</Value></member></Messages>",
                        result("q0", "Complete", List.of(), List.of())));
        assertThat(read(INVOCATIONS)).containsExactly(new Series(0, "Sum", List.of(), List.of(), false));
    }

    @Test
    void pagesThatDoNotEndAreRefused() {
        aws.answers("GetMetricData", answer("<NextToken>same</NextToken>"));
        assertThatThrownBy(() -> read(INVOCATIONS))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.kind()).isEqualTo(Kind.BAD_ANSWER));
        assertThat(aws.spent()).isEqualByComparingTo("0.00002");
    }

    @Test
    void moreThanARequestMayHaveIsNotSent() {
        Metric[] many = IntStream.range(0, 501)
                .mapToObj(i ->
                        new Metric("AWS/SageMaker", "Invocations", Map.of("EndpointName", "e" + i), List.of("Sum")))
                .toArray(Metric[]::new);
        assertThatThrownBy(() -> read(many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read(
                        new Metric("n", "m", Map.of(), List.of("Sum", "Average", "Minimum", "Maximum", "p50", "p99"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(read()).isEmpty();
        assertThat(aws.asked("GetMetricData")).isEmpty();
    }

    @Test
    void whatIsRefusedCostsNothing() {
        aws.refuses("GetMetricData", 403, "AccessDenied", "no");
        assertThatThrownBy(() -> read(INVOCATIONS)).isInstanceOfSatisfying(SourceProblem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
            assertThat(ProblemText.what(problem.problem())).contains("cloudwatch:GetMetricData", "1234-5678-9012");
        });
        assertThat(aws.spent()).isZero();
    }

    @Test
    void theCapHolds() {
        try (var poor = new CannedAws(CLOCK, Map.of("bursar.sync.daily-cap-usd", "0.00001"))) {
            MetricSource source = poor.bean(MetricSource.class);
            assertThatThrownBy(() -> source.read(PLACE, List.of(CPU, INVOCATIONS), FROM, TO, poor.meter()))
                    .isInstanceOf(CapReached.class);
            assertThat(poor.asked("GetMetricData")).isEmpty();
        }
    }

    @Test
    void dimensionsAreListedByNameThroughAllPagesAndCostNothing() {
        String agent =
                "<member><Namespace>CWAgent</Namespace><MetricName>nvidia_smi_utilization_gpu</MetricName><Dimensions>";
        String gpu =
                "<member><Name>InstanceId</Name><Value>i-1</Value></member><member><Name>index</Name><Value>0</Value></member>";
        String other = "<member><Name>host</Name><Value>ip</Value></member>";
        aws.answers(
                "ListMetrics",
                listed("<NextToken>two</NextToken>", agent + gpu + "</Dimensions></member>"),
                listed("", agent + other + "</Dimensions></member>", agent + "</Dimensions></member>"));

        assertThat(aws.bean(MetricSource.class)
                        .dimensions(PLACE, "CWAgent", "nvidia_smi_utilization_gpu", "InstanceId", aws.meter()))
                .containsExactly(Map.of("InstanceId", "i-1", "index", "0"));
        assertThat(aws.asked("ListMetrics"))
                .hasSize(2)
                .first()
                .satisfies(asked -> assertThat(asked.body())
                        .contains("Namespace=CWAgent", "MetricName=nvidia_smi_utilization_gpu")
                        .contains("Dimensions.member.1.Name=InstanceId")
                        .doesNotContain("Dimensions.member.1.Value"));
        assertThat(aws.metered()).containsEntry("cloudwatch:ListMetrics 123456789012 eu-west-1", 2L);
        assertThat(aws.spent()).isZero();
    }

    private static String listed(String rest, String... metrics) {
        return "<ListMetricsResponse"
                + " xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><ListMetricsResult><Metrics>"
                + String.join("", metrics) + "</Metrics>" + rest
                + "</ListMetricsResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ListMetricsResponse>";
    }
}
