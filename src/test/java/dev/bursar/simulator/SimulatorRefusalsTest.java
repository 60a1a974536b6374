package dev.bursar.simulator;

import static dev.bursar.simulator.Aws.dimension;
import static dev.bursar.simulator.Aws.is;
import static dev.bursar.simulator.Aws.question;
import static dev.bursar.simulator.Aws.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.costexplorer.model.CostExplorerException;
import software.amazon.awssdk.services.costexplorer.model.DataUnavailableException;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageWithResourcesRequest;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.InvalidNextTokenException;
import software.amazon.awssdk.services.costexplorer.model.RequestChangedException;

/** What Cost Explorer refuses, with its codes and texts. */
class SimulatorRefusalsTest {

    private static Aws aws;

    @BeforeAll
    static void start() {
        aws = Aws.at("2026-11-24T09:30:00Z");
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    private static void assertRefused(GetCostAndUsageRequest question, String text) {
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(question))
                .isInstanceOfSatisfying(CostExplorerException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(e.awsErrorDetails().errorMessage()).contains(text);
                    assertThat(e.statusCode()).isEqualTo(400);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-01 | 2026-11-01 | Start date (and hour) should be before end date (and hour)
            2026-11-02 | 2026-11-01 | Start date (and hour) should be before end date (and hour)
            2026-11-25 | 2026-11-26 | Start date must not be later than the current date
            2026-11-01 | 2026-12-02 | end date past the beginning of next month
            2025-09-30 | 2026-11-01 | To retrieve data beyond the past 14 months, your start date needs to be the first day of the month.
            2025-09-01 | 2026-11-01 | You haven't enabled historical data beyond 14 months
            2026-11-1  | 2026-11-02 | Dates should be in the format yyyy-MM-dd
            """)
    void periodsOutsideTheLimits(String start, String end, String text) {
        assertRefused(question(start, end, Granularity.DAILY), text);
    }

    @ParameterizedTest
    @CsvSource({"2025-10-01,2025-10-02", "2026-11-24,2026-11-25", "2026-11-01,2026-12-01"})
    void periodsJustWithinTheLimitsAreAnswered(String start, String end) {
        assertThat(aws.ce
                        .getCostAndUsage(question(start, end, Granularity.DAILY))
                        .resultsByTime())
                .isNotEmpty();
    }

    @Test
    void onTheFirstOfTheMonthTheMonthToDateIsRefused() {
        try (var first = Aws.at("2026-12-01T00:00:00Z")) {
            assertThatThrownBy(() -> first.ce.getCostAndUsage(question("2026-12-01", "2026-12-01", Granularity.DAILY)))
                    .hasMessageContaining("should be before end date");
            assertThat(first.answer(question("2026-11-01", "2026-12-01", Granularity.DAILY)))
                    .hasSize(30);
        }
    }

    @Test
    void hourlyIsNotEnabled() {
        assertRefused(
                question("2026-11-20", "2026-11-21", Granularity.HOURLY),
                "Hourly timePeriod is not supported for this request");
    }

    @Test
    void granularityAndMetricsAreRequired() {
        var bare = GetCostAndUsageRequest.builder()
                .timePeriod(it -> it.start("2026-11-01").end("2026-11-02"));
        assertRefused(bare.build(), "'granularity' failed to satisfy constraint: Member must not be null");
        assertRefused(bare.granularity("DAILY").build(), "'metrics' failed to satisfy constraint");
        assertRefused(bare.metrics("Cost").build(), "Metric Cost is invalid");
        assertRefused(
                GetCostAndUsageRequest.builder()
                        .granularity("DAILY")
                        .metrics("UnblendedCost")
                        .build(),
                "'timePeriod'");
    }

    @Test
    void moreThanTwoGroupings() {
        assertRefused(
                question(
                        "2026-11-01",
                        "2026-11-02",
                        Granularity.DAILY,
                        tag("team"),
                        dimension("SERVICE"),
                        dimension("REGION")),
                "Member must have length less than or equal to 2");
    }

    @Test
    void unknownGroupings() {
        assertRefused(
                question("2026-11-01", "2026-11-02", Granularity.DAILY, dimension("CHARGE_TYPE")),
                "Group Definition dimension is invalid. Valid values are AZ, INSTANCE_TYPE");
        assertRefused(
                question("2026-11-01", "2026-11-02", Granularity.DAILY, tag("")),
                "Both type an key need to be set to a non-empty value.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Dimensions':{'Key':'SERVICE','Values':['Tax']},'Tags':{'Key':'team','Values':['x']}}",
                "{'And':[{'Dimensions':{'Key':'SERVICE','Values':['Tax']}}]}",
                "{'Or':[]}",
                "{'Not':{}}",
                "{'Dimensions':{'Key':'CHARGE_TYPE','Values':['Tax']}}",
                "{'Dimensions':{'Key':'SERVICE'}}",
                "{'Dimensions':{'Values':['Tax']}}",
                "{'Tags':{'Key':'team','Values':['x'],'MatchOptions':['ABSENT']}}",
                "{'Tags':{'Key':'team','Values':['x'],'MatchOptions':['EQUALS','CONTAINS']}}",
                "{'Tags':{'Key':'team','Values':['x'],'MatchOptions':['CASE_SENSITIVE','CASE_INSENSITIVE']}}",
                "{'Tags':{'Key':'team','Values':['x'],'MatchOptions':['GREATER_THAN_OR_EQUAL']}}"
            })
    void filtersThatAreNoExpressions(String filter) throws Exception {
        var body = """
                {"TimePeriod":{"Start":"2026-11-01","End":"2026-11-02"},"Granularity":"DAILY","Metrics":["UnblendedCost"],
                "Filter":%s}""".formatted(filter.replace('\'', '"'));
        assertThat(aws.raw("AWSInsightsIndexService.GetCostAndUsage", body))
                .startsWith("{\"__type\":\"ValidationException\",\"Message\":");
    }

    @Test
    void aTokenHoldsForItsOwnRequestOnly() {
        var question = question("2026-11-01", "2026-11-24", Granularity.DAILY, tag("team"), dimension("SERVICE"));
        var token = aws.ce.getCostAndUsage(question).nextPageToken();
        assertThat(token).isNotNull();
        var other = question.toBuilder()
                .nextPageToken(token)
                .filter(is("REGION", "us-east-1"))
                .build();
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(other)).isInstanceOf(RequestChangedException.class);
        var false1 = question.toBuilder().nextPageToken("AAAA").build();
        assertThatThrownBy(() -> aws.ce.getCostAndUsage(false1)).isInstanceOf(InvalidNextTokenException.class);
        assertThat(aws.ce
                        .getCostAndUsage(
                                question.toBuilder().nextPageToken(token).build())
                        .resultsByTime())
                .isNotEmpty();
    }

    @Test
    void aTokenEndsWhenTheCostsChange() {
        try (var changing = Aws.at("2026-11-24T09:30:00Z")) {
            var question = question("2026-10-01", "2026-11-24", Granularity.DAILY, tag("team"), dimension("SERVICE"));
            var token = changing.ce.getCostAndUsage(question).nextPageToken();
            changing.organisation.restate(java.time.YearMonth.of(2026, 10));
            assertThatThrownBy(() -> changing.ce.getCostAndUsage(
                            question.toBuilder().nextPageToken(token).build()))
                    .isInstanceOf(InvalidNextTokenException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-12-01 | 2026-11-30 | Requested Start: 2026-12-01 must be before requested End: 2026-11-30
            2026-11-24 | 2026-11-24 | Requested Start: 2026-11-24 must be before requested End: 2026-11-24
            2026-11-25 | 2026-12-01 | Start date must not be later than the current date
            2026-11-23 | 2026-12-01 | Start date must not be earlier than the current date
            2026-11-24 | 2027-02-25 | limited to 3 months
            """)
    void forecastsOfOtherPeriods(String start, String end, String text) {
        assertThatThrownBy(() -> aws.ce.getCostForecast(
                        it -> it.timePeriod(period -> period.start(start).end(end))
                                .metric("UNBLENDED_COST")
                                .granularity("DAILY")))
                .hasMessageContaining(text);
    }

    private static GetCostAndUsageWithResourcesRequest.Builder byResource(String start, String end) {
        return GetCostAndUsageWithResourcesRequest.builder()
                .timePeriod(it -> it.start(start).end(end))
                .granularity(Granularity.DAILY)
                .metrics("UnblendedCost")
                .filter(is("SERVICE", "Amazon SageMaker"))
                .groupBy(dimension("RESOURCE_ID"), dimension("USAGE_TYPE"));
    }

    private static void assertRefused(GetCostAndUsageWithResourcesRequest.Builder question, String text) {
        assertThatThrownBy(() -> aws.ce.getCostAndUsageWithResources(question.build()))
                .isInstanceOfSatisfying(CostExplorerException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(e.awsErrorDetails().errorMessage()).contains(text);
                });
    }

    @Test
    void resourcesAreOfTheLastFourteenDaysAndSomeServices() {
        assertThat(aws.ce
                        .getCostAndUsageWithResources(
                                byResource("2026-11-10", "2026-11-24").build())
                        .resultsByTime())
                .hasSizeBetween(1, 14)
                .allSatisfy(day -> assertThat(day.groups())
                        .allSatisfy(group -> assertThat(group.keys()).hasSize(2)));
        assertRefused(byResource("2026-11-09", "2026-11-24"), "Start date is more than 14 days ago");
        assertRefused(byResource("2026-11-20", "2026-11-24").filter((Expression) null), "filter");
        assertRefused(byResource("2026-11-20", "2026-11-24").filter(is("REGION", "us-east-1")), "SERVICE");
        assertRefused(byResource("2026-11-20", "2026-11-24").groupBy(dimension("USAGE_TYPE")), "RESOURCE_ID");
        assertRefused(
                question("2026-11-20", "2026-11-24", Granularity.DAILY).toBuilder()
                        .groupBy(dimension("RESOURCE_ID"))
                        .build(),
                "Dimension RESOURCE_ID is not allowed.");
    }

    @Test
    void aForecastOfNothingHasNoData() {
        assertThatThrownBy(() -> aws.ce.getCostForecast(
                        it -> it.timePeriod(period -> period.start("2026-11-24").end("2026-12-01"))
                                .metric("UNBLENDED_COST")
                                .granularity("MONTHLY")
                                .filter(is("SERVICE", "Amazon Nothing"))))
                .isInstanceOf(DataUnavailableException.class)
                .hasMessageContaining("Insufficient amount of historical data.");
    }

    @Test
    void aForecastTakesUpperSnakeMetricsOnlyAndALevelBetween51And99() {
        assertThatThrownBy(() -> aws.ce.getCostForecast(
                        it -> it.timePeriod(period -> period.start("2026-11-24").end("2026-12-01"))
                                .metric("UnblendedCost")
                                .granularity("MONTHLY")))
                .hasMessageContaining("Metric UnblendedCost is invalid");
        assertThatThrownBy(() -> aws.ce.getCostForecast(
                        it -> it.timePeriod(period -> period.start("2026-11-24").end("2026-12-01"))
                                .metric("UNBLENDED_COST")
                                .granularity("MONTHLY")
                                .predictionIntervalLevel(50)))
                .hasMessageContaining("between 51 and 99");
    }

    @Test
    void unsignedRequestsAndUnknownOperations() throws Exception {
        assertThat(aws.raw("AWSInsightsIndexService.ProvideAnomalyFeedback", "{}"))
                .contains("UnknownOperationException");
        assertThat(aws.raw("Nothing.GetTags", "{}")).contains("UnknownOperationException");
        assertThat(aws.raw("AWSInsightsIndexService.GetTags", "[]")).contains("SerializationException");
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            var unsigned = java.net.http.HttpRequest.newBuilder(aws.simulator.endpoint())
                    .header("X-Amz-Target", "AWSInsightsIndexService.GetTags")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            var answer = http.send(unsigned, java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("MissingAuthenticationTokenException");
        }
    }

    @Test
    void aFilterMayBeDeep() {
        var filter = Expression.builder()
                .and(
                        Aws.not(Aws.tagged("research")),
                        Expression.builder()
                                .or(is("RECORD_TYPE", "Usage"), is("RECORD_TYPE", "Credit"))
                                .build())
                .build();
        assertThat(aws.answer(question("2026-11-01", "2026-11-02", Granularity.DAILY), it -> it.filter(filter)))
                .hasSize(1);
    }
}
