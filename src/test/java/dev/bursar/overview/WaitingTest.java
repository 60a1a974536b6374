package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.alerts.BudgetWatch;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.causes.Rating;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.causes.watch.AnomalyWatch;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Empties;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.Waiting;
import dev.bursar.ui.WaitingList;
import dev.bursar.ui.WaitingList.Answer;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/** It is 24 November; Vision's EC2 costs 5.5 USD a day. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class WaitingTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    BackgroundScope background;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    WaitingList waiting;

    @Autowired
    List<Waiting> kinds;

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void costs() {
        try (var owner = database.owner()) {
            for (String table : List.of("anomaly", "anomaly_look", "anomaly_bound")) {
                JdbcClient.create(owner).sql("delete from " + table).update();
            }
        }
        TeamsFixture.load(portal);
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private void lead(String team) {
        var me = portal.getBean(Scope.class).actor().id();
        TeamId led = team(team);
        asBursar(() -> portal.getBean(People.class).assignLead(me, new LedTeam(led, LocalDate.of(2000, 1, 1), null)));
    }

    private void asBursar(Runnable work) {
        var signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            background.run(work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    private void asAdmin(Runnable work) {
        var people = portal.getBean(People.class);
        asBursar(() -> people.find("the admin")
                .map(PersonRow::id)
                .orElseGet(() -> people.create(new NewPerson("the admin", "the admin", Set.of(Role.ADMIN)))));
        var signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            var admin =
                    background.call(() -> people.find("the admin").orElseThrow().id());
            onBehalf.call(admin, () -> {
                work.run();
                return true;
            });
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    /** What the card says, "" where there is none, and that menu and page agree with it. */
    private String card() {
        open("");
        Answer seen = waiting.look();
        assertThat(seen.failed()).isEmpty();
        seen.byPage()
                .forEach((page, count) -> assertThat(
                                find(Span.class).withClassName("menu-count").all())
                        .as(page)
                        .extracting(Span::getText)
                        .contains(count.toString()));
        return find(WaitsCard.class).all().stream().map(Texts::of).collect(Collectors.joining());
    }

    /** Follows the first link of the card; the rows of the page. */
    private int rowsBehindTheLink() {
        String address = waiting.look().entries().getFirst().waits().address();
        assertThat(find(WaitsCard.class).single().getElement().getOuterHTML()).contains(address.replace("&", "&amp;"));
        open(address);
        return find(Grid.class).all().stream()
                .filter(Component::isVisible)
                .findFirst()
                .map(grid -> (int) grid.getGenericDataView().getItems().count())
                .orElse(0);
    }

    private void open(String address) {
        String[] parts = address.split("\\?", 2);
        workers.forget();
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length > 1 ? parts[1] : ""));
        for (int i = 0; i < 3; i++) {
            roundTrip();
            workers.run();
        }
        roundTrip();
    }

    private static Stream<Button> buttons(Component within) {
        return within instanceof Button button
                ? Stream.of(button)
                : within.getChildren().flatMap(WaitingTest::buttons);
    }

    private void overrun(String team) {
        asAdmin(() -> portal.getBean(BudgetEdits.class)
                .create(new BudgetDraft(
                        new BudgetScope.OfTeam(team(team)),
                        Cadence.MONTH,
                        "USD",
                        LocalDate.parse("2026-11-01"),
                        List.of(new BigDecimal("1000")),
                        BudgetBasis.USUAL,
                        BudgetDraft.USUAL_THRESHOLDS,
                        true,
                        Set.of())));
        ChargeFixture.load(portal, "2026-11-20", "111111111111", "Amazon EC2", team.toLowerCase(Locale.ROOT), "2000");
        for (int looks = 0; looks < 2; looks++) {
            asBursar(() -> portal.getBean(BudgetWatch.class).look());
        }
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    @Empties("budget-alerts")
    void aBudgetOverItsLimitWaitsForItsLeadUntilTheAlertIsAcknowledged() {
        costs();
        lead("Vision");
        overrun("Vision");
        assertThat(card()).contains("1 budget with a new alert", "Vision", "$1,");
        assertThat(rowsBehindTheLink()).isEqualTo(1);
        Component cell =
                test(find(Grid.class).withClassName("budgets-table").single()).getCellComponent(0, 0);
        buttons(cell).findFirst().orElseThrow().click();
        workers.run();
        roundTrip();
        assertThat(waiting.look().entries())
                .noneMatch(entry -> entry.kind().kind().equals("budget-alerts"));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Fraud")
    void anotherTeamsBudgetChangesNoNumber() {
        costs();
        lead("Fraud");
        String before = card();
        overrun("Vision");
        assertThat(waiting.look().entries())
                .noneMatch(entry -> entry.kind().kind().equals("budget-alerts"));
        assertThat(card()).isEqualTo(before);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    @Empties("anomalies-to-rate")
    void anAnomalyWaitsForItsLeadUntilItIsRated() {
        costs();
        lead("Vision");
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "111111111111", "Amazon EC2", "vision", "100");
        }
        for (int looks = 0; looks < 2; looks++) {
            asBursar(() -> portal.getBean(AnomalyWatch.class).look());
        }
        assertThat(card()).contains("1 anomaly to rate", "Vision", "$400.00");
        assertThat(rowsBehindTheLink()).isEqualTo(1);
        AnomalyService anomalies = portal.getBean(AnomalyService.class);
        var one = anomalies.page().open().getFirst();
        anomalies.rate(one.id(), one.version(), Rating.EXPECTED, null, "");
        assertThat(card()).contains("Nothing waits for you. Checked: ", "anomalies");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatAnotherShouldRateIsNoneOfFinance() {
        costs();
        for (int day = 20; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "111111111111", "Amazon EC2", "vision", "100");
        }
        for (int looks = 0; looks < 2; looks++) {
            asBursar(() -> portal.getBean(AnomalyWatch.class).look());
        }
        assertThat(card()).doesNotContain("to rate");
        assertThat(Texts.of(find(OverviewView.class).single()))
                .contains("Vision")
                .contains("$400.00");
    }

    /** A look comes every 45 seconds: one that asks what isn't theirs fills the activity log. */
    private void looksWithoutBeingRefused() {
        assertThat(waiting.look().failed()).isEmpty();
        assertThat(database.jdbc()
                        .sql("select subject from journal where action = 'denied'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadsLookAsksForNothingThatIsNotTheirs() {
        looksWithoutBeingRefused();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financesLookAsksForNothingThatIsNotTheirs() {
        looksWithoutBeingRefused();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminsLookAsksForNothingThatIsNotTheirs() {
        looksWithoutBeingRefused();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void nothingWaitsForAnAuditor() {
        costs();
        overrun("Vision");
        looksWithoutBeingRefused();
        assertThat(waiting.look().lookedAt()).isEmpty();
        open("");
        assertThat(find(WaitsCard.class).all())
                .as("no card of what is never theirs")
                .isEmpty();
    }

    @Test
    void eachKindHasANameOfItsOwnAndATestThatEmptiesIt() {
        List<String> names = kinds.stream().map(Waiting::kind).toList();
        assertThat(names).doesNotHaveDuplicates().isNotEmpty();
        Set<String> emptied = new ClassFileImporter()
                .importPackages("dev.bursar").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Empties.class))
                        .map((JavaMethod method) -> method.getAnnotationOfType(Empties.class))
                        .flatMap(test -> Arrays.stream(test.value()))
                        .collect(Collectors.toSet());
        assertThat(emptied).containsExactlyInAnyOrderElementsOf(names);
    }
}
