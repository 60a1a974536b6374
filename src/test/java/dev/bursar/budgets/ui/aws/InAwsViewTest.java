package dev.bursar.budgets.ui.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.aws.AwsBudgetStore;
import dev.bursar.budgets.aws.SampleBudgets;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.sync.daily.DailyReadings;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Empties;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.Waiting.Waits;
import dev.bursar.ui.WaitingList;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How own budgets stand in AWS, on their page and on that of AWS's budgets. Vision's budget is 100 USD a month. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class InAwsViewTest extends SpringBrowserlessTest {
    private static final String PAYER = "012345678901";

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    @Autowired
    BudgetStore budgets;

    @Autowired
    WaitingList waiting;

    @Autowired
    AwsBudgetStore aws;

    @Autowired
    DailyReadings readings;

    @Autowired
    AwsChangeService changes;

    @Autowired
    TransactionTemplate transaction;

    private int vision;

    @BeforeEach
    void aBudget() {
        var owner = database.owner();
        for (String table : List.of(
                "aws_managed_budget",
                "aws_change_item",
                "aws_change",
                "aws_write_setting",
                "budget_threshold",
                "budget_basis",
                "budget_limit",
                "budget")) {
            JdbcClient.create(owner).sql("delete from " + table).update();
        }
        owner.destroy();
        ChargeFixture.load(portal);
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        database.jdbc().sql("""
                        insert into aws_identity (account, arn) values (:account, 'arn:aws:iam::012345678901:user/bursar')
                        on conflict (single) do update set account = excluded.account
                        """).param("account", PAYER).update();
        vision = transaction.execute(status -> budgets.add(
                new BudgetDraft(
                        new BudgetScope.OfTeam(team("Vision")),
                        Cadence.MONTH,
                        "USD",
                        LocalDate.parse("2026-11-01"),
                        List.of(new BigDecimal("100")),
                        new BudgetBasis(CostMetric.EFFECTIVE, Set.of(), false),
                        BudgetDraft.USUAL_THRESHOLDS,
                        false,
                        Set.of()),
                Month.JANUARY));
        read(List.of());
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String notices() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private void read(List<AwsBudget> all) {
        transaction.executeWithoutResult(status -> {
            aws.replace(all);
            readings.read(AwsBudgetStore.JOB, clock.instant());
        });
    }

    private void turnOn() {
        database.jdbc().sql("""
                        insert into aws_write_setting (kind, enabled, another, role_name, most, stacks, version, changed_by, changed_at)
                        values ('budgets', true, false, 'BursarWriter', 200, false, 1, 'Ada', now())
                        """).update();
    }

    private void managed(String limit) {
        database.jdbc()
                .sql("""
                        insert into aws_managed_budget (budget_id, account, name, adopted, written, since, by_name, written_at)
                        values (:budget, :account, 'vision', true, :written, '2026-11-01T00:00:00Z', 'Ada', '2026-11-01T00:00:00Z')
                        """)
                .param("budget", vision)
                .param("account", PAYER)
                .param("written", "{\"Budget\":" + raw(limit) + "}")
                .update();
    }

    private static String raw(String limit) {
        return "{\"BudgetName\":\"vision\",\"TimeUnit\":\"MONTHLY\",\"BudgetLimit\":{\"Amount\":\"" + limit
                + "\",\"Unit\":\"USD\"},\"CostFilters\":{\"TagKeyValue\":[\"user:team$Vision\"]},"
                + "\"CostTypes\":{\"UseAmortized\":true}}";
    }

    private static AwsBudget there(String limit) {
        AwsBudget sample = SampleBudgets.named(
                "vision",
                "50",
                SampleBudgets.types(SampleBudgets.tagged("user:team$Vision"), Map.of("UseAmortized", true)));
        return new AwsBudget(
                sample.name(),
                sample.type(),
                sample.period(),
                sample.limits(),
                sample.filter(),
                sample.spend(),
                null,
                sample.notifications(),
                raw(limit));
    }

    private void go(String address) {
        UI.getCurrent().navigate(address);
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String section() {
        go("budgets/" + vision);
        return Texts.of(find(InAwsSection.class).single());
    }

    private void click(String button) {
        test(find(Button.class).withText(button).single()).click();
        finish();
    }

    private boolean offers(String button) {
        return find(Button.class).withText(button).all().stream().anyMatch(Button::isVisible);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void turnedOffNothingCanBePublished() {
        assertThat(section()).contains("In AWS Budgets", "Bursar writes no budgets");
        assertThat(offers("Publish to AWS\u2026")).isFalse();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminPublishesIt() {
        turnOn();
        section();
        click("Publish to AWS\u2026");
        TextField name = find(TextField.class).withLabel("Name in AWS").single();
        assertThat(name.getValue()).isEqualTo("team Vision, monthly");
        name.setValue("a:b");
        find(TextArea.class).withLabel("Reason").single().setValue("Finance looks there");
        click("Propose");
        assertThat(name.isInvalid()).isTrue();
        name.setValue("vision");
        find(Checkbox.class).single().setValue(true);
        click("Propose");
        TextArea addresses = find(TextArea.class).withLabel("E-mail addresses").single();
        assertThat(addresses.isInvalid()).isTrue();
        addresses.setValue("ada@example.com");
        click("Propose");
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .matches("changes/\\d+");
        var item = changes.items(latest(), List.of(), 0, 10).getFirst();
        assertThat(item.wanted()).contains("ada@example.com", "\"Amount\":\"100\"");
        assertThat(new BudgetItemWords().what(item))
                .isEqualTo(
                        "Create the budget: limit $100; period monthly; costs NetAmortizedCost, tag team = Vision, vision;"
                                + " notifications above 50% spent to ada@example.com; above 80% spent to ada@example.com;"
                                + " above 100% spent to ada@example.com; above 100% forecast to ada@example.com");
        assertThat(section()).contains("Not in AWS yet", "is about it: proposed");
    }

    private long latest() {
        return database.jdbc()
                .sql("select max(id) from aws_change")
                .query(Long.class)
                .single();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void othersSeeNoAddresses() {
        turnOn();
        database.jdbc().sql("""
                        with made as (
                          insert into aws_change (kind, state, proposed_by, proposer, proposed_at, reason, work)
                          values ('budgets', 'proposed', 1, 'Grace', '2026-11-24T06:00:00Z', 'Because', gen_random_uuid()) returning id)
                        insert into aws_change_item (change_id, number, account, region, subject, type, name, team_id, part, wanted, state)
                        select id, 1, '012345678901', 'global', 'arn', 'budgets:budget', 'vision', 0, 'budget',
                               '{"Budget":{},"NotificationsWithSubscribers":[{"Subscribers":[{"Address":"ada@example.com"}]}]}', 'planned'
                          from made
                        """).update();
        assertThat(changes.items(latest(), List.of(), 0, 10).getFirst().wanted())
                .contains("hidden")
                .doesNotContain("ada@example.com");
        assertThat(section()).contains("Not in AWS.");
        assertThat(offers("Publish to AWS\u2026")).isFalse();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void oneThatMatchesExactlyIsAdopted() {
        read(List.of(there("100.0")));
        assertThat(section()).contains("AWS\u2019s budget \u201Cvision\u201D matches this one exactly.");
        click("Adopt");
        assertThat(section()).contains("adopted", "\u201Cvision\u201D");
        go("budgets/aws");
        assertThat(Texts.of(find(ManagedSection.class).single())).contains("Managed by Bursar", "1 budget");
        section();
        click("Stop managing it");
        assertThat(section()).contains("matches this one exactly");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatDiffersHasThreeChoices() {
        turnOn();
        managed("100.0");
        read(List.of(there("120")));
        assertThat(section()).contains("Limit, changed in AWS", "$100", "$120", "Its name can\u2019t change");
        assertThat(offers("Write ours again\u2026")).isTrue();
        assertThat(offers("Stop managing it")).isTrue();
        // AWS is asked first, and this one is gone there
        click("Take AWS\u2019s value");
        assertThat(notices()).contains("AWS\u2019s budget is no longer as it was shown. Nothing was changed.");
        assertThat(budgets.find(vision).orElseThrow().limit(LocalDate.parse("2026-11-01")))
                .hasValueSatisfying(limit -> assertThat(limit).isEqualByComparingTo("100"));
        read(List.of(there("90")));
        section();
        click("Write ours again\u2026");
        find(TextArea.class).withLabel("Reason").single().setValue("Ours holds");
        click("Propose");
        assertThat(new BudgetItemWords()
                        .what(changes.items(latest(), List.of(), 0, 10).getFirst()))
                .isEqualTo("Limit: $90 \u2192 $100");
        read(List.of());
        assertThat(section()).contains("Deleted in AWS");
    }

    private Optional<Waits> drifted() {
        return waiting.look().entries().stream()
                .filter(entry -> entry.kind().kind().equals("budgets-drifted"))
                .findFirst()
                .map(WaitingList.Entry::waits);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @Empties("budgets-drifted")
    void oneThatDiffersWaitsUntilItIsProposedAgain() {
        managed("100.0");
        read(List.of(there("120")));
        assertThat(waiting.look().lookedAt()).doesNotContain("budgets in AWS");
        turnOn();
        assertThat(drifted()).hasValueSatisfying(waits -> {
            assertThat(waits.count()).isEqualTo(1);
            assertThat(waits.first()).isEqualTo("Vision");
            UI.getCurrent().navigate("budgets/aws", QueryParameters.of("show", "differs"));
            finish();
            assertThat(find(Grid.class).all()).hasSize(1);
            assertThat(find(Grid.class).single().getGenericDataView().getItems())
                    .hasSize(1);
        });
        section();
        click("Write ours again\u2026");
        find(TextArea.class).withLabel("Reason").single().setValue("Ours holds");
        click("Propose");
        assertThat(drifted()).isEmpty();
        assertThat(waiting.look().lookedAt()).contains("budgets in AWS");
        UI.getCurrent().navigate("budgets/aws", QueryParameters.of("show", "differs"));
        finish();
        assertThat(find(ManagedSection.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatDiffersIsNoTaskOfFinance() {
        managed("100.0");
        read(List.of(there("120")));
        turnOn();
        assertThat(drifted()).isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesNothingOfIt() {
        go("budgets/" + vision);
        assertThat(find(InAwsSection.class).all()).isEmpty();
    }
}
