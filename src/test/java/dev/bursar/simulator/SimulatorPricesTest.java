package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.metrics.ComputeOptimizer;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.organisation.Plan;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.computeoptimizer.ComputeOptimizerClient;
import software.amazon.awssdk.services.computeoptimizer.model.OptInRequiredException;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;
import tools.jackson.databind.JsonNode;

/** Prices, rates of Savings Plans, and what Compute Optimizer finds idle. */
class SimulatorPricesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");

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

    @Test
    void plansBeginAndEnd() {
        try (var client = aws.client(SavingsplansClient.builder(), AwsRetryStrategy.doNotRetry())
                .build()) {
            var first = client.describeSavingsPlans(it -> it.maxResults(3));
            var rest = client.describeSavingsPlans(it -> it.maxResults(3).nextToken(first.nextToken()));
            assertThat(first.savingsPlans()).hasSize(3);
            assertThat(rest.savingsPlans())
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.stateAsString()).isEqualTo("queued"));
            assertThat(rest.nextToken()).isNull();
            assertThat(client.describeSavingsPlans(it -> it.statesWithStrings("retired"))
                            .savingsPlans())
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.end()).isEqualTo("2026-11-14T23:59:59.000Z"));
            assertThat(client.describeSavingsPlans(it -> it.savingsPlanArns(Plan.COMPUTE.arn()))
                            .savingsPlans())
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.stateAsString()).isEqualTo("active"));
        }
    }

    private static Map<String, JsonNode> products(String region, String component) {
        try (var client = aws.client(PricingClient.builder(), AwsRetryStrategy.doNotRetry())
                .build()) {
            var products = new HashMap<String, JsonNode>();
            client.getProductsPaginator(it -> it.serviceCode("AmazonSageMaker")
                            .filters(
                                    filter("regionCode", region),
                                    filter("productFamily", "ML Instance"),
                                    filter("component", component))
                            .maxResults(20))
                    .priceList()
                    .forEach(text -> {
                        var product = Json.MAPPER.readTree(text);
                        products.put(
                                product.path("product")
                                        .path("attributes")
                                        .path("instanceName")
                                        .asString(""),
                                product);
                    });
            return products;
        }
    }

    private static Filter filter(String field, String value) {
        return Filter.builder().type("TERM_MATCH").field(field).value(value).build();
    }

    private static BigDecimal usd(JsonNode product) {
        var term = product.path("terms").path("OnDemand").values().iterator().next();
        var dimension = term.path("priceDimensions").values().iterator().next();
        return new BigDecimal(dimension.path("pricePerUnit").path("USD").asString(""));
    }

    @Test
    void hostingCostsWhatIsPublishedAndWhatBillsSay() {
        var hosting = products("us-east-1", "Hosting");
        assertThat(usd(hosting.get("ml.m5.4xlarge"))).isEqualByComparingTo("0.922");
        assertThat(usd(hosting.get("ml.m5.large"))).isEqualByComparingTo("0.115");
        assertThat(usd(hosting.get("ml.g5.12xlarge"))).isEqualByComparingTo("7.09");
        assertThat(usd(hosting.get("ml.g6e.48xlarge"))).isEqualByComparingTo("37.6664");
        var attributes = hosting.get("ml.m5.xlarge").path("product").path("attributes");
        assertThat(attributes.path("memory").asString("")).isEqualTo("16 GiB");
        assertThat(attributes.path("vCpu").asString("")).isEqualTo("4");
        assertThat(usd(products("ap-northeast-1", "AsyncInf").get("ml.g6.xlarge")))
                .isEqualByComparingTo("1.4266");
        assertThat(usd(products("eu-west-1", "Processing").get("ml.m5.12xlarge")))
                .isEqualByComparingTo("3.074");
    }

    @Test
    void noNotebookRunsOnTheSmallestM5() {
        assertThat(products("us-east-1", "Notebook"))
                .containsKey("ml.t3.xlarge")
                .doesNotContainKey("ml.m5.large");
    }

    @Test
    void listsHaveTheFlawsOfRealOnes() {
        var hosting = products("us-east-1", "Hosting");
        assertThat(hosting.get("ml.p5.48xlarge")
                        .path("product")
                        .path("attributes")
                        .path("memory")
                        .asString(""))
                .isEqualTo("NA");
        assertThat(hosting.get("ml.p6.48xlarge").path("terms").has("OnDemand")).isFalse();
        assertThat(hosting.get("ml.inf2.xlarge")
                        .path("product")
                        .path("attributes")
                        .has("gpu"))
                .isFalse();
        assertThat(products("us-east-1", "Training")).containsKey("");
    }

    @Test
    void plansAreTwentyEightPercentBelowWithoutUpfrontPayment() {
        try (var client = aws.client(SavingsplansClient.builder(), AwsRetryStrategy.doNotRetry())
                .build()) {
            var rates = new HashMap<String, String>();
            String token = null;
            do {
                var next = token;
                var page = client.describeSavingsPlansOfferingRates(it -> it.savingsPlanTypesWithStrings("SageMaker")
                        .savingsPlanPaymentOptionsWithStrings("No Upfront")
                        .filters(filter -> filter.name("region").values("us-east-1"))
                        .nextToken(next));
                page.searchResults().stream()
                        .filter(rate -> rate.savingsPlanOffering().durationSeconds() == 31_536_000)
                        .forEach(rate -> rates.put(rate.usageType(), rate.rate()));
                token = page.nextToken();
            } while (token != null);
            assertThat(new BigDecimal(rates.get("USE1-Host:ml.m5.4xlarge")))
                    .isEqualByComparingTo(new BigDecimal("0.922").multiply(new BigDecimal("0.72")));
            assertThat(rates).doesNotContainKey("USE1-Host:ml.g6e.48xlarge").containsKey("USE1-Train:ml.p4d.24xlarge");
        }
    }

    @Test
    void idleInstancesHaveNoLoad() {
        var found = 0;
        for (var account : aws.organisation.accounts()) {
            if (account.id().equals(ComputeOptimizer.NOT_ENROLLED)) {
                continue;
            }
            try (var client = aws.client(ComputeOptimizerClient.builder(), AwsRetryStrategy.doNotRetry())
                            .credentialsProvider(aws.in(account.id()))
                            .build();
                    var metrics = aws.client(CloudWatchClient.builder(), AwsRetryStrategy.doNotRetry())
                            .credentialsProvider(aws.in(account.id()))
                            .build()) {
                for (var idle : client.getIdleRecommendations(it -> it.accountIds(account.id()))
                        .idleRecommendations()) {
                    found++;
                    assertThat(idle.findingAsString()).isEqualTo("Idle");
                    assertThat(idle.savingsOpportunity()
                                    .estimatedMonthlySavings()
                                    .value())
                            .isPositive();
                    var cpu = metrics.getMetricData(it -> it.startTime(NOW.minus(Duration.ofDays(14)))
                                    .endTime(NOW)
                                    .metricDataQueries(query -> query.id("m")
                                            .metricStat(of -> of.stat("Maximum")
                                                    .period(3_600)
                                                    .metric(one -> one.namespace("AWS/EC2")
                                                            .metricName("CPUUtilization")
                                                            .dimensions(dimension -> dimension
                                                                    .name("InstanceId")
                                                                    .value(idle.resourceId()))))))
                            .metricDataResults()
                            .getFirst();
                    assertThat(cpu.values()).hasSize(336).allMatch(value -> value < 5);
                }
            }
        }
        assertThat(found).isBetween(2, 15);
    }

    @Test
    void anAccountThatIsNotEnrolledSaysSo() {
        try (var client = aws.client(ComputeOptimizerClient.builder(), AwsRetryStrategy.doNotRetry())
                .credentialsProvider(aws.in(ComputeOptimizer.NOT_ENROLLED))
                .build()) {
            assertThatThrownBy(() -> client.getIdleRecommendations(it -> {}))
                    .isInstanceOf(OptInRequiredException.class);
            aws.simulator.optimizer().enrolled(ComputeOptimizer.NOT_ENROLLED, true);
            assertThat(client.getIdleRecommendations(it -> {}).errors()).isEmpty();
            aws.simulator.optimizer().enrolled(ComputeOptimizer.NOT_ENROLLED, false);
        }
    }
}
