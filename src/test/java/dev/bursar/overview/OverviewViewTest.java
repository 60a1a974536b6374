package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.local.LocalPostgres;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTableLines;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Section;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.SpendChart;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** October and November of three teams; in November Vision spends 1,000 more, in October Research spent 300 more. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class OverviewViewTest extends SpringBrowserlessTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void charges() {
        ChargeFixture.load(portal);
        ChargeFixture.load(portal, "2026-11-17", "111111111111", "Amazon SageMaker", "vision", "1000");
        ChargeFixture.load(portal, "2026-10-05", "222222222222", "Amazon EC2", "research", "300");
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
        asOwner("delete from sync_run");
        asOwner("delete from cost_forecast");
    }

    /** Clears what the app's role may not. */
    private void asOwner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    private void open(String query) {
        UI.getCurrent().navigate(OverviewView.class, QueryParameters.fromString(query));
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String page() {
        return Texts.of(find(OverviewView.class).single());
    }

    private List<String> figures() {
        return find(KeyFigure.class).all().stream().map(Texts::of).toList();
    }

    private HtmlTable table(int at) {
        return find(HtmlTable.class).withClassName("team-table").all().get(at);
    }

    private List<String> rows(int at) {
        return table(at).lines().stream()
                .map(line -> line.name().text() + " "
                        + line.figures().stream().limit(2).collect(Collectors.joining(" ")))
                .toList();
    }

    private String card(String title) {
        return find(Section.class).all().stream()
                .map(Texts::of)
                .filter(text -> text.startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private String address() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPathWithQueryParameters();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesTheMonthAgainstTheSameDaysOfTheLast() {
        open("");
        assertThat(page()).contains("1\u201323 Nov 2026", "EffectiveCost", "USD and CNY", "21\u201323 Nov estimated");
        assertThat(figures().getFirst())
                .contains("Spend to date, USD", "$1,439.84", "+$700.00 (+94.6%) vs 1\u201323 Oct");
        assertThat(rows(0))
                .containsExactly(
                        "Vision $1,126.50 +$1,000.00",
                        "Research $232.84 \u2212$300.00",
                        "Fraud $46.00 $0.00",
                        "Unallocated $34.50 $0.00");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void currenciesAreNeverAddedTogether() {
        open("");
        assertThat(rows(1)).containsExactly("Research CNY 161.00 CNY 0.00");
        assertThat(figures())
                .anyMatch(figure -> figure.contains("Spend to date, CNY") && figure.contains("CNY 161.00"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theLargestChangesNameTheServiceAndTheAccountThatMovedMost() {
        open("");
        assertThat(card("What changed"))
                .containsSubsequence(
                        "Vision",
                        "+$1,000.00",
                        "Amazon SageMaker",
                        "+$1,000.00",
                        "111111111111",
                        "Research",
                        "\u2212$300.00",
                        "Amazon EC2",
                        "222222222222")
                .doesNotContain("Fraud", "Unallocated");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesOwnTeamsOnlyAndAPlainProjection() {
        forecast();
        for (String query : List.of("", "cost=billed", "month=2026-10")) {
            open(query);
            assertThat(page())
                    .as(query)
                    .doesNotContain(
                            "Research", "Fraud", "Unallocated", "439.84", "CNY", "Forecast", "Amazon EC2 \u2212");
            assertThat(rows(0)).as(query).hasSize(1);
        }
        open("");
        assertThat(rows(0)).containsExactly("Vision $1,126.50 +$1,000.00");
        assertThat(figures()).hasSize(2);
        // 1,126.50 and seven days like (7 x 5.50 + 1,000) / 7
        assertThat(figures().get(1)).contains("Month-end projection", "$2,200", "average of the last 7 days");
        assertThat(card("What changed")).contains("Amazon SageMaker", "+$1,000.00");
        assertThat(page()).contains("2 accounts", "21\u201323 Nov estimated");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Idle")
    void aLeadWithoutCostsIsToldSo() {
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state)
                        values ('costs', 'test', '2026-11-24T06:00Z', '2026-11-24T06:01Z', 'done')
                        """).update();
        open("");
        assertThat(page()).contains("Your teams’ costs will appear here").doesNotContain("$");
        assertThat(find(HtmlTable.class).all()).isEmpty();
    }

    private void forecast() {
        database.jdbc().sql("""
                        insert into cost_forecast (payer, asked_on, period, currency, metric, mean, lower_bound, upper_bound)
                        values ('1', '2026-11-24', '2026-11-24', 'USD', 'EffectiveCost', 500, 430, 560)
                        """).update();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theForecastIsAwssWithItsRangeAndTeamsHaveProjections() {
        forecast();
        open("");
        assertThat(figures().get(1))
                .contains("Month-end projection, USD", "$2,600", "AWS forecast, 24 Nov: $1,900 ($1,900 to $2,000)");
        assertThat(table(0).lines())
                .extracting(line -> line.figures().getLast())
                .containsExactly("$2,200", "$304", "$60", "$45");
        assertThat(HtmlTableLines.from(table(0), 0, "PROJECTION,projection,-team"))
                .extracting(line -> line.figures().getLast())
                .containsExactly("$45", "$60", "$304", "$2,200");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutAForecastTheFigureIsAProjectionAndSaysSo() {
        open("");
        assertThat(figures().get(1))
                .contains("Month-end projection, USD", "$2,600", "Assumes the average of the last 7 days")
                .doesNotContain("80%");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void unallocatedOverTheThresholdNeedsAttentionAndLeadsToItsAccounts() {
        open("month=2026-10");
        assertThat(figures().get(1)).contains("Unallocated", "$46.50");
        assertThat(card("Needs attention")).contains("5.2% of spend is Unallocated", "$46.50");
        assertThat(find(Anchor.class).withText("See which accounts").single().getHref())
                .isEqualTo("spend?from=2026-10-01&to=2026-11-01&by=account&f=team.is.0");
        open("");
        assertThat(card("Needs attention")).doesNotContain("Unallocated");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aTeamThatSpendsAFifthAndAThousandMoreNeedsAttentionAndLeadsToTheSameComparison() {
        open("");
        assertThat(card("Needs attention"))
                .contains(
                        "Vision is up by $1,000.00 (+790.5%)", "EffectiveCost of 1\u201323 Nov against 1\u201323 Oct.");
        assertThat(find(Anchor.class).withText("See what changed").single().getHref())
                .isEqualTo("spend?from=2026-11-01&to=2026-11-24&by=service&f=team.is." + team("Vision")
                        + "&compare=previous");
        database.jdbc()
                .sql("insert into sync_run (job, started_by, started_at, ended_at, state)"
                        + " values ('costs', 'test', '2026-11-24T08:00Z', '2026-11-24T08:01Z', 'done')")
                .update();
        // without days to compare nothing is up, and only what was looked at is said to be well
        open("compare=last-year");
        assertThat(card("Needs attention")).contains("Nothing needs your attention. Checked: sync jobs.");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aJobThatFailedWaitsForAnAdminAndStandsInOneCardOnly() {
        aReadThatFailed();
        open("");
        assertThat(card("Needs attention"))
                .contains("Costs were last read on 22 Nov, 06:00 UTC")
                .doesNotContain("Refresh costs failed", "AWS refused the costs.");
        assertThat(card("Waits for you")).contains("1 job failed", "Refresh costs");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatTheLastReadsCouldNotDoNeedsAttention() {
        aReadThatFailed();
        open("");
        assertThat(card("Needs attention"))
                .contains(
                        "Refresh costs failed", "AWS refused the costs.", "Costs were last read on 22 Nov, 06:00 UTC");
        assertThat(find(Anchor.class).withText("See what to do").all())
                .allSatisfy(link -> assertThat(link.getHref()).isEqualTo("sync"))
                .hasSize(2);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadIsToldThatCostsAreOldButNotOfJobs() {
        aReadThatFailed();
        open("");
        assertThat(card("Needs attention"))
                .contains("Costs were last read on 22 Nov, 06:00 UTC", "An admin of your organisation can see why")
                .doesNotContain("Refresh costs failed", "AWS refused");
        assertThat(find(Anchor.class).withText("See what to do").all()).isEmpty();
    }

    private void aReadThatFailed() {
        database.jdbc().sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state, problem) values
                          ('costs', 'test', '2026-11-22T06:00Z', '2026-11-22T06:01Z', 'done', null),
                          ('costs', 'test', '2026-11-24T06:00Z', '2026-11-24T06:01Z', 'failed', 'AWS refused the costs.')
                        """).update();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeIsToldWhatIsLateOnTheWayToAClosedMonth() {
        var signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        portal.getBean(BackgroundScope.class).run(portal.getBean(CutWatch.class)::cutWhatChanged);
        SecurityContextHolder.setContext(signedIn);
        asOwner("""
                insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency, total,
                       first_seen, last_seen)
                select 'aws', '999988887777', currency, 'Amazon Web Services, Inc.', 'INVOICE', '2026-10-01', '2026-11-03', currency,
                       round(sum(billed_cost), 2), now(), now()
                  from chargeback_cut_line
                 where cut_id = (select max(id) from chargeback_cut where billing_month = '2026-10-01')
                 group by currency
                """);
        try {
            open("");
            assertThat(card("Waits for you")).contains("1 month-end step", "Choose the ledger\u2019s first month");
            assertThat(card("Needs attention")).doesNotContain("late", "ledger");
            portal.getBean(TransactionTemplate.class)
                    .executeWithoutResult(status -> portal.getBean(LedgerMonths.class)
                            .start(YearMonth.of(2026, 10), Actor.SYSTEM, Instant.EPOCH));
            open("");
            assertThat(card("Waits for you"))
                    .contains("Issue the statements of October 2026", "was due 6 Nov 2026")
                    .doesNotContain("Choose the ledger");
            assertThat(card("Needs attention")).doesNotContain("issue", "late");
        } finally {
            asOwner("truncate ledger_start, chargeback_cut, aws_document cascade");
        }
    }

    private Button period(String button) {
        return find(Button.class).withAriaLabel(button).single();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void monthsAreSteppedThroughAndStandInTheAddress() {
        open("");
        test(period("Previous period")).click();
        finish();
        assertThat(address()).isEqualTo("?month=2026-10");
        assertThat(page())
                .contains("1\u201331 Oct 2026", "Spend, USD", "no data before 1 Oct 2026")
                .doesNotContain("to date", "Projection", "Forecast");
        test(period("Next period")).click();
        finish();
        assertThat(address()).isEmpty();
        assertThat(period("Next period").isEnabled()).isFalse();
        assertThat(page()).contains("Spend to date");
        open("month=2025-01");
        assertThat(page())
                .contains("Costs of January 2025 haven\u2019t been read")
                .doesNotContain("$0.00");
        test(find(Button.class)
                        .withCondition(Texts.are("Show the current month"))
                        .single())
                .click();
        finish();
        assertThat(address()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theCostIsChosenAndStandsInTheAddress() {
        open("");
        test(find(DropDown.class).withAriaLabel("Cost").single()).selectItem("BilledCost");
        finish();
        assertThat(address()).isEqualTo("?cost=billed");
        assertThat(page()).contains("BilledCost");
        assertThat(table(0).lines().getFirst().name().address())
                .isEqualTo("spend?from=2026-11-01&to=2026-11-24&cost=billed&by=service&f=team.is." + team("Vision")
                        + "&compare=previous");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aBadAddressShowsTheCurrentMonthAndSaysWhatWasLeftOut() {
        open("month=yesterday&cost=gold&zzz=1&continue=");
        assertThat(rows(0)).hasSize(4);
        assertThat(Texts.of(find(Notification.class).single())).contains("month=yesterday", "cost=gold", "zzz");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theDaysToComeAreDrawnAsProjected() {
        open("");
        assertThat(page()).contains("Projected");
        open("month=2026-10");
        assertThat(page()).doesNotContain("Projected");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aSkeletonStandsThereUntilTheAnswerIsThere() {
        UI.getCurrent().navigate(OverviewView.class);
        assertThat(find(Skeleton.class).all()).hasSize(1);
        assertThat(find(SpendChart.class).all()).isEmpty();
        finish();
        assertThat(find(Skeleton.class).all()).isEmpty();
        assertThat(find(SpendChart.class).all()).hasSize(2);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aFailureSaysSoWithAReferenceAndLoadsAgain() {
        asOwner("revoke select on spend_by_team from " + LocalPostgres.APP);
        try {
            open("");
        } finally {
            asOwner("grant select on spend_by_team to " + LocalPostgres.APP);
        }
        assertThat(Texts.of(find(EmptyState.class).single()))
                .contains("The overview could not be loaded", "Nothing was lost.")
                .doesNotContain("spend_by_team");
        test(find(Button.class).withCondition(Texts.are("Try again")).single()).click();
        finish();
        assertThat(rows(0)).hasSize(4);
    }

    @Test
    @SignedInAs({})
    void whoHasNoRoleIsNotLetIn() {
        assertThatThrownBy(() -> navigate(OverviewView.class)).isInstanceOf(Throwable.class);
    }
}
