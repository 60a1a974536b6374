package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Load;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Variant;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.InferenceComponentSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** What runs in SageMaker, and that its metrics agree with the charges. */
class SimulatorMlTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final String MAIN = "us-east-1";
    private static final String CPU = "CPUUtilization";
    private static final String UTILISATION = "/aws/sagemaker/Endpoints";
    private static final String REQUESTS = "AWS/SageMaker";

    private static Aws aws;

    @BeforeAll
    static void start() {
        aws = Aws.at(NOW.toString());
        aws.simulator.roles().works(OrganisationModel.GROWTH, true);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    private static SageMakerClient sageMaker(String account, String region) {
        return aws.client(SageMakerClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.in(account))
                .region(Region.of(region))
                .build();
    }

    private static CloudWatchClient cloudWatch(String account, String region) {
        return aws.client(CloudWatchClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.in(account))
                .region(Region.of(region))
                .build();
    }

    private static Map<Instant, Double> points(MetricDataResult result) {
        var points = new HashMap<Instant, Double>();
        for (var i = 0; i < result.timestamps().size(); i++) {
            points.put(result.timestamps().get(i), result.values().get(i));
        }
        return points;
    }

    private static Consumer<GetMetricDataRequest.Builder> asks(
            String namespace, String metric, String endpoint, String variant, String stat, Instant from) {
        return it -> it.startTime(from)
                .endTime(NOW)
                .metricDataQueries(query -> query.id("m")
                        .metricStat(of -> of.stat(stat)
                                .period(3_600)
                                .metric(one -> one.namespace(namespace)
                                        .metricName(metric)
                                        .dimensions(
                                                dimension("EndpointName", endpoint),
                                                dimension("VariantName", variant)))));
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static Map<Instant, Double> hours(
            String account, String namespace, String metric, String endpoint, String stat, Duration back) {
        try (var client = cloudWatch(account, MAIN)) {
            return points(client.getMetricData(asks(namespace, metric, endpoint, "AllTraffic", stat, NOW.minus(back)))
                    .metricDataResults()
                    .getFirst());
        }
    }

    @Test
    void endpointsAreListedPageByPageAndDescribedWithoutTheirType() {
        try (var client = sageMaker(OrganisationModel.RECOMMENDATIONS, MAIN)) {
            var names = new ArrayList<String>();
            client.listEndpointsPaginator(it -> it.maxResults(2)).endpoints().stream()
                    .map(EndpointSummary::endpointName)
                    .forEach(names::add);
            assertThat(names)
                    .contains("recs-user-embeddings", "recommendations-ranking", "recs-homepage-ab")
                    .hasSizeGreaterThan(5)
                    .doesNotHaveDuplicates();
            var endpoint = client.describeEndpoint(it -> it.endpointName("recs-user-embeddings"));
            assertThat(endpoint.endpointStatusAsString()).isEqualTo("InService");
            assertThat(endpoint.productionVariants().getFirst().currentInstanceCount())
                    .isEqualTo(1);
            var config = client.describeEndpointConfig(it -> it.endpointConfigName(endpoint.endpointConfigName()));
            assertThat(config.productionVariants().getFirst().instanceTypeAsString())
                    .isEqualTo("ml.m5.4xlarge");
            assertThatThrownBy(() -> client.describeEndpoint(it -> it.endpointName("no-such")))
                    .isInstanceOf(SageMakerException.class)
                    .hasMessageContaining("Could not find endpoint")
                    .hasMessageContaining("no-such");
        }
    }

    @Test
    void theExampleUsesFivePercentOfSixteenCoresAndTenOfItsMemory() {
        var account = OrganisationModel.RECOMMENDATIONS;
        var cpu = hours(account, UTILISATION, CPU, "recs-user-embeddings", "Average", Duration.ofDays(14));
        assertThat(cpu)
                .hasSize(336)
                .allSatisfy((time, value) -> assertThat(value).isCloseTo(80, within(0.01)));
        assertThat(hours(
                        account,
                        UTILISATION,
                        "MemoryUtilization",
                        "recs-user-embeddings",
                        "p99.5",
                        Duration.ofDays(14)))
                .allSatisfy((time, value) -> assertThat(value).isCloseTo(10, within(0.01)));
        assertThat(hours(account, UTILISATION, CPU, "recs-user-embeddings", "SampleCount", Duration.ofDays(1)))
                .allSatisfy((time, count) ->
                        assertThat(count).isEqualTo(time.toString().startsWith("2026-11-24T09") ? 25 : 60));
    }

    @Test
    void aZombieIsMeasuredButNeverAsked() {
        for (var name : List.of("recs-email-ranker-v1", "recs-cold-start-trial")) {
            assertThat(hours(OrganisationModel.RECOMMENDATIONS, UTILISATION, CPU, name, "Maximum", Duration.ofDays(8)))
                    .hasSize(192);
            assertThat(hours(
                            OrganisationModel.RECOMMENDATIONS,
                            REQUESTS,
                            "Invocations",
                            name,
                            "Sum",
                            Duration.ofDays(14)))
                    .isEmpty();
        }
        assertThat(hours(
                        OrganisationModel.RECOMMENDATIONS,
                        UTILISATION,
                        CPU,
                        "recs-cold-start-trial",
                        "Maximum",
                        Duration.ofDays(14)))
                .hasSize(9 * 24 + 10);
    }

    @Test
    void aMetricIsBilledOnceARequestWhateverItsStatistics() {
        var before = aws.simulator.metrics().asked();
        hours(OrganisationModel.RECOMMENDATIONS, UTILISATION, CPU, "recs-user-embeddings", "Sum", Duration.ofDays(60));
        assertThat(aws.simulator.metrics().asked() - before).isEqualTo(1);
    }

    private static Set<List<String>> places() {
        return aws.organisation.resources().stream()
                .filter(used -> used.id().contains(":endpoint/"))
                .map(used -> List.of(used.cell().account(), used.cell().region()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Billed hours of yesterday and the days before, by ARN and day. */
    private static Map<String, Map<LocalDate, BigDecimal>> billed(LocalDate from, LocalDate to) {
        var hours = new HashMap<String, Map<LocalDate, BigDecimal>>();
        for (var line : aws.organisation.parts(aws.organisation.lines(from, to))) {
            if (line.resource().contains(":endpoint/")) {
                hours.computeIfAbsent(line.resource(), none -> new HashMap<>())
                        .merge(LocalDate.ofInstant(line.start(), ZoneOffset.UTC), line.quantity(), BigDecimal::add);
            }
        }
        return hours;
    }

    @Test
    void pointsOfEachEndpointAddUpToItsBilledHoursOnEachDay() {
        var from = LocalDate.parse("2026-11-10");
        var to = LocalDate.parse("2026-11-24");
        var billed = billed(from, to);
        var measured = new HashSet<String>();
        for (var place : places()) {
            try (var client = sageMaker(place.getFirst(), place.getLast());
                    var metrics = cloudWatch(place.getFirst(), place.getLast())) {
                for (var summary : client.listEndpointsPaginator(it -> {}).endpoints()) {
                    var name = summary.endpointName();
                    if (name.equals("vision-similarity")) {
                        continue;
                    }
                    var endpoint = client.describeEndpoint(it -> it.endpointName(name));
                    var variants = new ArrayList<String>();
                    endpoint.productionVariants().forEach(variant -> variants.add(variant.variantName()));
                    endpoint.shadowProductionVariants().forEach(variant -> variants.add(variant.variantName()));
                    var hours = new HashMap<LocalDate, Double>();
                    for (var variant : variants) {
                        points(metrics.getMetricData(asks(
                                                UTILISATION,
                                                CPU,
                                                name,
                                                variant,
                                                "SampleCount",
                                                from.atStartOfDay().toInstant(ZoneOffset.UTC)))
                                        .metricDataResults()
                                        .getFirst())
                                .forEach((time, count) -> hours.merge(
                                        LocalDate.ofInstant(time, ZoneOffset.UTC), count * 60 / 3_600, Double::sum));
                    }
                    billed.getOrDefault(summary.endpointArn(), Map.of())
                            .forEach((day, quantity) -> assertThat(hours.get(day))
                                    .as("%s on %s", name, day)
                                    .isCloseTo(quantity.doubleValue(), withinPercentage(1)));
                    measured.add(summary.endpointArn());
                }
            }
        }
        assertThat(measured).hasSizeBetween(40, 60);
        assertThat(billed.keySet().stream().filter(arn -> !measured.contains(arn)))
                .allMatch(arn -> arn.contains("vision-similarity"));
    }

    @Test
    void theInstancesOfADescriptionAreThoseOfTheLastFullHour() {
        var hour = Instant.parse("2026-11-24T08:00:00Z");
        for (var place : places()) {
            try (var client = sageMaker(place.getFirst(), place.getLast());
                    var metrics = cloudWatch(place.getFirst(), place.getLast())) {
                for (var summary : client.listEndpointsPaginator(it -> {}).endpoints()) {
                    var name = summary.endpointName();
                    for (var variant :
                            client.describeEndpoint(it -> it.endpointName(name)).productionVariants()) {
                        var counts = points(metrics.getMetricData(
                                        asks(UTILISATION, CPU, name, variant.variantName(), "SampleCount", hour))
                                .metricDataResults()
                                .getFirst());
                        if (!name.equals("vision-similarity")) {
                            assertThat(variant.currentInstanceCount()).as(name).isEqualTo((int)
                                    Math.round(counts.getOrDefault(hour, 0.0) / 60));
                        }
                    }
                }
            }
        }
    }

    @Test
    void lostPointsCoverSixtyOnePercentOfTheHours() {
        assertThat(hours(
                                        OrganisationModel.VISION,
                                        UTILISATION,
                                        CPU,
                                        "vision-similarity",
                                        "SampleCount",
                                        Duration.ofDays(14))
                                .size()
                        / 336.0)
                .isCloseTo(0.61, within(0.02));
    }

    @Test
    void anEndpointOfOneBusyHourAWeekIsAskedInThatHourOnly() {
        assertThat(hours(
                        OrganisationModel.FRAUD,
                        REQUESTS,
                        "Invocations",
                        "fraud-chargeback-weekly",
                        "Sum",
                        Duration.ofDays(14)))
                .containsOnlyKeys(Instant.parse("2026-11-16T09:00:00Z"), Instant.parse("2026-11-23T09:00:00Z"));
    }

    @Test
    void anEndpointMadeAnewHasAGapAndANewDate() {
        try (var client = sageMaker(OrganisationModel.VISION, MAIN)) {
            assertThat(client.describeEndpoint(it -> it.endpointName("vision-thumbnails"))
                            .creationTime())
                    .isBetween(Instant.parse("2026-11-18T15:00:00Z"), Instant.parse("2026-11-18T16:00:00Z"));
        }
        assertThat(hours(
                        OrganisationModel.VISION,
                        UTILISATION,
                        CPU,
                        "vision-thumbnails",
                        "SampleCount",
                        Duration.ofDays(10)))
                .doesNotContainKey(Instant.parse("2026-11-18T15:00:00Z"))
                .containsKey(Instant.parse("2026-11-18T14:00:00Z"))
                .containsKey(Instant.parse("2026-11-18T16:00:00Z"));
    }

    @Test
    void aResizedEndpointHasMoreCoresBeforeThanAfter() {
        var name = "search-autocomplete";
        var resized = Instant.parse("2026-11-19T10:00:00Z");
        var counts = hours(OrganisationModel.SEARCH, UTILISATION, CPU, name, "SampleCount", Duration.ofDays(10));
        assertThat(counts.get(resized.minusSeconds(3_600))).isEqualTo(60);
        assertThat(counts.get(resized)).isEqualTo(120);
        assertThat(hours(OrganisationModel.SEARCH, UTILISATION, "GPUUtilization", name, "Average", Duration.ofDays(10)))
                .doesNotContainKey(resized)
                .containsKey(resized.minusSeconds(3_600));
    }

    @Test
    void anInstancePoolHasNoTypeAndShadowsStandApart() {
        try (var client = sageMaker(OrganisationModel.FRAUD, MAIN)) {
            var config = client.describeEndpoint(it -> it.endpointName("fraud-merchant-risk"))
                    .endpointConfigName();
            var variant = client.describeEndpointConfig(it -> it.endpointConfigName(config))
                    .productionVariants()
                    .getFirst();
            assertThat(variant.instanceTypeAsString()).isNull();
            assertThat(variant.serverlessConfig()).isNull();
        }
        try (var client = sageMaker(OrganisationModel.ML_PLATFORM, MAIN)) {
            var endpoint = client.describeEndpoint(it -> it.endpointName("recs-next-best-offer"));
            assertThat(endpoint.productionVariants()).hasSize(1);
            assertThat(endpoint.shadowProductionVariants())
                    .singleElement()
                    .matches(variant -> variant.currentInstanceCount() == 1);
        }
    }

    @Test
    void asynchronousEndpointsPublishTheirQueueAndNoInvocations() {
        var region = "ap-northeast-1";
        try (var client = sageMaker(OrganisationModel.SEARCH, region);
                var metrics = cloudWatch(OrganisationModel.SEARCH, region)) {
            var name = client.listEndpoints(it -> {}).endpoints().getFirst().endpointName();
            assertThat(client.describeEndpoint(it -> it.endpointName(name)).asyncInferenceConfig())
                    .isNotNull();
            assertThat(metrics.getMetricData(
                                    asks(REQUESTS, "Invocations", name, "AllTraffic", "Sum", NOW.minusSeconds(86_400)))
                            .metricDataResults()
                            .getFirst()
                            .values())
                    .isEmpty();
            assertThat(metrics.getMetricData(asks(
                                    REQUESTS,
                                    "InvocationsProcessed",
                                    name,
                                    "AllTraffic",
                                    "Sum",
                                    NOW.minusSeconds(86_400)))
                            .metricDataResults()
                            .getFirst()
                            .values())
                    .isNotEmpty();
            for (var metric : List.of("ApproximateBacklogSize", "HasBacklogWithoutCapacity")) {
                assertThat(metrics.getMetricData(it -> it.startTime(NOW.minusSeconds(86_400))
                                        .endTime(NOW)
                                        .metricDataQueries(query -> query.id("q")
                                                .metricStat(of -> of.stat("Sum")
                                                        .period(3_600)
                                                        .metric(one -> one.namespace(REQUESTS)
                                                                .metricName(metric)
                                                                .dimensions(dimension("EndpointName", name))))))
                                .metricDataResults()
                                .getFirst()
                                .values())
                        .as(metric)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void componentsSayWhatTheyReserve() {
        try (var client = sageMaker(OrganisationModel.SEARCH, MAIN)) {
            var names = client
                    .listInferenceComponentsPaginator(
                            it -> it.endpointNameEquals("search-genai").maxResults(2))
                    .inferenceComponents()
                    .stream()
                    .map(InferenceComponentSummary::inferenceComponentName)
                    .toList();
            assertThat(names).hasSize(3);
            var component = client.describeInferenceComponent(it -> it.inferenceComponentName("search-embeddings"));
            assertThat(component.runtimeConfig().currentCopyCount()).isEqualTo(2);
            assertThat(component.specification().computeResourceRequirements().minMemoryRequiredInMb())
                    .isEqualTo(8_192);
        }
    }

    @Test
    void scalingSaysTheLeastAndMostInstances() {
        try (var client = aws.client(ApplicationAutoScalingClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.in(OrganisationModel.FRAUD))
                .build()) {
            assertThat(client.describeScalableTargets(it -> it.serviceNamespace("sagemaker"))
                            .scalableTargets())
                    .anySatisfy(target -> {
                        assertThat(target.resourceId()).isEqualTo("endpoint/fraud-ranking/variant/AllTraffic");
                        assertThat(target.minCapacity()).isEqualTo(1);
                        assertThat(target.maxCapacity()).isEqualTo(40);
                    });
        }
    }

    @Test
    void testsAddEndpointsAndDeleteThem() {
        var account = OrganisationModel.SANDBOX;
        var load = Load.steady(0.5, 0.5, 1_200);
        aws.simulator
                .ml()
                .add(Endpoint.of(
                        account,
                        MAIN,
                        "added",
                        NOW.minusSeconds(7_200),
                        Variant.of("AllTraffic", "ml.m5.xlarge", Ml.always(2, NOW.minusSeconds(7_200)), load)));
        assertThat(hours(account, UTILISATION, CPU, "added", "SampleCount", Duration.ofDays(1)))
                .containsEntry(Instant.parse("2026-11-24T08:00:00Z"), 120.0);
        assertThat(hours(account, REQUESTS, "Invocations", "added", "Sum", Duration.ofDays(1)))
                .containsEntry(Instant.parse("2026-11-24T08:00:00Z"), 1_200.0);
        aws.simulator.ml().delete(account, MAIN, "added");
        try (var client = sageMaker(account, MAIN)) {
            assertThatThrownBy(() -> client.describeEndpoint(it -> it.endpointName("added")))
                    .hasMessageContaining("Could not find");
        }
        assertThat(hours(account, UTILISATION, CPU, "added", "SampleCount", Duration.ofDays(1)))
                .isNotEmpty();
    }
}
