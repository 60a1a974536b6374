package dev.bursar.budgets.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** It is 24 November; Vision costs 5.5 USD a day, Fraud 2.25. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class BudgetsViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    BudgetEdits edits;

    @Autowired
    BudgetService service;

    @Autowired
    BudgetExport export;

    @Autowired
    TestClock clock;

    @BeforeEach
    void costs() {
        TeamsFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private int budget(String team, String limit, Cadence cadence) {
        return edits.create(new BudgetDraft(
                new BudgetScope.OfTeam(team(team)),
                cadence,
                "USD",
                cadence.period(LocalDate.parse("2026-11-24"), java.time.Month.JANUARY)
                        .getStart(),
                List.of(new BigDecimal(limit)),
                BudgetBasis.USUAL,
                BudgetDraft.USUAL_THRESHOLDS,
                true,
                Set.of()));
    }

    private void open(Class<? extends Component> view, String query) {
        UI.getCurrent().navigate(view, QueryParameters.fromString(query));
        finish();
    }

    private void go(String address) {
        UI.getCurrent().navigate(address);
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String page(Class<? extends Component> view) {
        return Texts.of(find(view).single());
    }

    @SuppressWarnings("unchecked")
    private List<String> rows() {
        Grid<BudgetRow> grid = find(Grid.class).withClassName("budgets-table").single();
        return grid.getGenericDataView().getItems().map(BudgetRow::name).toList();
    }

    private int edited(String limit) {
        int id = budget("Vision", "200", Cadence.MONTH);
        go("budgets/" + id + "/edit");
        var theirs = service.find(id).orElseThrow();
        edits.change(
                id,
                theirs.version(),
                new BudgetDraft(
                        theirs.scope(),
                        theirs.cadence(),
                        "USD",
                        LocalDate.parse("2026-11-01"),
                        List.of(new BigDecimal("300")),
                        BudgetBasis.USUAL,
                        BudgetDraft.USUAL_THRESHOLDS,
                        false,
                        Set.of()));
        test(find(TextField.class)
                        .withCondition(field -> field.getValue().startsWith("200"))
                        .single())
                .setValue(limit);
        click("Save budget");
        finish();
        assertThat(page(BudgetFormView.class))
                .contains("Someone changed this budget in the meantime. Nothing was saved. Load theirs or keep yours.")
                .contains("Limit from November 2026: $300.00.", "E-mail: nobody.")
                .contains("Limit from November 2026: $250.00.", "E-mail: the team\u2019s leads.");
        assertThat(limit(id)).isEqualByComparingTo("300");
        return id;
    }

    private BigDecimal limit(int id) {
        return service.find(id).orElseThrow().limits().lastEntry().getValue();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aBudgetThatAnotherAdminChangedCanBeReplaced() {
        int id = edited("250");
        click("Keep yours");
        assertThat(page(BudgetFormView.class)).doesNotContain("in the meantime");
        click("Save budget");
        assertThat(limit(id)).isEqualByComparingTo("250");
        assertThat(service.find(id).orElseThrow().tellsLeads()).isTrue();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aBudgetThatAnotherAdminChangedCanBeTaken() {
        int id = edited("250");
        click("Load theirs");
        assertThat(page(BudgetFormView.class)).doesNotContain("in the meantime");
        assertThat(find(TextField.class)
                        .withCondition(field -> field.getValue().startsWith("300"))
                        .all())
                .isNotEmpty();
        click("Save budget");
        assertThat(limit(id)).isEqualByComparingTo("300");
        assertThat(service.find(id).orElseThrow().tellsLeads()).isFalse();
    }

    private String state() {
        return find(dev.bursar.ui.EmptyState.class).single().getElement().getAttribute("data-state");
    }

    private void click(String button) {
        test(find(Button.class).withText(button).single()).click();
        finish();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminIsOfferedToSetTheFirstOnes() {
        open(BudgetsView.class, "");
        assertThat(page(BudgetsView.class))
                .contains("Budgets tell you before it is too late", "Set for all teams", "New budget");
        assertThat(state()).isEqualTo("not-set-up");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aNewBudgetLeadsToTheTeamsWhileNoneIsConfirmed() {
        go(BudgetLinks.NEW);
        assertThat(page(BudgetFormView.class)).doesNotContain("No team is confirmed");
        database.jdbc().sql("update team set confirmed = false").update();
        try {
            go(BudgetLinks.NEW);
            assertThat(page(BudgetFormView.class)).contains("No team is confirmed yet. Confirm your teams first.");
        } finally {
            database.jdbc().sql("update team set confirmed = true").update();
        }
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Nobody's")
    void aLeadIsToldThatCostsAreBeingReadAndWhoSetsBudgets() {
        database.jdbc()
                .sql("""
                        insert into sync_lease (job, owner, heartbeat_at) values ('costs', 'another node', :now)
                        on conflict (job) do update set owner = excluded.owner, heartbeat_at = excluded.heartbeat_at
                        """)
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, state, now_doing, steps_all, steps_done)
                        values ('costs', 'test', '2026-11-24T06:00Z', 'running', 'Reading account 7', 56, 35)
                        """).update();
        open(BudgetsView.class, "");
        assertThat(page(BudgetsView.class))
                .contains("Costs are being read for the first time", "First read: running, job Refresh costs, 62% done")
                .doesNotContain("35", "56", "account 7");
        database.jdbc()
                .sql("update sync_run set state = 'done', ended_at = started_at")
                .update();
        open(BudgetsView.class, "");
        assertThat(page(BudgetsView.class))
                .contains("Budgets tell you before it is too late", "once an admin has set them")
                .doesNotContain("Set for all teams");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void riskComesFirstAndFiltersAreInTheAddress() {
        budget("Vision", "1000", Cadence.MONTH);
        budget("Fraud", "10", Cadence.MONTH);
        budget("Research", "100000", Cadence.QUARTER);
        open(BudgetsView.class, "");
        assertThat(rows()).containsExactly("Fraud", "Vision", "Research");
        assertThat(page(BudgetsView.class))
                .as("what is over already is not among those that may get there")
                .contains("Projected over", "of 2 budgets that are within their limits");
        open(BudgetsView.class, "state=over");
        assertThat(rows()).containsExactly("Fraud");
        open(BudgetsView.class, "cadence=quarter");
        assertThat(rows()).containsExactly("Research");
        open(BudgetsView.class, "state=forecast-over&cadence=year");
        assertThat(page(BudgetsView.class)).contains("No budgets match these filters");
        assertThat(state()).isEqualTo("no-match");
        click("Clear filters");
        assertThat(rows()).hasSize(3);
        open(BudgetsView.class, "state=nonsense&x=1");
        assertThat(rows()).hasSize(3);
        assertThat(find(Notification.class).all()).isNotEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theFileHasTheRowsThatThePageShows() throws IOException {
        budget("Vision", "1000", Cadence.MONTH);
        budget("Fraud", "10", Cadence.MONTH);
        assertThat(written("").stream().skip(1))
                .containsExactly(
                        "Fraud,Monthly,2026-11-01,2026-11-30,EffectiveCost without credits,USD,10,51.75,517.5,76.7,67.50,57.50,Over",
                        "Vision,Monthly,2026-11-01,2026-11-30,EffectiveCost without credits,USD,1000,126.5,12.7,76.7,165.00,-835.00,On track");
        assertThat(written("state=over")).hasSize(2).last().asString().startsWith("Fraud,");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void untilCostsArriveThePeriodBeforeStandsBesideTheProjection() throws IOException {
        int over = budget("Fraud", "10", Cadence.MONTH);
        budget("Vision", "1000", Cadence.MONTH);
        clock.forward(Duration.ofDays(7)); // 1 December; costs are read to 23 November
        try {
            open(BudgetsView.class, "");
            assertThat(page(BudgetsView.class))
                    .contains(
                            "Over budget in November 20261Fraud +$41.75", "of $439.84 in November 2026, EffectiveCost")
                    .contains("of 2 budgets")
                    .doesNotContain("0.0%", "$0.00", "within", "Over budget0");
            assertThat(written("").stream().skip(1))
                    .as("a file leaves empty what isn't read")
                    .contains(
                            "Fraud,Monthly,2026-12-01,2026-12-31,EffectiveCost without credits,USD,10,,,0.0,,,No costs yet");
            go("budgets/" + over);
            assertThat(page(BudgetView.class))
                    .contains("Spent in November 2026 so far$51.75518% of $10, $41.75 over")
                    .contains("No costs of December 2026 have been read yet")
                    .doesNotContain("$0.00");
            budget("Research", "100000", Cadence.YEAR);
            open(BudgetsView.class, "");
            assertThat(page(BudgetsView.class))
                    .as("rows of both kinds have a figure each")
                    .contains(
                            "Over budget in November 20261Fraud +$41.75",
                            "Over budget0of 1 budget with costs",
                            "of 3 budgets")
                    .doesNotContain("within");
        } finally {
            clock.forward(Duration.ofDays(-7));
        }
    }

    private List<String> written(String question) throws IOException {
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        export.table(question).write(file, Progress.NONE);
        file.finish();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aBudgetSaysWhatDrivesItAndAlertsOfOneMomentAreOneLine() {
        int id = budget("Vision", "100", Cadence.MONTH);
        go("budgets/" + id);
        assertThat(page(BudgetView.class))
                .contains("Largest increasesNo service costs more in 1\u201323 Nov than in 1\u201323 Oct.")
                .containsOnlyOnce("50, 80 and 100% spent, 100% projectedNovember 2026, noticed on 24 Nov 2026")
                .contains("$126.50 spent, $165 projected, limit $100", "No e-mail: already exceeded")
                .contains("127% of the limit, $26.50 over23 of 30 days");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void allTeamsAreAddedUpAndANewLimitIsHeldAgainstPastMonths() {
        go("budgets/all-teams");
        TextField vision = find(TextField.class)
                .withCondition(field ->
                        "New limit of Vision".equals(field.getAriaLabel().orElse("")))
                .single();
        test(vision).setValue("100");
        assertThat(page(AllTeamsView.class))
                .contains("Limit now", "Aug 2026", "Sep 2026", "Oct 2026", "All teams")
                .contains("over in 1 of 1 month", "1 new limit to save");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatCannotBeReadIsSaidAtItsFieldAndNothingIsSaved() {
        go("budgets/all-teams");
        TextField vision = find(TextField.class)
                .withCondition(field ->
                        "New limit of Vision".equals(field.getAriaLabel().orElse("")))
                .single();
        test(vision).setValue("much");
        click("Save budgets");
        assertThat(vision.isInvalid()).isTrue();
        assertThat(vision.getErrorMessage()).contains("Enter an amount in USD");
        assertThat(service.page().rows()).isEmpty();

        TextArea pasted = find(TextArea.class).single();
        pasted.setValue("Vision\t100\nNo such team\t5");
        click("Read pasted limits");
        assertThat(pasted.getErrorMessage()).contains("Line 2: no team is called");
        assertThat(vision.getValue()).isEqualTo("much");
        pasted.setValue("Vision\t100\nFraud\t50");
        click("Read pasted limits");
        assertThat(vision.getValue()).isEqualTo("100");
        click("Save budgets");
        assertThat(service.page().rows()).hasSize(2);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void twoAdminsAtOnceLoseNothing() {
        int id = budget("Vision", "1000", Cadence.MONTH);
        go("budgets/" + id + "/edit");
        edits.change(
                id,
                1,
                new BudgetDraft(
                        new BudgetScope.OfTeam(team("Vision")),
                        Cadence.MONTH,
                        "USD",
                        LocalDate.parse("2026-11-01"),
                        List.of(BigDecimal.TEN),
                        BudgetBasis.USUAL,
                        List.of(),
                        true,
                        Set.of()));
        TextField amount = find(TextField.class).withLabel("Amount").single();
        test(amount).setValue("2,000");
        click("Save budget");
        finish();
        assertThat(page(BudgetFormView.class))
                .contains("Someone changed this budget in the meantime", "$10.00", "$2,000.00");
        assertThat(amount.getValue()).isEqualTo("2,000");
        assertThat(service.page().rows().getFirst().figures().limit()).isEqualByComparingTo("10");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void anotherTeamsBudgetIsNotFoundLikeOneThatIsNotThere() {
        go("budgets/1");
        String missing = page(BudgetView.class);
        assertThat(missing).contains("Budget not found");
        assertThat(state()).isEqualTo("missing");
        go("budgets/x");
        assertThat(page(BudgetView.class)).isEqualTo(missing);
    }
}
