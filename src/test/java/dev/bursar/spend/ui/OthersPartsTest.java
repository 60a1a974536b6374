package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterChoices.Idle;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.store.ClusterStore;
import dev.bursar.kernel.Role;
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
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A node of Research's on which Vision's and Fraud's pods ran: a lead reads the same whether another team's did or nobody's. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class OthersPartsTest extends SpringBrowserlessTest {
    private static final LocalDate FROM = LocalDate.parse("2026-11-01");
    private static final LocalDate TO = FROM.plusMonths(1);
    private static final String ACCOUNT = "000000000007";
    private static final String CLUSTER = ACCOUNT + "/us-east-1/ml";

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    CostService costs;

    @Autowired
    TestDatabase database;

    @TempDir
    Path folder;

    @BeforeEach
    void teams() {
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        ChargeFixture.load(portal);
    }

    @AfterEach
    void forget() {
        workers.forget();
        database.jdbc().sql("delete from cluster_choice").update();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void whatALeadReadsIsTheSameWhetherAnotherTeamsPodsRanOrNone() throws IOException {
        choose(Idle.PODS);
        take("vision");
        List<String> alone = read();
        take("vision", "fraud");
        assertThat(read()).isEqualTo(alone);
        assertThat(String.join("\n", alone))
                .contains("of-vision", "train-vision")
                .doesNotContain("fraud", "Fraud");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void whoPaysForIdleIsNotToldWhosePodsWereThere() throws IOException {
        choose(Idle.OWNER);
        take("fraud");
        List<String> one = read();
        take("vision");
        assertThat(read()).isEqualTo(one);
        assertThat(String.join("\n", one)).doesNotContain("of-fraud", "train-fraud", "of-vision");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aTaskWithoutANameIsNotToldAsHoursWithoutPods() throws IOException {
        var file = ChargeLinesFile.of(LineFormat.CUR_2);
        file.add(line(9, "AmazonEC2", "BoxUsage:m5.large", "i-2", 10.0, "Research"));
        var task = line(
                9,
                "AmazonECS",
                "USE1-ECS-EC2-vCPU-Hours",
                "arn:aws:ecs:us-east-1:" + ACCOUNT + ":task/shop/0123456789abcdef",
                0.0,
                "Vision");
        task.put("line_item_operation", "ECSTask-EC2");
        task.put("split_line_item_parent_resource_id", "i-2");
        task.put("split_line_item_split_cost", 7.0);
        file.add(task);
        take("task.csv", file);
        for (Dimension by : List.of(Dimension.NAMESPACE, Dimension.WORKLOAD)) {
            assertThat(costs.ask(question(by)).currencies().getFirst().rows().stream()
                            .map(row -> row.label() + " " + row.total().stripTrailingZeros()))
                    .contains("Not named 7", "Hours without pods 3");
        }
    }

    private void choose(Idle idle) {
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> portal.getBean(ClusterStore.class).store(new Choice(CLUSTER, FROM, true, idle)));
    }

    /** A node of $10 a day; of each of these teams a pod used 3 and had 1 idle. What nobody used is of hours without pods. */
    private void take(String... teams) throws IOException {
        var file = ChargeLinesFile.of(LineFormat.CUR_2);
        for (int day = 2; day < 5; day++) {
            file.add(line(day, "AmazonEC2", "BoxUsage:p3.16xlarge", "i-1", 10.0, "Research"));
            for (String team : teams) {
                var pod = line(
                        day,
                        "AmazonEKS",
                        "USE1-EKS-EC2-Accelerator-Hours",
                        "arn:aws:eks:us-east-1:" + ACCOUNT + ":pod/ml/of-" + team + "/train-" + team + "/1",
                        0.0,
                        team);
                pod.put("line_item_operation", "EKSPod-EC2");
                pod.put("split_line_item_parent_resource_id", "i-1");
                pod.put("split_line_item_split_cost", 3.0);
                pod.put("split_line_item_unused_cost", 1.0);
                pod.put("split_line_item_split_usage", 2.0);
                file.add(pod);
            }
        }
        take(String.join("-", teams) + ".csv", file);
    }

    private void take(String name, ChargeLinesFile file) throws IOException {
        new ImportService(portal.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile(name, file.csv(folder.resolve(name)))), ReadListener.NONE);
        TeamsFixture.applyRules(portal); // a file that is there already isn't loaded again
    }

    private static Map<String, Object> line(
            int day, String product, String usageType, String resource, double cost, String team) {
        var line = ChargeLinesFile.curLine("Usage", cost);
        line.put("bill_payer_account_id", ACCOUNT);
        line.put("bill_billing_period_start_date", FROM.atStartOfDay());
        line.put("line_item_usage_start_date", FROM.plusDays(day).atTime(3, 0));
        line.put("line_item_usage_account_id", ACCOUNT);
        line.put("line_item_product_code", product);
        line.put("line_item_usage_type", usageType);
        line.put("line_item_resource_id", resource);
        line.put("resource_tags", Map.of("user_team", team));
        return line;
    }

    /** Spend by what clusters have, the page and what filters offer, and of each that says the other's names. */
    private List<String> read() {
        var texts = new ArrayList<String>();
        for (Dimension by : Dimension.OF_CLUSTERS) {
            texts.add(costs.ask(question(by)).currencies().toString());
            texts.add(costs.choices(by, FROM, TO).toString());
            var others = new CostFilter(by, CostFilter.Operator.CONTAINS, List.of("fraud"));
            texts.add(costs.ask(question(Dimension.SERVICE).with(List.of(others)))
                    .currencies()
                    .toString());
            String[] spend = SpendLinks.view(FROM, TO, CostMetric.EFFECTIVE, by).split("\\?", 2);
            UI.getCurrent().navigate(spend[0], QueryParameters.fromString(spend[1]));
            workers.run();
            roundTrip();
            texts.add(Texts.of(find(SpendView.class).single()));
            find(HtmlTable.class).all().forEach(table -> texts.add(table.lines().toString()));
        }
        return texts;
    }

    private static CostQuery question(Dimension by) {
        return new CostQuery(FROM, TO, Granularity.MONTHLY, CostMetric.EFFECTIVE, by, List.of());
    }
}
