package dev.bursar.models.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.query.ProfileLabels;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Sha256;
import dev.bursar.ownership.OwnershipReason;
import dev.bursar.ownership.OwnershipReasons;
import dev.bursar.spend.SpendLinks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Models with callers and named profiles of two teams: what one lead reads is the same whether the other has any or not. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class OthersModelsTest extends SpringBrowserlessTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final String SONNET = "Claude Sonnet 4.6 (Amazon Bedrock Edition)";
    private static final String OURS = profile("000000000002", "seen123");
    private static final String UNNAMED = profile("000000000002", "bare456");
    private static final String THEIRS = profile("000000000002", "hidden789");

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    CostService costs;

    @Autowired
    OwnershipReasons reasons;

    @Autowired
    ProfileLabels labels;

    @Autowired
    ModelExport file;

    @Autowired
    ModelPartsExport parts;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void teams() throws IOException {
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        ChargeFixture.load(portal);
        database.jdbc().sql("delete from inference_profile").update();
        name(OURS, "Chat assistant");
        name(THEIRS, "Fraud desk");
        deliver(
                "vision.csv",
                charge(SONNET, "USE1-MP:USE1_InputTokenCount-Units", "Units", "3", "9.9", "vision", "role/Chat", OURS),
                charge(SONNET, "USE1-MP:USE1_CacheReadInputTokenCount-Units", "Units", "1", "0.3", "vision", "", OURS),
                charge(
                        "Amazon Bedrock",
                        "USE1-NovaPro-output-tokens",
                        "1K tokens",
                        "500",
                        "1.6",
                        "vision",
                        "role/Chat",
                        UNNAMED),
                charge("Amazon Bedrock", "USE1-Guardrail-Units", "Units", "5", "0.5", "vision", "", ""));
    }

    @AfterEach
    void forget() {
        workers.forget();
    }

    private void others() throws IOException {
        deliver(
                "fraud.csv",
                charge(
                        SONNET,
                        "USE1-MP:USE1_InputTokenCount-Units",
                        "Units",
                        "77",
                        "777",
                        "fraud",
                        "role/Desk",
                        THEIRS),
                charge(
                        SONNET,
                        "USE1-MP:USE1_output_tokens_global_batch-Units",
                        "Units",
                        "55",
                        "555",
                        "fraud",
                        "role/Desk",
                        THEIRS),
                charge("Amazon Bedrock", "USE1-NovaLite-input-tokens", "1K tokens", "9", "3", "fraud", "", THEIRS),
                charge("Amazon Bedrock", "USE1-Secret-Units", "Units", "5", "4", "fraud", "", ""));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void whatALeadReadsIsTheSameWhetherAnotherTeamHasModelsOrNot() throws IOException {
        List<String> alone = read();
        others();
        List<String> together = read();
        assertThat(together).isEqualTo(alone);
        assertThat(alone).anyMatch(text -> text.contains("Chat assistant") && text.contains(OURS));
        assertThat(String.join("\n", together))
                .doesNotContain("Fraud desk", "hidden789", "Nova Lite", "Secret", "Desk");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void profilesAreCalledByTheirNamesAndByTheirIdsWhereNoneIsKnown() throws IOException {
        others();
        open("month=2026-11&model=marketplace.Claude+Sonnet+4.6");
        assertThat(profilesOfModel().lines())
                .extracting(line -> line.name().text(), line -> line.name().whole())
                .containsExactly(tuple("Fraud desk", THEIRS), tuple("Chat assistant", OURS));
        assertThat(csv(parts, ModelPartsExport.question(NOVEMBER, "marketplace.Claude Sonnet 4.6"))
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",", 5))
                        .map(cells -> cells[0] + "|" + cells[1] + "|" + cells[2]))
                .as("the file has the page's parts, with names and ARNs")
                .startsWith("Usage type|USE1-MP:USE1_InputTokenCount-Units|")
                .contains("Caller|role/Desk|", "Inference profile|Fraud desk|" + THEIRS, "Day|2026-11-06|")
                .hasSize(find(HtmlTable.class).all().stream()
                        .skip(1)
                        .mapToInt(table -> table.lines().size())
                        .sum());
        open("month=2026-11&model=amazon.Nova+Pro");
        assertThat(profilesOfModel().lines())
                .extracting(line -> line.name().text(), line -> line.name().whole())
                .containsExactly(tuple("000000000002:application-inference-profile/bare456", UNNAMED));
        assertThat(profiles())
                .contains("Fraud desk", "Chat assistant", "000000000002:application-inference-profile/bare456");
        String[] spend = SpendLinks.view(
                        NOVEMBER.atDay(1), NOVEMBER.plusMonths(1).atDay(1), CostMetric.EFFECTIVE, Dimension.PROFILE)
                .split("\\?", 2);
        UI.getCurrent().navigate(spend[0], QueryParameters.fromString(spend[1]));
        workers.run();
        roundTrip();
        assertThat(find(HtmlTable.class).all().getFirst().lines())
                .as("in Spend, with ids in tooltips")
                .extracting(line -> line.name().text(), line -> line.name().whole())
                .contains(
                        tuple("Fraud desk", "000000000002:application-inference-profile/hidden789"),
                        tuple("Chat assistant", "000000000002:application-inference-profile/seen123"));
        assertThat(labels.ofResources(List.of(OURS, UNNAMED, "i-0123")))
                .as("for What changed")
                .isEqualTo(Map.of(OURS, "Chat assistant"));
        var named = new CostFilter(Dimension.PROFILE, CostFilter.Operator.CONTAINS, List.of("fraud D"));
        var byId = new CostFilter(Dimension.PROFILE, CostFilter.Operator.CONTAINS, List.of("/hidden"));
        for (CostFilter filter : List.of(named, byId)) {
            assertThat(costs.ask(question(Dimension.PROFILE).with(List.of(filter)))
                            .currencies()
                            .getFirst()
                            .rows())
                    .extracting(CostResult.Row::label)
                    .containsExactly("Fraud desk");
        }
        name(UNNAMED, "Fraud desk");
        assertThat(profiles())
                .as("two of one name")
                .contains(
                        "Fraud desk (000000000002:application-inference-profile/hidden789)",
                        "Fraud desk (000000000002:application-inference-profile/bare456)");
    }

    /** The page of models, each opened, their file, spend by profile and why it is theirs. */
    private List<String> read() throws IOException {
        var texts = new ArrayList<String>();
        for (String query : List.of(
                "month=2026-11",
                "month=2026-11&model=marketplace.Claude+Sonnet+4.6",
                "month=2026-11&model=amazon.Nova+Pro",
                "month=2026-11&model=amazon.Nova+Lite")) {
            open(query);
            texts.add(Texts.of(find(ModelsView.class).single()));
            find(HtmlTable.class).all().forEach(table -> texts.add(table.lines().toString()));
        }
        texts.add(csv(file, "2026-11"));
        texts.add(csv(parts, ModelPartsExport.question(NOVEMBER, "marketplace.Claude Sonnet 4.6")));
        texts.add(csv(parts, ModelPartsExport.question(NOVEMBER, "amazon.Nova Lite")));
        texts.add(costs.ask(question(Dimension.PROFILE)).currencies().toString());
        texts.add(costs.choices(
                        Dimension.PROFILE,
                        NOVEMBER.atDay(1),
                        NOVEMBER.plusMonths(1).atDay(1))
                .toString());
        texts.add(reasons.of(question(Dimension.TEAM)).stream()
                .map(OwnershipReason::profileName)
                .distinct()
                .sorted()
                .toList()
                .toString());
        return texts;
    }

    private static String csv(ExportSource source, String question) throws IOException {
        var out = new ByteArrayOutputStream();
        source.answer(question, ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> profiles() {
        return costs.ask(question(Dimension.PROFILE)).currencies().getFirst().rows().stream()
                .map(CostResult.Row::label)
                .toList();
    }

    private static CostQuery question(Dimension by) {
        return new CostQuery(
                NOVEMBER.atDay(1),
                NOVEMBER.plusMonths(1).atDay(1),
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                by,
                List.of());
    }

    /** The fourth: directions, usage types, callers, profiles, days. */
    private HtmlTable profilesOfModel() {
        return find(HtmlTable.class).all().get(3);
    }

    private void open(String query) {
        UI.getCurrent().navigate(ModelsView.class, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
    }

    private static String profile(String account, String id) {
        return "arn:aws:bedrock:us-east-1:" + account + ":application-inference-profile/" + id;
    }

    private void name(String arn, String name) {
        database.jdbc()
                .sql("""
                        insert into inference_profile (arn_hash, arn, account, region, name, seen_at)
                        values (:hash, :arn, '000000000002', 'us-east-1', :name, '2026-11-20T06:00:00Z')
                        """)
                .param("hash", Sha256.of(arn))
                .param("arn", arn)
                .param("name", name)
                .update();
    }

    private void deliver(String name, DeliveredCharge... charges) throws IOException {
        portal.getBean(DeliveredCosts.class).replace(new DeliveredCosts.Delivered(name, Sha256.of(name)), each -> {
            for (DeliveredCharge charge : charges) {
                each.accept(charge);
            }
            return "CUR 2.0";
        });
    }

    private static DeliveredCharge charge(
            String service,
            String usageType,
            String unit,
            String quantity,
            String cost,
            String team,
            String caller,
            String resource) {
        var amount = new BigDecimal(cost);
        return new DeliveredCharge(
                NOVEMBER.atDay(6),
                NOVEMBER,
                "AWS",
                // a payer for each file, so that one leaves the other's charges
                team.equals("vision") ? "000000000001" : "000000000009",
                "000000000002",
                service,
                service,
                "us-east-1",
                usageType,
                "Usage",
                "",
                "",
                "",
                "",
                caller,
                resource,
                Map.of("team", team),
                "USD",
                unit,
                new DeliveredCharge.Costs(amount, amount, null, null, null, null, null, null),
                new BigDecimal(quantity),
                1,
                null);
    }
}
