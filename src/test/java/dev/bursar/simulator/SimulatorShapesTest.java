package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.http.Json;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Member names on the wire, compared with samples that were checked against AWS's service models. */
class SimulatorShapesTest {

    private static Aws aws;

    @BeforeAll
    static void start() {
        aws = Aws.at("2026-11-24T09:30:00Z");
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @Test
    void costAndUsage() throws Exception {
        aws.simulator.rowsPerPage(3);
        var answer = aws.raw("AWSInsightsIndexService.GetCostAndUsage", """
                {"TimePeriod":{"Start":"2026-10-01","End":"2026-11-01"},"Granularity":"MONTHLY","Metrics":["UnblendedCost","UsageQuantity"],
                 "GroupBy":[{"Type":"TAG","Key":"team"},{"Type":"DIMENSION","Key":"SERVICE"}],
                 "Filter":{"And":[{"Dimensions":{"Key":"LINKED_ACCOUNT","Values":["210987654321"]}},{"Not":{"Dimensions":{"Key":"RECORD_TYPE","Values":["Credit","Refund"]}}}]}}
                """);
        assertSameMembers(answer, """
                {"NextPageToken":"AAAAAQxY","GroupDefinitions":[{"Type":"TAG","Key":"team"},{"Type":"DIMENSION","Key":"SERVICE"}],
                 "ResultsByTime":[{"TimePeriod":{"Start":"2026-10-01","End":"2026-11-01"},"Total":{},"Estimated":false,"Groups":[
                   {"Keys":["team$platform","Amazon SageMaker"],"Metrics":{"UnblendedCost":{"Amount":"1912.4400000007","Unit":"USD"},"UsageQuantity":{"Amount":"2316.4395271182","Unit":"N/A"}}},
                   {"Keys":["team$","Tax"],"Metrics":{"UnblendedCost":{"Amount":"9.17","Unit":"USD"},"UsageQuantity":{"Amount":"0","Unit":"N/A"}}}]}],
                 "DimensionValueAttributes":[]}
                """);
        aws.simulator.rowsPerPage(Simulator.USUAL_ROWS_PER_PAGE);
    }

    @Test
    void costAndUsageByAccountNamesTheAccounts() throws Exception {
        var answer = Json.MAPPER.readTree(aws.raw("AWSInsightsIndexService.GetCostAndUsage", """
                {"TimePeriod":{"Start":"2026-10-01","End":"2026-11-01"},"Granularity":"MONTHLY","Metrics":["UnblendedCost"],
                 "GroupBy":[{"Type":"DIMENSION","Key":"LINKED_ACCOUNT"}]}
                """));
        assertThat(answer.get("DimensionValueAttributes").get(0).toString())
                .isEqualTo("{\"Value\":\"012345678901\",\"Attributes\":{\"description\":\"ml-platform\"}}");
        assertThat(answer.at("/ResultsByTime/0/Groups/0/Keys/0").isString()).isTrue();
    }

    @Test
    void taxHasNoUsage() throws Exception {
        var answer = Json.MAPPER.readTree(aws.raw("AWSInsightsIndexService.GetCostAndUsage", """
                {"TimePeriod":{"Start":"2026-10-01","End":"2026-11-01"},"Granularity":"MONTHLY","Metrics":["UsageQuantity"],
                 "GroupBy":[{"Type":"TAG","Key":"team"},{"Type":"DIMENSION","Key":"SERVICE"}],
                 "Filter":{"Dimensions":{"Key":"SERVICE","Values":["Tax"]}}}
                """));
        assertThat(answer.at("/ResultsByTime/0/Groups/0").toString())
                .isEqualTo(
                        "{\"Keys\":[\"team$\",\"Tax\"],\"Metrics\":{\"UsageQuantity\":{\"Amount\":\"0\",\"Unit\":\"N/A\"}}}");
    }

    @Test
    void totalsStandWithoutGroups() throws Exception {
        var answer = Json.MAPPER.readTree(aws.raw("AWSInsightsIndexService.GetCostAndUsage", """
                {"TimePeriod":{"Start":"2026-11-24","End":"2026-11-25"},"Granularity":"DAILY","Metrics":["UnblendedCost"]}
                """));
        assertThat(answer.at("/ResultsByTime/0").toString())
                .isEqualTo(
                        "{\"TimePeriod\":{\"Start\":\"2026-11-24\",\"End\":\"2026-11-25\"},"
                                + "\"Total\":{\"UnblendedCost\":{\"Amount\":\"0\",\"Unit\":\"USD\"}},\"Groups\":[],\"Estimated\":true}");
    }

    @Test
    void costForecast() throws Exception {
        var answer = aws.raw("AWSInsightsIndexService.GetCostForecast", """
                {"TimePeriod":{"Start":"2026-11-24","End":"2026-12-01"},"Metric":"UNBLENDED_COST","Granularity":"MONTHLY","PredictionIntervalLevel":80}
                """);
        assertSameMembers(answer, """
                {"Total":{"Amount":"8812.4407281","Unit":"USD"},"ForecastResultsByTime":[{"TimePeriod":{"Start":"2026-11-25","End":"2026-12-01"},
                 "MeanValue":"8812.4407281","PredictionIntervalLowerBound":"8120.00291","PredictionIntervalUpperBound":"9504.8785"}]}
                """);
    }

    @Test
    void tagsAndDimensionValues() throws Exception {
        var tags = aws.raw("AWSInsightsIndexService.GetTags", """
                {"TimePeriod":{"Start":"2026-10-01","End":"2026-11-01"},"TagKey":"team"}""");
        assertSameMembers(tags, """
                {"Tags":["","data","platform","web"],"ReturnSize":4,"TotalSize":4}""");
        var values = aws.raw("AWSInsightsIndexService.GetDimensionValues", """
                {"TimePeriod":{"Start":"2026-10-01","End":"2026-11-01"},"Dimension":"SERVICE"}""");
        assertSameMembers(values, """
                {"DimensionValues":[{"Value":"Amazon SageMaker","Attributes":{}},{"Value":"EC2 - Other","Attributes":{}}],"ReturnSize":2,"TotalSize":2}""");
    }

    @Test
    void allocationTags() throws Exception {
        assertSameMembers(aws.raw("AWSInsightsIndexService.ListCostAllocationTags", "{}"), """
                {"CostAllocationTags":[{"TagKey":"team","Type":"UserDefined","Status":"Active","LastUpdatedDate":"2026-02-01T00:00:00Z","LastUsedDate":"2026-11-01T00:00:00Z"},
                 {"TagKey":"aws:createdBy","Type":"AWSGenerated","Status":"Inactive","LastUpdatedDate":"2025-12-01T00:00:00Z"}]}
                """);
    }

    @Test
    void accounts() throws Exception {
        assertSameMembers(aws.raw("AWSOrganizationsV20161128.ListAccounts", "{\"MaxResults\":3}"), """
                {"Accounts":[{"Id":"012345678901","Arn":"arn:aws:organizations::123456789012:account/o-v3rjxv8g96/012345678901","Email":"aws+ml@example.com","Name":"ml-platform","State":"ACTIVE","Status":"ACTIVE","JoinedMethod":"CREATED","JoinedTimestamp":1628601865.768}],"NextToken":"AAMA"}
                """);
    }

    @Test
    void refusals() throws Exception {
        assertSameMembers(aws.raw("AWSInsightsIndexService.GetTags", "{}"), """
                {"__type":"LimitExceededException","Message":"Rate limit exceeded"}""");
    }

    private static void assertSameMembers(String answer, String sample) {
        assertThat(members(answer)).isEqualTo(members(sample));
    }

    private static Set<String> members(String json) {
        var members = new TreeSet<String>();
        collect("", Json.MAPPER.readTree(json), members);
        return members;
    }

    private static void collect(String path, JsonNode node, Set<String> members) {
        members.add(path + " " + node.getNodeType());
        if (node.isObject()) {
            node.properties().forEach(member -> collect(path + "/" + member.getKey(), member.getValue(), members));
        } else {
            node.values().forEach(child -> collect(path + "/*", child, members));
        }
    }
}
