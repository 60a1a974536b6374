package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Load;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Oddity;
import dev.bursar.simulator.ml.Variant;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** How CloudWatch answers: its pages, periods, statistics and flaws. */
class SimulatorMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Instant HOUR = Instant.parse("2026-11-24T09:00:00Z");
    private static final String ACCOUNT = OrganisationModel.SANDBOX;
    private static final String UTILISATION = "/aws/sagemaker/Endpoints";

    private static Aws aws;
    private static CloudWatchClient client;

    @BeforeAll
    static void start() {
        aws = Aws.at(NOW.toString());
        aws.simulator.roles().works(OrganisationModel.GROWTH, true);
        client = client(ACCOUNT);
    }

    @AfterEach
    void withoutFaults() {
        aws.simulator.faults().clear();
    }

    @AfterAll
    static void stop() {
        client.close();
        aws.close();
    }

    private static CloudWatchClient client(String account) {
        return aws.client(CloudWatchClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.in(account))
                .build();
    }

    private static void add(String name, Oddity... oddities) {
        var since = HOUR.minus(Duration.ofDays(100));
        aws.simulator
                .ml()
                .add(Endpoint.of(
                        ACCOUNT,
                        "us-east-1",
                        name,
                        since,
                        Variant.of("AllTraffic", "ml.m5.xlarge", Ml.always(2, since), Load.daily(0.5, 0.4, 9_000))
                                .odd(oddities)));
    }

    private static MetricDataQuery query(String id, String metric, String endpoint, String stat, int period) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(it -> it.stat(stat).period(period).metric(metric(metric, endpoint)))
                .build();
    }

    private static Metric metric(String name, String endpoint) {
        return Metric.builder()
                .namespace(name.contains("Utilization") ? UTILISATION : "AWS/SageMaker")
                .metricName(name)
                .dimensions(dimension("EndpointName", endpoint), dimension("VariantName", "AllTraffic"))
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static GetMetricDataRequest.Builder request(Instant from, Instant to, MetricDataQuery... queries) {
        return GetMetricDataRequest.builder().startTime(from).endTime(to).metricDataQueries(queries);
    }

    private static MetricDataResult one(Instant from, Instant to, MetricDataQuery query) {
        return client.getMetricData(request(from, to, query).build())
                .metricDataResults()
                .getFirst();
    }

    @Test
    void newestPointsComeFirstUnlessAskedOtherwise() {
        add("ordered");
        var query = query("m", "CPUUtilization", "ordered", "Average", 3_600);
        var from = HOUR.minus(Duration.ofHours(6));
        assertThat(one(from, HOUR, query).timestamps())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 6)
                        .mapToObj(hours -> HOUR.minus(Duration.ofHours(hours)))
                        .toList());
        assertThat(client.getMetricData(request(from, HOUR, query)
                                .scanBy("TimestampAscending")
                                .build())
                        .metricDataResults()
                        .getFirst()
                        .timestamps())
                .startsWith(from)
                .hasSize(6);
    }

    @Test
    void pagesAreCutAtTheMostPointsAndJoinedByTheirId() {
        add("paged");
        var from = HOUR.minus(Duration.ofHours(48));
        var cpu = query("cpu", "CPUUtilization", "paged", "Average", 3_600);
        var memory = query("memory", "MemoryUtilization", "paged", "Maximum", 3_600);
        var asked = aws.simulator.metrics().asked();
        var all = new HashMap<String, List<Instant>>();
        var codes = new ArrayList<String>();
        var pages = 0;
        String token = null;
        do {
            var page = client.getMetricData(request(from, HOUR, cpu, memory)
                    .maxDatapoints(40)
                    .nextToken(token)
                    .build());
            for (var result : page.metricDataResults()) {
                all.computeIfAbsent(result.id(), none -> new ArrayList<>()).addAll(result.timestamps());
                codes.add(result.id() + " " + result.statusCodeAsString());
            }
            token = page.nextToken();
            pages++;
        } while (token != null);
        assertThat(pages).isEqualTo(3);
        assertThat(all.get("cpu")).hasSize(48).doesNotHaveDuplicates();
        assertThat(all.get("memory")).hasSize(48).doesNotHaveDuplicates();
        assertThat(codes)
                .contains("cpu PartialData", "cpu Complete", "memory PartialData")
                .endsWith("memory Complete");
        assertThat(aws.simulator.metrics().asked() - asked)
                .as("two metrics on each page")
                .isEqualTo(6);
    }

    @Test
    void shortPeriodsAreForgottenAndAHourIsWhatItsMinutesAre() {
        add("periods");
        var from = HOUR.minus(Duration.ofDays(70));
        var oldest = HOUR.minus(Duration.ofDays(15)).plusSeconds(1_800);
        assertThat(one(from, HOUR, query("m", "CPUUtilization", "periods", "Average", 60))
                        .timestamps())
                .allMatch(time -> time.isAfter(oldest.minusSeconds(3_600)))
                .isNotEmpty();
        assertThat(one(from, HOUR, query("m", "CPUUtilization", "periods", "Average", 3_600))
                        .timestamps())
                .hasSize(70 * 24);
        var hour = one(HOUR.minusSeconds(3_600), HOUR, query("m", "Invocations", "periods", "Sum", 3_600));
        var minutes = one(HOUR.minusSeconds(3_600), HOUR, query("m", "Invocations", "periods", "Sum", 60));
        assertThat(minutes.values()).hasSize(60);
        assertThat(minutes.values().stream().mapToDouble(Double::doubleValue).sum())
                .isEqualTo(hour.values().getFirst(), within(1e-6));
    }

    @Test
    void pointsComeFiveMinutesLate() {
        add("late");
        var samples = one(HOUR, NOW, query("m", "CPUUtilization", "late", "SampleCount", 3_600));
        assertThat(samples.values()).containsExactly(50.0);
    }

    @Test
    void dimensionsAndUnitsMustMatchExactly() {
        add("exact");
        var query = query("m", "CPUUtilization", "exact", "Average", 3_600);
        var from = HOUR.minus(Duration.ofHours(3));
        assertThat(one(from, HOUR, query).values()).hasSize(3);
        var bare = query.toBuilder()
                .metricStat(query.metricStat().toBuilder()
                        .metric(metric("CPUUtilization", "exact").toBuilder()
                                .dimensions(dimension("EndpointName", "exact"))
                                .build())
                        .build())
                .build();
        assertThat(one(from, HOUR, bare).values()).isEmpty();
        var counted = query.toBuilder()
                .metricStat(query.metricStat().toBuilder().unit("Count").build())
                .build();
        assertThat(one(from, HOUR, counted).values()).isEmpty();
    }

    @Test
    void latencyIsInMicrosecondsAndGrowsWithTheLoad() {
        add("latent");
        var from = HOUR.minus(Duration.ofHours(24));
        var p99 = one(from, HOUR, query("m", "ModelLatency", "latent", "p99", 3_600));
        var mean = one(from, HOUR, query("m", "ModelLatency", "latent", "Average", 3_600));
        assertThat(mean.values()).hasSize(24).allMatch(value -> value >= 40_000 && value < 110_000);
        assertThat(p99.values().getFirst()).isGreaterThan(mean.values().getFirst() * 2);
        var byDay = mean.values().get(mean.timestamps().indexOf(Instant.parse("2026-11-23T14:00:00Z")));
        var byNight = mean.values().get(mean.timestamps().indexOf(Instant.parse("2026-11-24T02:00:00Z")));
        assertThat(byDay).isGreaterThan(byNight * 1.3);
    }

    @Test
    void oddVariantsPublishNansDoubledPointsTooMuchOrHalf() {
        var from = HOUR.minus(Duration.ofHours(48));
        add("nan", Oddity.NAN);
        add("doubled", Oddity.DOUBLED);
        add("above", Oddity.ABOVE_CAPACITY);
        add("half", Oddity.PARTIAL);
        add("silent", Oddity.NO_METRICS);
        assertThat(one(from, HOUR, query("m", "CPUUtilization", "nan", "Average", 3_600))
                        .values())
                .anyMatch(value -> value.isNaN())
                .anyMatch(value -> !value.isNaN());
        assertThat(one(from, HOUR, query("m", "CPUUtilization", "doubled", "Average", 3_600))
                        .timestamps())
                .hasSize(96);
        assertThat(one(from, HOUR, query("m", "CPUUtilization", "above", "Maximum", 3_600))
                        .values())
                .anyMatch(value -> value > 400);
        var half = one(from, HOUR, query("m", "CPUUtilization", "half", "Average", 3_600));
        assertThat(half.values()).hasSize(24);
        assertThat(half.statusCodeAsString()).isEqualTo("PartialData");
        assertThat(one(from, HOUR, query("m", "CPUUtilization", "silent", "Average", 3_600))
                        .values())
                .isEmpty();
    }

    @Test
    void moreThanFiveStatisticsOfAMetricAreBilledTwice() {
        add("billed");
        var before = aws.simulator.metrics().asked();
        var queries = List.of("Average", "Maximum", "Minimum", "Sum", "SampleCount", "p50").stream()
                .map(stat -> query("m" + stat, "CPUUtilization", "billed", stat, 3_600))
                .toArray(MetricDataQuery[]::new);
        client.getMetricData(request(HOUR.minusSeconds(7_200), HOUR, queries).build());
        assertThat(aws.simulator.metrics().asked() - before).isEqualTo(2);
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> one(HOUR, NOW, query("Upper", "CPUUtilization", "x", "Average", 3_600)))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("parameter Id");
        assertThatThrownBy(() -> one(HOUR, NOW, query("m", "CPUUtilization", "x", "Average", 90)))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("multiple of 60");
        assertThatThrownBy(() -> one(NOW, HOUR, query("m", "CPUUtilization", "x", "Average", 60)))
                .isInstanceOf(CloudWatchException.class);
    }

    @Test
    void deniedAndThrottledAccountsSaySo() {
        aws.simulator.faults().add(Fault.accessDenied().inAccount(ACCOUNT).inRegion("us-east-1"));
        assertThatThrownBy(() -> one(HOUR, NOW, query("m", "CPUUtilization", "x", "Average", 60)))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .hasMessageContaining("cloudwatch:GetMetricData");
        aws.simulator.faults().clear();
        aws.simulator.faults().add(Fault.throttled().on("GetMetricData"));
        assertThatThrownBy(() -> one(HOUR, NOW, query("m", "CPUUtilization", "x", "Average", 60)))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
    }

    @Test
    void metricsAreListedPageByPageAndFilteredByPartOfTheirDimensions() {
        try (var search = client(OrganisationModel.SEARCH)) {
            var all = search.listMetricsPaginator(it -> {}).metrics().stream().toList();
            assertThat(all).doesNotHaveDuplicates();
            assertThat(all.stream().map(Metric::namespace).distinct())
                    .contains(
                            "AWS/SageMaker",
                            UTILISATION,
                            "/aws/sagemaker/InferenceComponents",
                            "/aws/sagemaker/TrainingJobs",
                            "/aws/sagemaker/TransformJobs");
            var filtered = search.listMetrics(it -> it.namespace(UTILISATION)
                            .dimensions(filter -> filter.name("EndpointName").value("search-synonyms")))
                    .metrics();
            assertThat(filtered)
                    .extracting(Metric::metricName)
                    .contains("CPUUtilization")
                    .doesNotContain("MemoryUtilization");
        }
    }

    @Test
    void instancesOfEc2MeasureTheirCpuInPercentOfAll() {
        try (var search = client(OrganisationModel.SEARCH)) {
            var metric = search.listMetrics(it -> it.namespace("AWS/EC2").metricName("CPUUtilization"))
                    .metrics()
                    .getFirst();
            var result = search.getMetricData(it -> it.startTime(HOUR.minus(Duration.ofDays(2)))
                            .endTime(HOUR)
                            .metricDataQueries(query -> query.id("m")
                                    .metricStat(of ->
                                            of.stat("Maximum").period(3_600).metric(metric))))
                    .metricDataResults()
                    .getFirst();
            assertThat(result.values()).hasSize(48).allMatch(value -> value > 0 && value <= 100);
        }
    }

    @Test
    void aThousandVariantsAreReadByTwentyRequests() {
        aws.simulator.ml().addMany(1_000, OrganisationModel.GROWTH, "us-east-1");
        var metrics =
                List.of("CPUUtilization", "MemoryUtilization", "Invocations", "ModelLatency", "Invocation5XXErrors");
        var points = 0;
        try (var growth = client(OrganisationModel.GROWTH)) {
            for (var first = 0; first < 1_000; first += 50) {
                var queries = new ArrayList<MetricDataQuery>();
                for (var number = first; number < first + 50; number++) {
                    for (var metric : metrics) {
                        for (var stat : List.of("Average", "Maximum")) {
                            queries.add(
                                    query("m" + queries.size(), metric, "load-%04d".formatted(number), stat, 3_600));
                        }
                    }
                }
                points += growth
                        .getMetricData(
                                request(HOUR.minus(Duration.ofHours(72)), HOUR, queries.toArray(MetricDataQuery[]::new))
                                        .build())
                        .metricDataResults()
                        .stream()
                        .mapToInt(result -> result.values().size())
                        .sum();
            }
        }
        assertThat(points).isEqualTo(1_000 * 10 * 72);
    }
}
