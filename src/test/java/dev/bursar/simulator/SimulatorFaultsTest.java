package dev.bursar.simulator;

import static dev.bursar.simulator.Aws.dimension;
import static dev.bursar.simulator.Aws.question;
import static dev.bursar.simulator.Aws.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.InvalidNextTokenException;
import software.amazon.awssdk.services.costexplorer.model.LimitExceededException;

/** Each way to misbehave, as the SDK sees it. */
class SimulatorFaultsTest {

    private static final GetCostAndUsageRequest DAY = question("2026-11-20", "2026-11-21", Granularity.DAILY);
    private static final GetCostAndUsageRequest PAGED =
            question("2026-11-01", "2026-11-24", Granularity.DAILY, tag("team"), dimension("SERVICE"));

    private static Aws aws;

    @BeforeAll
    static void start() {
        aws = Aws.at("2026-11-24T09:30:00Z");
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @AfterEach
    void behave() {
        aws.simulator.faults().clear();
        aws.simulator.requests().clear();
        aws.simulator.rowsPerPage(Simulator.USUAL_ROWS_PER_PAGE);
    }

    @Test
    void limitExceededIsNotRetriedByTheSdk() throws Exception {
        aws.simulator.faults().add(Fault.limitExceeded().on("GetCostAndUsage").times(1));
        try (var usual = aws.client(CostExplorerClient.builder(), AwsRetryStrategy.legacyRetryStrategy())
                .build()) {
            assertThatThrownBy(() -> usual.getCostAndUsage(DAY))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("Rate limit exceeded");
        }
        assertThat(aws.simulator.requests().counts())
                .isEqualTo(java.util.Map.of("GetCostAndUsage", java.util.Map.of("LimitExceededException", 1)));
        assertThatCode(() -> aws.ce.getCostAndUsage(DAY)).doesNotThrowAnyException();
        aws.simulator.faults().add(Fault.limitExceeded());
        assertThat(aws.raw("AWSInsightsIndexService.GetTags", "{}"))
                .isEqualTo("{\"__type\":\"LimitExceededException\",\"Message\":\"Rate limit exceeded\"}");
    }

    @Test
    void throttlingIsRetriedByTheSdk() {
        aws.simulator.faults().add(Fault.throttled().times(2));
        try (var usual = aws.client(CostExplorerClient.builder(), AwsRetryStrategy.legacyRetryStrategy())
                .build()) {
            assertThatCode(() -> usual.getCostAndUsage(DAY)).doesNotThrowAnyException();
        }
        assertThat(aws.simulator.requests().count("GetCostAndUsage", "ThrottlingException"))
                .isEqualTo(2);
        assertThat(aws.simulator.requests().count("GetCostAndUsage", RequestLog.OK))
                .isEqualTo(1);
    }

    @Test
    void aProbabilityStrikesTheSameRequestsForTheSameSeed() {
        var first = struck();
        assertThat(struck()).isEqualTo(first);
        assertThat(first.chars().filter(mark -> mark == 'x').count()).isBetween(10L, 50L);
    }

    private static String struck() {
        aws.simulator.faults().clear();
        aws.simulator.faults().seed(7);
        aws.simulator.faults().add(Fault.limitExceeded().withProbability("0.3"));
        var marks = new StringBuilder();
        for (var i = 0; i < 100; i++) {
            try {
                aws.ce.listCostAllocationTags(it -> it.maxResults(1));
                marks.append('.');
            } catch (LimitExceededException e) {
                marks.append('x');
            }
        }
        return marks.toString();
    }

    @Test
    void expiredTokensAndDeniedActions() {
        aws.simulator.faults().add(Fault.expiredToken().times(1));
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY))
                .isInstanceOfSatisfying(
                        CostExplorerException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException"));
        aws.simulator.faults().add(Fault.accessDenied());
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY))
                .hasMessageContaining("is not authorized to perform: ce:GetCostAndUsage because");
        assertThatThrownBy(() -> aws.organizations.listAccounts())
                .hasMessageContaining("is not authorized to perform: organizations:ListAccounts");
        assertThatThrownBy(() -> aws.sts.getCallerIdentity())
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .hasMessageContaining("sts:GetCallerIdentity");
    }

    @Test
    void theTokenOfOnePageIsBad() {
        aws.simulator.rowsPerPage(50);
        aws.simulator.faults().add(Fault.invalidNextToken().onPage(3).times(1));
        assertThatThrownBy(() -> aws.pages(PAGED)).isInstanceOf(InvalidNextTokenException.class);
        assertThat(aws.simulator.requests().count("GetCostAndUsage", RequestLog.OK))
                .isEqualTo(2);
        assertThat(aws.pages(PAGED)).hasSizeGreaterThan(3);
    }

    @Test
    void aTokenLoops() {
        aws.simulator.rowsPerPage(50);
        aws.simulator.faults().add(Fault.loopingToken());
        var second = aws.ce.getCostAndUsage(PAGED).nextPageToken();
        var again =
                aws.ce.getCostAndUsage(PAGED.toBuilder().nextPageToken(second).build());
        assertThat(again.nextPageToken()).isEqualTo(second);
        var only = aws.ce.getCostAndUsage(DAY).nextPageToken();
        assertThat(only).as("even where there is one page").isNotNull();
    }

    @Test
    void serversAnswerWithHtml() {
        aws.simulator.faults().add(Fault.htmlError().times(1));
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY))
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(500));
    }

    @Test
    void connectionsEndBeforeOrInTheMiddleOfAnAnswer() {
        aws.simulator.faults().add(Fault.dropped().times(5));
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY)).isInstanceOf(SdkClientException.class);
        aws.simulator.faults().clear();
        aws.simulator.faults().add(Fault.cutShort().times(1));
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(PAGED)).isInstanceOf(SdkClientException.class);
        assertThat(aws.simulator.requests().count("GetCostAndUsage", "CutShort"))
                .isEqualTo(1);
    }

    @Test
    void answersAreSlow() {
        aws.simulator.faults().add(Fault.slow(Duration.ofSeconds(30)).times(1));
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY.toBuilder()
                        .overrideConfiguration(it -> it.apiCallTimeout(Duration.ofMillis(200)))
                        .build()))
                .isInstanceOf(software.amazon.awssdk.core.exception.ApiCallTimeoutException.class);
    }

    @Test
    void jsonEndsInTheMiddle() {
        aws.simulator.faults().add(Fault.invalidJson().times(1));
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void membersAreMissing() {
        aws.simulator.faults().add(Fault.missing("Amount").times(1));
        var total =
                aws.ce.getCostAndUsage(DAY).resultsByTime().getFirst().total().get("UnblendedCost");
        assertThat(total.amount()).isNull();
        assertThat(total.unit()).isEqualTo("USD");
        aws.simulator.faults().add(Fault.missing("ResultsByTime").times(1));
        assertThat(aws.ce.getCostAndUsage(DAY).hasResultsByTime()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.4E-9", "-0", "NaN", ""})
    void amountsAreOddTexts(String text) {
        aws.simulator.faults().add(Fault.amount(text).times(1));
        var groups = aws.ce.getCostAndUsage(PAGED).resultsByTime().getFirst().groups();
        assertThat(groups.get(0).metrics().values())
                .allMatch(value -> value.amount().equals(text));
        assertThat(groups.get(1).metrics().values())
                .noneMatch(value -> value.amount().equals(text));
    }

    @Test
    void someAccountsHaveAnotherCurrency() {
        aws.simulator.faults().add(Fault.currency("EUR", Set.of("012345678901")));
        var accounts = question("2026-11-20", "2026-11-21", Granularity.DAILY, dimension("LINKED_ACCOUNT")).toBuilder()
                .metrics("UnblendedCost", "UsageQuantity")
                .build();
        assertThat(aws.ce.getCostAndUsage(accounts).resultsByTime().getFirst().groups())
                .allSatisfy(group -> {
                    var euro = group.keys().getFirst().equals("012345678901");
                    assertThat(group.metrics().get("UnblendedCost").unit()).isEqualTo(euro ? "EUR" : "USD");
                    assertThat(group.metrics().get("UsageQuantity").unit()).isNotEqualTo("EUR");
                });
        var filtered =
                DAY.toBuilder().filter(Aws.is("LINKED_ACCOUNT", "012345678901")).build();
        assertThat(aws.ce
                        .getCostAndUsage(filtered)
                        .resultsByTime()
                        .getFirst()
                        .total()
                        .get("UnblendedCost")
                        .unit())
                .isEqualTo("EUR");
    }

    @Test
    void aFaultSparesOtherOperationsAndTheFirstRequests() {
        aws.simulator.faults().add(Fault.limitExceeded().on("GetTags").times(1));
        assertThatCode(() -> aws.ce.getCostAndUsage(DAY)).doesNotThrowAnyException();
        aws.simulator.faults().clear();
        aws.simulator.faults().add(Fault.limitExceeded().after(2).times(1));
        assertThatCode(() -> aws.ce.getCostAndUsage(DAY)).doesNotThrowAnyException();
        assertThatCode(() -> aws.ce.getCostAndUsage(DAY)).doesNotThrowAnyException();
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY)).isInstanceOf(LimitExceededException.class);
        assertThatCode(() -> aws.ce.getCostAndUsage(DAY)).doesNotThrowAnyException();
        assertThat(aws.simulator.faults().active()).isEmpty();
    }

    @Test
    void aPersonSetsFaultsWithCurl() throws Exception {
        var set = aws.control("POST", "faults", """
                {"effect":"limitExceeded","operation":"GetCostAndUsage","times":1,"probability":1.0}""");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(set.body()).contains("Rate limit exceeded", "GetCostAndUsage");
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(DAY)).isInstanceOf(LimitExceededException.class);
        assertThat(aws.control("GET", "requests", "").body()).contains("\"LimitExceededException\" : 1");
        assertThat(aws.control("POST", "faults", "{\"effect\":\"nonsense\"}").statusCode())
                .isEqualTo(400);
        assertThat(aws.control("POST", "faults", "not json").statusCode()).isEqualTo(400);
        assertThat(aws.control("POST", "restate", "{\"month\":\"2026-13\"}").statusCode())
                .isEqualTo(400);
        assertThat(aws.control("GET", "nothing", "").statusCode()).isEqualTo(404);
        for (var effect : new String[] {
            "throttled",
            "expiredToken",
            "accessDenied",
            "invalidNextToken",
            "dataUnavailable",
            "refused",
            "htmlError",
            "dropped",
            "cutShort",
            "lost",
            "slow",
            "invalidJson",
            "missingMember",
            "amountText",
            "otherCurrency",
            "loopingToken"
        }) {
            assertThat(aws.control("POST", "faults", "{\"effect\":\"" + effect + "\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(aws.simulator.faults().active()).hasSize(16);
        aws.control("DELETE", "faults", "");
        assertThat(aws.simulator.faults().active()).isEmpty();
    }

    @Test
    void aWebPageCannotSetFaults() throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create(aws.simulator.endpoint() + "/_simulator/faults"))
                    .header("Origin", "https://example.com")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"effect\":\"dropped\"}"))
                    .build();
            var answer = http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(aws.simulator.faults().active()).isEmpty();
    }
}
