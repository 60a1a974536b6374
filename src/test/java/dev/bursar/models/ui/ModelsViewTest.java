package dev.bursar.models.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.models.ModelLine.Direction;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.models.Figures;
import dev.bursar.models.Figures.Tokens;
import dev.bursar.models.ModelMonth;
import dev.bursar.models.ModelMonth.OfModel;
import dev.bursar.models.ModelService;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class ModelsViewTest extends SpringBrowserlessTest {
    private static final String BEDROCK = "Amazon Bedrock";
    private static final String SONNET = "Claude Sonnet 4.6 (Amazon Bedrock Edition)";
    private static final String PRODUCT = "5ylrwvx8kpuwq1c8eyvtnp2b4";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    ModelService models;

    @Autowired
    CostService costs;

    @Autowired
    ModelExport file;

    @Autowired
    TestDatabase database;

    private int deliveries;

    @BeforeEach
    void team() {
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        ChargeFixture.load(portal);
    }

    @AfterEach
    void forget() {
        workers.forget();
    }

    private void deliver(YearMonth month, DeliveredCharge... charges) throws IOException {
        portal.getBean(DeliveredCosts.class)
                .replace(new DeliveredCosts.Delivered(month + ".csv", fingerprint()), each -> {
                    for (DeliveredCharge charge : charges) {
                        each.accept(charge);
                    }
                    return "FOCUS";
                });
    }

    private byte[] fingerprint() {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) ++deliveries;
        return bytes;
    }

    private static DeliveredCharge charge(
            String day,
            String service,
            String type,
            String usageType,
            String unit,
            String quantity,
            String cost,
            String team,
            String caller) {
        var amount = new BigDecimal(cost);
        LocalDate date = LocalDate.parse(day);
        return new DeliveredCharge(
                date,
                YearMonth.from(date),
                "AWS",
                "000000000001",
                "000000000002",
                service,
                service,
                "us-east-1",
                usageType,
                type,
                "",
                "",
                "",
                "",
                caller,
                "",
                team.isEmpty() ? Map.of() : Map.of("team", team),
                "USD",
                unit,
                new DeliveredCharge.Costs(amount, amount, null, null, null, null, null, null),
                quantity.isEmpty() ? null : new BigDecimal(quantity),
                1,
                null);
    }

    private static DeliveredCharge usage(
            String day, String service, String usageType, String unit, String quantity, String cost) {
        return charge(day, service, "Usage", usageType, unit, quantity, cost, "research", "role/Chat");
    }

    private void stories() throws IOException {
        deliver(
                OCTOBER,
                usage("2026-10-05", SONNET, "USE1-MP:USE1_OutputTokenCount-Units", "Units", "2", "30"),
                usage("2026-10-05", BEDROCK, "USE1-NovaPro-input-tokens", "1K tokens", "1000", "0.8"));
        deliver(
                NOVEMBER,
                usage("2026-11-05", SONNET, "USE1-MP:USE1_InputTokenCount-Units", "Units", "3", "9.123456789"),
                usage("2026-11-06", SONNET, "USE1-MP:USE1_CacheReadInputTokenCount-Units", "Units", "1", "0.3"),
                usage("2026-11-06", SONNET, "output_tokens_global_standard", "Units", "4", "60"),
                charge("2026-11-06", SONNET, "Credit", "output_tokens_global_standard", "", "", "-5", "research", ""),
                charge(
                        "2026-11-07",
                        BEDROCK,
                        "Usage",
                        "USE1-NovaPro-input-tokens",
                        "1K tokens",
                        "500",
                        "0.4",
                        "vision",
                        "role/Vision"),
                charge(
                        "2026-11-07",
                        BEDROCK,
                        "Usage",
                        "USE1-NovaPro-input-tokens-batch",
                        "1K tokens",
                        "-100",
                        "-0.04",
                        "vision",
                        "role/Vision"),
                usage("2026-11-07", BEDROCK, "USE1-NovaPro-output-tokens", "Requests", "7", "2.5"),
                usage("2026-11-07", BEDROCK, "USE1-NovaLite-input-tokens", "1K tokens", "9", "0"),
                usage("2026-11-07", BEDROCK, "USE1-Guardrail-Units", "", "", "1.75"),
                usage("2026-11-07", PRODUCT, "InputTokenCount-Units", "Units", "1", "0.1"),
                usage("2026-11-07", "zz9anotherproductcode00001", "SoftwareUsage", "Units", "1", "99"));
    }

    private Optional<OfModel> row(ModelMonth month, String name) {
        return month.currencies().getFirst().models().stream()
                .filter(row -> ModelText.name(row.model()).equals(name))
                .findFirst();
    }

    private static String price(Optional<BigDecimal> price) {
        return price.map(exact -> exact.stripTrailingZeros().toPlainString()).orElse("none");
    }

    private void open(String query) {
        UI.getCurrent().navigate(ModelsView.class, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
    }

    private String page() {
        return Texts.of(find(ModelsView.class).single());
    }

    private List<String> names(int table) {
        return find(HtmlTable.class).all().get(table).lines().stream()
                .map(line -> line.name().text())
                .toList();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void modelsComeToWhatTheirServicesDoAndPricesAreOfTheSameCharges() throws IOException {
        stories();
        ModelMonth month = models.of(NOVEMBER);
        Figures sonnet = row(month, "Claude Sonnet 4.6").orElseThrow().now();
        assertThat(sonnet.cost()).isEqualByComparingTo("69.423456789");
        assertThat(sonnet.credits()).isEqualByComparingTo("-5");
        assertThat(price(sonnet.of(Direction.INPUT).flatMap(Tokens::perMillion)))
                .isEqualTo("3.041152263");
        assertThat(price(sonnet.of(Direction.OUTPUT).flatMap(Tokens::perMillion)))
                .isEqualTo("15");
        assertThat(price(sonnet.fromCache())).isEqualTo("0.25");
        assertThat(row(month, "Claude Sonnet 4.6").orElseThrow().before().cost())
                .isEqualByComparingTo("30");

        OfModel pro = row(month, "Nova Pro").orElseThrow();
        assertThat(price(pro.now().of(Direction.INPUT).flatMap(Tokens::perMillion)))
                .as("negative tokens count")
                .isEqualTo("0.9");
        assertThat(pro.now().of(Direction.OUTPUT).flatMap(Tokens::perMillion))
                .as("requests are no tokens")
                .isEmpty();
        assertThat(pro.now().together().orElseThrow().allKnown()).isFalse();
        assertThat(ModelText.tiers(pro)).isEqualTo("On demand, Batch");
        assertThat(price(row(month, "Nova Lite")
                        .orElseThrow()
                        .now()
                        .of(Direction.INPUT)
                        .flatMap(Tokens::perMillion)))
                .as("tokens at cost 0")
                .isEqualTo("0");
        assertThat(row(month, PRODUCT + ", other")).isPresent();
        assertThat(month.services()).doesNotContain("zz9anotherproductcode00001");

        var of = month.currencies().getFirst();
        assertThat(of.unknown()).extracting(type -> type.usageType()).containsExactly("USE1-Guardrail-Units");
        BigDecimal spend = costs
                .ask(new CostQuery(
                        month.days().getStart(),
                        month.days().getEnd(),
                        Granularity.MONTHLY,
                        CostMetric.EFFECTIVE,
                        Dimension.SERVICE,
                        List.of()))
                .currencies()
                .stream()
                .flatMap(currency -> currency.rows().stream())
                .filter(row -> month.services().contains(row.key()))
                .map(CostResult.Row::total)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(of.now().total()).isEqualByComparingTo(spend).isEqualByComparingTo(of.serviceCost());
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void thePageShowsThemAndOneOpensIntoItsParts() throws IOException {
        stories();
        open("month=2026-11");
        assertThat(names(0))
                .startsWith("Claude Sonnet 4.6", "Nova Pro", "Amazon Bedrock, other")
                .hasSize(5);
        assertThat(names(1)).containsExactly("USE1-Guardrail-Units");
        assertThat(find(HtmlTable.class).all().getFirst().lines().getFirst().figures())
                .contains("$69.42", "\u2212$5.00", "8 M", "$3.04", "$15.00", "25.0%");
        assertThat(page()).contains("as in Spend (Amazon Bedrock and Marketplace models)");

        open("month=2026-11&model=marketplace.Claude+Sonnet+4.6");
        assertThat(names(0)).containsExactly("Input", "Output", "Cache read");
        assertThat(find(HtmlTable.class).all().getFirst().lines().get(1).figures())
                .containsExactly("4 M", "$15.00", "2 M", "$15.00");

        open("month=2026-11&model=amazon.Nova+Pro");
        assertThat(names(0)).containsExactly("Input", "Output");
        assertThat(names(1)).hasSize(3).contains("USE1-NovaPro-output-tokens");
        assertThat(names(2)).containsExactly("role/Chat", "role/Vision");
        assertThat(page()).contains("without a caller\u2019s tag");
        assertThat(names(3)).containsExactly("No inference profile");
        assertThat(names(4)).containsExactly("7 Nov 2026");
        open("month=2026-11&model=amazon.Nothing");
        assertThat(page()).contains("Model not found");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesOnlyTheirOwnTokensAndCallers() throws IOException {
        stories();
        open("month=2026-11");
        assertThat(names(0)).containsExactly("Nova Pro");
        assertThat(page()).doesNotContain("Claude", "Guardrail");
        open("month=2026-11&model=amazon.Nova+Pro");
        assertThat(names(1)).containsExactly("USE1-NovaPro-input-tokens", "USE1-NovaPro-input-tokens-batch");
        assertThat(names(2)).containsExactly("role/Vision");
        assertThat(page()).doesNotContain("caller\u2019s tag");
        open("month=2026-11&model=marketplace.Claude+Sonnet+4.6");
        assertThat(page()).contains("Model not found").doesNotContain("Claude");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void costExplorerStatesNoUsageTypes() {
        ChargeFixture.load(portal, "2026-08-05", "111111111111", BEDROCK, "research", "3");
        ChargeFixture.load(portal, "2026-08-05", "222222222222", SONNET, "research", "4");
        open("month=2026-08");
        assertThat(names(0)).containsExactly("Claude Sonnet 4.6", "Amazon Bedrock, model not stated");
        assertThat(find(HtmlTable.class).all().getFirst().lines())
                .allSatisfy(line -> assertThat(line.figures()).contains("Not stated"));
        assertThat(page())
                .contains(
                        "$7.00 come from charges without usage types",
                        "tokens are not stated. CUR and FOCUS files state them.",
                        "by usage type: free in AWS\u2019s console, 1 request ($0.01) by its API");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutModelsNothingIsSaidOfThem() {
        ChargeFixture.load(portal, "2026-07-05", "111111111111", "Amazon S3", "research", "3");
        open("month=2026-07");
        assertThat(find(HtmlTable.class).all()).isEmpty();
        assertThat(Texts.of(find(EmptyState.class).single())).contains("No costs of models in July 2026");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theFileHasThePagesRowsWithAllDigits() throws IOException {
        stories();
        open("month=2026-11");
        var out = new ByteArrayOutputStream();
        file.answer("2026-11", ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1 + names(0).size());
        List<OfModel> shown = models.of(NOVEMBER).currencies().getFirst().models();
        for (int i = 0; i < shown.size(); i++) {
            assertThat(lines.get(i + 1))
                    .contains(
                            names(0).get(i),
                            shown.get(i).now().cost().stripTrailingZeros().toPlainString());
        }
        assertThat(lines.get(1)).contains("Claude Sonnet 4.6", "Marketplace", "69.423456789", "3000000", "3.041152263");
    }
}
