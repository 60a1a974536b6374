package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.simulator.organisation.OrganisationModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
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
                .allSatisfy((time, count) -> assertThat(count).isEqualTo(60));
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
                .hasSize(9 * 24 + 9);
    }

    @Test
    void aMetricIsBilledOnceARequestWhateverItsStatistics() {
        var before = aws.simulator.metrics().asked();
        hours(OrganisationModel.RECOMMENDATIONS, UTILISATION, CPU, "recs-user-embeddings", "Sum", Duration.ofDays(60));
        assertThat(aws.simulator.metrics().asked() - before).isEqualTo(1);
    }
}
