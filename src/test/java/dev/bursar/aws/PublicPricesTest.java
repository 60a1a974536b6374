package dev.bursar.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.efficiency.spi.PriceSource;
import dev.bursar.efficiency.spi.PriceSource.ListedPrice;
import dev.bursar.efficiency.spi.PriceSource.PlanRate;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.CannedAws;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AWS's price lists over HTTP, with the flaws that they have. */
class PublicPricesTest {
    private static final String RATES = "DescribeSavingsPlansOfferingRates";

    private static CannedAws aws;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                new MovableClock(Instant.parse("2026-11-24T09:00:00Z")), Map.of("bursar.aws.attempts", "2"));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
    }

    private static String item(String attributes, String dimensions) {
        return """
            {"product":{"productFamily":"ML Instance","attributes":{%s},"sku":"S"},"serviceCode":"AmazonSageMaker",
             "terms":{"OnDemand":{"S.T":{"priceDimensions":{%s},"sku":"S","effectiveDate":"2026-11-01T00:00:00Z"}}},
             "version":"20261101","publicationDate":"2026-11-01T00:00:00Z"}\
            """.formatted(attributes, dimensions);
    }

    private static String hourly(String unit, String currency, String price) {
        return "\"S.T.D\":{\"unit\":\"" + unit + "\",\"beginRange\":\"0\",\"endRange\":\"Inf\",\"pricePerUnit\":{\""
                + currency + "\":\"" + price + "\"}}";
    }

    private static String page(@Nullable String token, String... items) {
        return "{\"FormatVersion\":\"aws_v1\",\"PriceList\":["
                + Stream.of(items)
                        .map(item -> "\""
                                + item.replace("\\", "\\\\")
                                        .replace("\"", "\\\"")
                                        .replace("\n", "\\n") + "\"")
                        .collect(Collectors.joining(","))
                + "]" + (token == null ? "" : ",\"NextToken\":\"" + token + "\"") + "}";
    }

    private static List<ListedPrice> prices() {
        var found = new ArrayList<ListedPrice>();
        aws.bean(PriceSource.class).prices("eu-west-1", aws.meter(), found::addAll);
        return found;
    }

    private static ListedPrice only(String attributes, String dimensions) {
        return PriceReader.prices(List.of(item(attributes, dimensions)), "eu-west-1")
                .getFirst();
    }

    @Test
    void pricesAreReadPageByPage() {
        aws.answers(
                "GetProducts",
                page(
                        "two",
                        item(
                                "\"instanceName\":\"ml.m5.xlarge\",\"instanceType\":\"ml.m5.xlarge-Hosting\",\"component\":\"Hosting\",\"vCpu\":\"4\",\"memory\":\"16"
                                        + " GiB\",\"gpu\":\"N/A\",\"gpuMemory\":\"N/A\",\"physicalGpu\":\"N/A\",\"physicalCpu\":\"Intel"
                                        + " Skylake E5 2686 v5\"",
                                hourly("Hrs", "USD", "0.2570000000")),
                        "{\"product\":[1,",
                        "null",
                        item("\"component\":\"Serverless\"", hourly("Hrs", "USD", "1"))),
                page(
                        null,
                        item(
                                "\"instanceName\":\"ml.g5.48xlarge\",\"component\":\"Training\",\"vCpu\":\"192\",\"memory\":\"1,152"
                                        + " GiB\",\"gpu\":\"8\",\"gpuMemory\":\"192 GiB\",\"physicalGpu\":\"NVIDIA"
                                        + " A10G\",\"processorName\":\"AMD EPYC 7R32\"",
                                hourly("Hrs", "USD", "20.36"))));

        assertThat(prices())
                .containsExactly(
                        new ListedPrice(
                                "ml.m5.xlarge",
                                "eu-west-1",
                                "Hosting",
                                new BigDecimal("0.257"),
                                4.0,
                                16.0,
                                null,
                                null,
                                null,
                                "x86_64"),
                        new ListedPrice(
                                "ml.g5.48xlarge",
                                "eu-west-1",
                                "Training",
                                new BigDecimal("20.36"),
                                192.0,
                                1152.0,
                                8,
                                192.0,
                                "NVIDIA A10G",
                                "x86_64"));
        assertThat(aws.asked("GetProducts"))
                .hasSize(2)
                .allMatch(asked -> asked.region().equals("us-east-1"))
                .first()
                .matches(asked -> asked.body().contains("\"ServiceCode\":\"AmazonSageMaker\"")
                        && asked.body()
                                .contains("{\"Type\":\"TERM_MATCH\",\"Field\":\"regionCode\",\"Value\":\"eu-west-1\"}")
                        && asked.body().contains("\"Value\":\"ML Instance\""));
        assertThat(aws.metered()).containsEntry("pricing:GetProducts 123456789012 ", 2L);
        assertThat(aws.spent()).isZero();
    }

    @Test
    void theComponentMayStandBehindTheInstanceType() {
        ListedPrice price = only("\"instanceType\":\"ml.p6-b200.48xlarge-AsyncInf\"", hourly("hours", "USD", "1.5"));
        assertThat(price.instanceType()).isEqualTo("ml.p6-b200.48xlarge");
        assertThat(price.component()).isEqualTo("AsyncInf");
        assertThat(price.usdPerHour()).isEqualByComparingTo("1.5");
        assertThat(only("\"instanceName\":\"ml.m5.large\",\"component\":\"Studio-Notebook\"", hourly("Hrs", "USD", "1"))
                        .component())
                .isEqualTo("Studio-Notebook");
    }

    @Test
    void aPriceThatCanNotBeReadIsNotKnown() {
        String type = "\"instanceName\":\"ml.m5.large\",\"component\":\"Hosting\"";
        for (String dimensions : List.of(
                "",
                hourly("Hrs", "CNY", "1.2"),
                hourly("Requests", "USD", "1.2"),
                hourly("Hrs", "USD", "free"),
                hourly("Hrs", "USD", "-1"),
                hourly("Hrs", "USD", "0.0000000000"),
                hourly("Hrs", "USD", "1.2") + "," + hourly("Hrs", "USD", "1.3").replace("S.T.D", "S.T.E"))) {
            assertThat(only(type, dimensions).usdPerHour()).as(dimensions).isNull();
        }
        assertThat(only(
                                type,
                                hourly("Requests", "USD", "9")
                                        + ",\"b\":{\"unit\":\"Hrs\",\"pricePerUnit\":{\"USD\":\"1.2\"}}")
                        .usdPerHour())
                .isEqualByComparingTo("1.2");
    }

    @Test
    void whatAnInstanceHasIsReadAsAwsWritesIt() {
        String type = "\"instanceName\":\"ml.x1.large\",\"component\":\"Hosting\",";
        ListedPrice trainium = only(
                type
                        + "\"vCpu\":\"NA\",\"memory\":\"1.5"
                        + " TiB\",\"gpu\":\"NA\",\"physicalGpu\":\"16\",\"gpuMemory\":\"320 GB"
                        + " HBM2\",\"processorArchitecture\":\"64-bit\",\"processorName\":\"AWS Graviton3 Processor\"",
                "");
        assertThat(trainium.vcpus()).isNull();
        assertThat(trainium.memoryGib()).isEqualTo(1_536.0);
        assertThat(trainium.gpus()).isEqualTo(16);
        assertThat(trainium.gpuMemoryGib()).isEqualTo(320.0);
        assertThat(trainium.gpu()).isNull();
        assertThat(trainium.architecture()).isEqualTo("arm64");

        ListedPrice odd = only(
                type
                        + "\"vCpu\":{},\"memory\":\"lots\",\"gpu\":\"0\",\"gpuMemory\":\"24\",\"processorArchitecture\":\"64-bit\"",
                "");
        assertThat(odd.vcpus()).isNull();
        assertThat(odd.memoryGib()).isNull();
        assertThat(odd.gpus()).isNull();
        assertThat(odd.gpuMemoryGib()).isEqualTo(24.0);
        assertThat(odd.architecture()).isNull();
    }

    @Test
    void freeTiersAndHugeItemsAreLeftOut() {
        assertThat(PriceReader.prices(
                        List.of(
                                item("\"instanceName\":\"ml.t2.medium\",\"component\":\"FreeTier\"", ""),
                                item("\"instanceName\":\"ml.t2.medium\",\"component\":\"Hosting\"", "")
                                        + " ".repeat(200_000)),
                        "eu-west-1"))
                .isEmpty();
    }

    private static String rate(String usageType, String rate, long seconds, String unit) {
        return """
            {"savingsPlanOffering":{"offeringId":"o","paymentOption":"No Upfront","planType":"SageMaker",
              "durationSeconds":%d,"currency":"USD","planDescription":"d"},
             "rate":"%s","unit":"%s","productType":"SageMaker","serviceCode":"AmazonSageMaker","usageType":"%s",
             "operation":"RunInstance","properties":[{"name":"region","value":"eu-west-1"}]}\
            """.formatted(seconds, rate, unit, usageType);
    }

    @Test
    void ratesOfOneYearAreReadAndTheHighestCounts() {
        aws.answers(
                RATES,
                "{\"searchResults\":[" + rate("EU-Host:ml.m5.xlarge", "0.1500", 31_536_000, "Hrs") + ","
                        + rate("EU-Host:ml.m5.xlarge", "0.1000", 94_608_000, "Hrs") + "],\"nextToken\":\"two\"}",
                "{\"searchResults\":[" + rate("EU-Host:ml.m5.xlarge", "0.1600", 31_536_000, "Hrs") + ","
                        + rate("EU-Train:ml.m5.xlarge", "odd", 31_536_000, "Hrs") + ","
                        + rate("EU-Notebk:ml.t3.medium", "0.04", 31_536_000, "Hrs") + ","
                        + rate("EU-Requests", "0.04", 31_536_000, "Request") + "],\"nextToken\":\"\"}");

        assertThat(aws.bean(PriceSource.class).planRates("eu-west-1", aws.meter()))
                .containsExactly(
                        new PlanRate("eu-west-1", "EU-Host:ml.m5.xlarge", new BigDecimal("0.16")),
                        new PlanRate("eu-west-1", "EU-Notebk:ml.t3.medium", new BigDecimal("0.04")));
        assertThat(aws.asked(RATES))
                .hasSize(2)
                .first()
                .matches(asked -> asked.body().contains("\"savingsPlanPaymentOptions\":[\"No Upfront\"]")
                        && asked.body().contains("\"savingsPlanTypes\":[\"SageMaker\"]")
                        && asked.body().contains("{\"name\":\"region\",\"values\":[\"eu-west-1\"]}"));
        assertThat(aws.metered()).containsEntry("savingsplans:DescribeSavingsPlansOfferingRates 123456789012 ", 2L);
    }

    @Test
    void whatIsDeniedNamesTheAction() {
        aws.refuses("GetProducts", 400, "AccessDeniedException", "no");
        SourceProblem problem = catchThrowableOfType(SourceProblem.class, PublicPricesTest::prices);
        assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
        assertThat(ProblemText.what(problem.problem())).isEqualTo("AWS refused pricing:GetProducts to Bursar's role.");

        aws.reset();
        aws.answers("GetProducts", page("same", item("", "")));
        assertThat(catchThrowableOfType(SourceProblem.class, PublicPricesTest::prices)
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }
}
