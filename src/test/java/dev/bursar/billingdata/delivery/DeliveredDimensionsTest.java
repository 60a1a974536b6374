package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.TagFacts;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.threeten.extra.LocalDateRange;

/** What only exports know, asked as the Spend page asks, and held against the lines of the file. */
class DeliveredDimensionsTest {
    private static final LocalDate FROM = LocalDate.parse("2026-09-01");
    private static final LocalDate TO = LocalDate.parse("2026-12-01");
    private static final String ENDPOINT = "arn:aws:sagemaker:eu-west-1:1:endpoint/rank";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private AnnotationConfigApplicationContext node;
    private CostService spend;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        node = SyncNode.start(clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of());
        spend = node.getBean(CostService.class);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private void take() throws IOException {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        lines.add(line(1.25, "eu-west-1", "Host:ml.g5", ENDPOINT, Map.of("env", "prod", "app.name", "rank")));
        lines.add(line(2.5, "eu-west-1", "Host:ml.g5", ENDPOINT + "-2", Map.of("env", "dev")));
        lines.add(line(5, "us-east-1", "Train:ml.p5", "", Map.of()));
        Path file = lines.csv(folder.resolve("lines.csv"));
        new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile("lines.csv", file)), ReadListener.NONE);
    }

    private static Map<String, Object> line(
            double billed, String region, String usageType, String resource, Map<String, String> tags) {
        var line = ChargeLinesFile.focusLine(billed);
        line.put("ChargePeriodStart", LocalDate.parse("2026-10-03").atTime(3, 0));
        line.put("RegionId", region);
        line.put("x_UsageType", usageType);
        line.put("ResourceId", resource);
        line.put("Tags", tags);
        return line;
    }

    private CostResult ask(Dimension by, CostFilter... filters) {
        return spend.ask(new CostQuery(FROM, TO, Granularity.MONTHLY, CostMetric.BILLED, by, List.of(filters)));
    }

    private Map<String, String> rows(Dimension by, CostFilter... filters) {
        Map<String, String> rows = new TreeMap<>();
        ask(by, filters)
                .currencies()
                .forEach(currency -> currency.rows()
                        .forEach(row -> rows.put(
                                row.label(), row.total().stripTrailingZeros().toPlainString())));
        return rows;
    }

    @Test
    void aPersonLooksDownToTheLine() throws IOException {
        assertThat(spend.dimensions()).isEqualTo(Dimension.COMMON);
        ChargeFixture.load(node, "2026-10-04", "000000000099", "Amazon S3", "vision", "40");
        take();
        var env = new Dimension.Tag("env");
        var name = new Dimension.Tag("app.name");
        assertThat(spend.dimensions())
                .containsAll(Dimension.COMMON)
                .containsAll(Dimension.OF_EXPORTS)
                .endsWith(name, env);

        assertThat(rows(Dimension.REGION)).isEqualTo(Map.of("eu-west-1", "3.75", "us-east-1", "5", "Not stated", "40"));
        assertThat(rows(Dimension.USAGE_TYPE))
                .isEqualTo(Map.of("Host:ml.g5", "3.75", "Train:ml.p5", "5", "Not stated", "40"));
        assertThat(rows(Dimension.RESOURCE))
                .isEqualTo(Map.of(ENDPOINT, "1.25", ENDPOINT + "-2", "2.5", "Not stated", "45"));
        assertThat(rows(env)).isEqualTo(Map.of("prod", "1.25", "dev", "2.5", "No env tag", "5", "Not known", "40"));
        assertThat(rows(name)).isEqualTo(Map.of("rank", "1.25", "No app.name tag", "7.5", "Not known", "40"));

        assertThat(total(is(Dimension.REGION, "eu-west-1"), is(env, "prod"))).isEqualByComparingTo("1.25");
        assertThat(total(is(Dimension.REGION, ""))).isEqualByComparingTo("40");
        assertThat(total(new CostFilter(Dimension.REGION, Operator.IS_NOT, List.of("eu-west-1"))))
                .isEqualByComparingTo("45");
        assertThat(total(new CostFilter(Dimension.RESOURCE, Operator.CONTAINS, List.of("ENDPOINT/rank-"))))
                .isEqualByComparingTo("2.5");
        assertThat(total(is(env, "", "dev"))).isEqualByComparingTo("7.5");
        assertThat(total(is(env, Dimension.NOT_STATED))).isEqualByComparingTo("40");
        assertThat(total(new CostFilter(env, Operator.IS_NOT, List.of("prod")))).isEqualByComparingTo("47.5");
        assertThat(total(new CostFilter(name, Operator.CONTAINS, List.of("AN"))))
                .isEqualByComparingTo("1.25");

        TagFacts facts = ask(env).tag().orElseThrow();
        assertThat(facts.notKnown()).containsExactly(day("2026-10-04"));
        assertThat(facts.accounts()).isEqualTo(1);
        assertThat(facts.exported()).as("no account of that day is in a file").isFalse();
        assertThat(facts.leftOut()).isEmpty();
        assertThat(ask(Dimension.SERVICE, is(env, "prod")).tag().orElseThrow().leftOut())
                .as("it may be prod too")
                .hasEntrySatisfying("USD", sum -> assertThat(sum).isEqualByComparingTo("40"));
        assertThat(ask(Dimension.SERVICE, new CostFilter(env, Operator.IS_NOT, List.of("prod")))
                        .tag()
                        .orElseThrow()
                        .leftOut())
                .isEmpty();
        assertThat(ask(Dimension.SERVICE).tag()).isEmpty();
        assertThat(ask(env).currencies().getFirst().total())
                .isEqualTo(ask(Dimension.TEAM).currencies().getFirst().total());
        assertThat(spend.tagged(ask(Dimension.TEAM).question()).get("USD"))
                .hasSize(2)
                .hasEntrySatisfying("env", sum -> assertThat(sum).isEqualByComparingTo("3.75"))
                .hasEntrySatisfying("app.name", sum -> assertThat(sum).isEqualByComparingTo("1.25"));

        assertThat(spend.choices(env, FROM, TO))
                .extracting(Choice::label)
                .containsExactlyInAnyOrder("prod", "dev", "No env tag", "Not known");
        assertThat(ask(Dimension.TEAM).exported()).containsExactly(day("2026-10-03"));
    }

    private static LocalDateRange day(String day) {
        return LocalDateRange.of(LocalDate.parse(day), LocalDate.parse(day).plusDays(1));
    }

    private BigDecimal total(CostFilter... filters) {
        return ask(Dimension.SERVICE, filters).currencies().getFirst().total();
    }

    private static CostFilter is(Dimension dimension, String... values) {
        return new CostFilter(dimension, Operator.IS, List.of(values));
    }
}
