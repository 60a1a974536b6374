package dev.bursar.clusters.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterChoices.Idle;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.store.ClusterStore;
import dev.bursar.clusters.ClusterService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.ownership.text.MovesPreview;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

/** A node of $10 of which research, vision and fraud used 2, 3 and 1 and leave 1 each, and an hour of 1 without pods. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClustersViewTest extends SpringBrowserlessTest {
    private static final String ACCOUNT = "111122223333";
    private static final String CLUSTER = ACCOUNT + "/us-east-1/ml";
    private static final String OPENED = "month=2026-11&cluster=" + CLUSTER.replace("/", "%2F");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 6);
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    ClusterService clusters;

    @Autowired
    ClusterExport file;

    @Autowired
    TestDatabase database;

    private static int deliveries;

    @BeforeEach
    void charges() {
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        database.jdbc().sql("delete from cluster_choice").update();
        ChargeFixture.load(portal);
    }

    @AfterEach
    void forget() {
        workers.forget();
    }

    private void deliver() throws IOException {
        List<DeliveredCharge> rows = List.of(
                pod("research", "train", "2", "4"),
                pod("vision", "<b>serve</b>", "3", "2"),
                pod("fraud", "score", "1", ""),
                charge("BoxUsage:p4d.24xlarge", "i-1", "research", "10", "", null));
        portal.getBean(DeliveredCosts.class)
                .replace(new DeliveredCosts.Delivered("november.csv", fingerprint()), each -> {
                    for (DeliveredCharge row : rows) {
                        each.accept(row);
                    }
                    return "CUR 2.0";
                });
    }

    private byte[] fingerprint() {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) ++deliveries;
        return bytes;
    }

    private static DeliveredCharge pod(String team, String workload, String cost, String gpuHours) {
        return charge(
                gpuHours.isEmpty() ? "USE1-EKS-EC2-vCPU-Hours" : "USE1-EKS-EC2-Accelerator-Hours",
                "arn:aws:eks:us-east-1:" + ACCOUNT + ":pod/ml/" + team + "/" + workload,
                team,
                "0",
                workload,
                new DeliveredCharge.Split(
                        "i-1",
                        new BigDecimal(cost),
                        BigDecimal.ONE,
                        gpuHours.isEmpty() ? BigDecimal.TWO : new BigDecimal(gpuHours)));
    }

    private static DeliveredCharge charge(
            String usageType, String resource, String team, String cost, String workload, DeliveredCharge.Split split) {
        var amount = new BigDecimal(cost);
        var tags = new TreeMap<>(Map.of("team", team));
        if (!workload.isEmpty()) {
            tags.put("aws_eks_deployment", workload);
        }
        return new DeliveredCharge(
                DAY,
                YearMonth.from(DAY),
                "AWS",
                "000000000001",
                ACCOUNT,
                "Amazon Elastic Compute Cloud",
                "Amazon Elastic Compute Cloud",
                "us-east-1",
                usageType,
                "Usage",
                "Usage",
                "",
                "",
                "",
                "",
                resource,
                tags,
                "USD",
                "Hrs",
                new DeliveredCharge.Costs(amount, amount, null, null, null, null, null, null),
                BigDecimal.ONE,
                1,
                split);
    }

    private void choose(Choice... choices) {
        portal.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            for (Choice choice : choices) {
                portal.getBean(ClusterStore.class).store(choice);
            }
        });
    }

    private void open(String query) {
        UI.getCurrent().navigate(ClustersView.class, QueryParameters.fromString(query));
        workers.run();
        roundTrip();
    }

    private String page() {
        return Texts.of(find(ClustersView.class).single());
    }

    private List<String> names() {
        return find(HtmlTable.class).all().getFirst().lines().stream()
                .map(line -> line.name().text())
                .toList();
    }

    private List<String> figures(String name) {
        return find(HtmlTable.class).all().getFirst().lines().stream()
                .filter(line -> line.name().text().equals(name))
                .findFirst()
                .orElseThrow()
                .figures();
    }

    @Test
    @Order(1)
    @SignedInAs(Role.FINANCE)
    void withoutSplitRowsThePageSaysWhatToTurnOn() {
        open("month=2026-11");
        assertThat(Texts.of(find(EmptyState.class).single()))
                .contains("Turn on split cost allocation data", "INCLUDE_SPLIT_COST_ALLOCATION_DATA");
        open("month=2026-11&cluster=none");
        assertThat(Texts.of(find(EmptyState.class).single())).contains("Turn on split cost allocation data");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aWholeClusterIsItsOwnersAndItsPodsAreTold() throws IOException {
        deliver();
        open("month=2026-11");
        assertThat(names()).containsExactly("ml", "vision", "research", "fraud", "Hours without pods");
        assertThat(figures("ml")).contains("Whole", "$10.00", "$4.00", "40.0%", "6");
        assertThat(figures("vision")).contains("Research", "$4.00", "$1.00", "25.0%", "2", "$2.00");
        assertThat(page()).contains("$10.00, 40.0% of it idle").doesNotContain("your teams");
        open("month=2026-10");
        assertThat(Texts.of(find(EmptyState.class).single())).contains("No costs of clusters in October 2026");

        open(OPENED);
        assertThat(names())
                .containsExactly("vision", "<b>serve</b>", "research", "train", "fraud", "score", "Hours without pods");
        assertThat(page()).contains("The tags of its nodes name the team that pays for all of it.");
        assertThat(find(Button.class).all())
                .noneMatch(button -> button.getText().equals("Edit"));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadReadsTheirNamespacesOnly() throws IOException {
        choose(new Choice(CLUSTER, NOVEMBER, true, Idle.PODS));
        deliver();
        open("month=2026-11");
        assertThat(names()).containsExactly("ml", "vision");
        assertThat(page())
                .contains("$4.00, 25.0% of it idle", "your teams\u2019 part")
                .doesNotContain("research", "$10.00");
        open(OPENED);
        assertThat(names()).containsExactly("vision", "<b>serve</b>");
        assertThat(page())
                .as("three teams share it, so that its total would tell of the other two")
                .doesNotContain("All teams together", "fraud", "Fraud", "Research");
        open("month=2026-11&cluster=" + ACCOUNT + "%2Fus-east-1%2Fother");
        assertThat(page()).contains("Cluster not found");
        assertThatThrownBy(() -> clusters.choices(CLUSTER)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void nothingOfAWholeClusterIsShownToWhoDoesntOwnIt() throws IOException {
        deliver();
        open("month=2026-11");
        assertThat(Texts.of(find(EmptyState.class).single())).contains("No costs of clusters in November 2026");
        open(OPENED);
        assertThat(page()).contains("Cluster not found").doesNotContain("research");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminSplitsItAfterReadingWhatMovesAndTakesItBack() throws IOException {
        deliver();
        open(OPENED);
        press("Edit");
        workers.run();
        assertThat(Texts.of(find(MovesPreview.class).single()))
                .contains(
                        "This would move costs:", "Research \u2192 Vision", "$4.00", "Research \u2192 Fraud", "$2.00");
        find(RadioButtonGroup.class).all().getFirst().setValue(false);
        workers.run();
        assertThat(Texts.of(find(MovesPreview.class).single())).contains("This would move no imported costs.");
        find(RadioButtonGroup.class).all().getFirst().setValue(true);
        find(RadioButtonGroup.class).all().getLast().setValue(Idle.OWNER);
        workers.run();
        assertThat(Texts.of(find(MovesPreview.class).single())).contains("Research \u2192 Vision", "$3.00", "$1.00");
        find(Select.class).all().getLast().setValue(YearMonth.of(2026, 12));
        assertThat(Texts.of(find(MovesPreview.class).single())).contains("haven\u2019t been read yet");
        find(Select.class).all().getLast().setValue(YearMonth.of(2026, 11));
        press("Save");
        workers.run();
        roundTrip();
        var chosen = new Choice(CLUSTER, NOVEMBER, true, Idle.OWNER);
        assertThat(clusters.choices(CLUSTER)).containsExactly(chosen);
        assertThat(page())
                .contains(
                        "Pods\u2019 tags name the team that pays.",
                        "Idle costs go to the team that the nodes\u2019 tags name.");
        assertThat(database.jdbc()
                        .sql("select action || ' ' || subject from journal where action like 'cluster%'")
                        .query(String.class)
                        .list())
                .containsExactly("cluster-choice-saved cluster:" + CLUSTER);

        assertThatThrownBy(() -> clusters.remove(chosen, List.of()))
                .as("somebody else has chosen since the page was read")
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> clusters.choose(new Choice("x/y/z", NOVEMBER, true, Idle.PODS), List.of()))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() ->
                        clusters.choose(new Choice(CLUSTER, NOVEMBER.plusDays(1), true, Idle.PODS), List.of(chosen)))
                .isInstanceOf(StaleEdit.class);

        press("Remove November 2026\u2026");
        press("Remove");
        workers.run();
        assertThat(clusters.choices(CLUSTER)).isEmpty();
    }

    private void press(String words) {
        test(find(Button.class).all().stream()
                        .filter(button -> button.getText().equals(words))
                        .reduce((first, last) -> last)
                        .orElseThrow())
                .click();
        roundTrip();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theFileHasAllRowsWithAllDigits() throws IOException {
        choose(new Choice(CLUSTER, NOVEMBER, true, Idle.PODS));
        deliver();
        var out = new ByteArrayOutputStream();
        file.answer(ClusterExport.question(YearMonth.of(2026, 11), CLUSTER), ExportFormat.CSV)
                .write(out, ExportSource.Progress.NONE);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "ml", ACCOUNT, "us-east-1", "vision", "<b>serve</b>", "Vision", "By pods", "USD", "2"));
        file.answer(ClusterExport.question(YearMonth.of(2026, 11), "x/y/z"), ExportFormat.CSV)
                .write(out, ExportSource.Progress.NONE);
    }
}
