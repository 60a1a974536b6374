package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouteConfiguration;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.split.PoolStore;
import dev.bursar.chargeback.split.PoolTerms;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Months, statements and charges, for those who see all costs and for a lead. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class ChargebackViewsTest extends ChargebackPages {
    @Autowired
    PoolStore pools;

    @Autowired
    TransactionTemplate transactions;

    private String month(YearMonth month) {
        go(ChargebackLinks.month(month));
        return told(MonthView.class);
    }

    private String statement(YearMonth month, int team) {
        go(ChargebackLinks.statement(month, team));
        return told(StatementView.class);
    }

    private String charges(String query) {
        go(ChargebackLinks.month(OCTOBER) + "/charges?" + query);
        return told(ChargesView.class);
    }

    private String title() {
        return Texts.of(find(H1.class).single());
    }

    /** What nobody owns, to equal parts: 15.50 a team. */
    private int nobodysPool() {
        return nobodysPool(OCTOBER);
    }

    private int nobodysPool(YearMonth from) {
        return Objects.requireNonNull(transactions.execute(status -> {
            int id = pools.add();
            pools.set(new PoolTerms(
                    from,
                    false,
                    new Pool(
                            id,
                            "Untagged",
                            BigDecimal.ONE,
                            new PoolSelection(Kind.ANY, Set.of(), Set.of(), Set.of(), true),
                            new PoolSplit.Even(Set.of()))));
            return id;
        }));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void beforeTheFirstCutItSaysWhatWillBeThere() {
        go("chargeback");
        assertThat(told(ChargebackView.class))
                .contains("Costs have not been read yet", "what each team owes", "See progress");
        assertThat(month(OCTOBER)).contains("Billing month not found");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void monthsStandWithTheirFigures() {
        invoice(OCTOBER, "USD", "592.83");
        cut();
        show(OCTOBER);
        go("chargeback");
        assertThat(told(ChargebackView.class))
                .as("one task, not one of each month")
                .containsOnlyOnce("have no cost centre, and their statements say so.")
                .contains("-> admin/teams");
        assertThat(rows("Billing months"))
                .hasSize(4)
                .contains(
                        "October 2026, CNY | none yet | CNY 217.00 | CNY 0.00 | CNY 0.00 |  |  |  | Draft,"
                                + " leads see it",
                        "October 2026, USD | $592.83 | $546.33 | $0.00 | $46.50 |  | $0.00 | $0.00 | Draft,"
                                + " leads see it")
                .anySatisfy(row -> assertThat(row)
                        .startsWith("November 2026, USD | none yet |")
                        .endsWith("Draft, 21–23 Nov estimated"));
        assertThat(told(ChargebackView.class))
                .contains(
                        "-> chargeback/2026-10",
                        "2 months",
                        "October 2026 matches AWS’s invoice1 document totals $592.83, exactly as much as the"
                                + " charges.");
    }

    private String state() {
        return find(EmptyState.class).single().getElement().getAttribute("data-state");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatIsNotReadIsNotNothing() {
        go("chargeback");
        assertThat(state()).isEqualTo("not-read");
        month(OCTOBER);
        assertThat(state()).isEqualTo("missing");
        cut();
        database.jdbc()
                .sql("delete from chargeback_cut_line where team_id = ?")
                .param(team("Fraud"))
                .update();
        assertThat(statement(OCTOBER, team("Fraud")))
                .contains("Nothing to charge in October 2026", "Checked: all charges and shared pools of the month");
        assertThat(state()).isEqualTo("nothing-found");
        charges("part=direct&currency=USD&service=None+such");
        assertThat(state()).isEqualTo("no-match");
        charges("part=correction&currency=USD");
        assertThat(state()).isEqualTo("nothing-found");
        charges("part=direct&currency=EUR");
        assertThat(state()).isEqualTo("missing");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aStatementLeadsToTheMonthAndTheTeamBesideIt() {
        cut();
        statement(OCTOBER, team("Fraud"));
        assertThat(button("Previous month").isEnabled()).isFalse();
        assertThat(button("Previous team").isEnabled()).isFalse();
        press("Next team");
        assertThat(title()).isEqualTo("Research, October 2026");
        press("Next month");
        assertThat(told(StatementView.class)).contains("Research, November 2026");
        assertThat(button("Next month").isEnabled()).isFalse();
        go(ChargebackLinks.statement(OCTOBER, 0));
        assertThat(button("Next team").isEnabled()).as("Unallocated comes last").isFalse();
        press("Previous team");
        assertThat(title()).isEqualTo("Vision, October 2026");
        assertThat(find(Anchor.class).all())
                .filteredOn(link -> Texts.of(link).equals("Download PDF"))
                .singleElement()
                .satisfies(link ->
                        assertThat(link.getElement().hasAttribute("download")).isTrue());
    }

    private Button button(String name) {
        return find(Button.class).all().stream()
                .filter(one -> one.getAriaLabel().orElse("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void press(String name) {
        test(button(name)).click();
        finish();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void chargesAreNarrowedToATeamAServiceAndAnAccount() {
        cut();
        charges("part=direct&currency=USD");
        int all = rows("Charges").size();
        choose("Team", "Fraud");
        assertThat(rows("Charges"))
                .hasSizeLessThan(all)
                .allSatisfy(row -> assertThat(row).startsWith("Amazon S3 |"));
        assertThat(find(DropDown.class).all())
                .extracting(one -> one.getAriaLabel().orElse(""))
                .contains("Team");
        choose("Team", "All");
        assertThat(rows("Charges")).hasSize(all);
        choose("Service", "Amazon S3");
        assertThat(rows("Charges"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).startsWith("Amazon S3 |"));
        charges("part=direct&currency=USD&service=None+such");
        click("Clear filters");
        assertThat(rows("Charges")).hasSize(all);
    }

    @SuppressWarnings("unchecked")
    private void choose(String name, String words) {
        DropDown<String> choice = find(DropDown.class).all().stream()
                .filter(one -> one.getAriaLabel().orElse("").equals(name))
                .findFirst()
                .orElseThrow();
        test(choice).selectItem(words);
        finish();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aMonthSaysWhetherItAgreesAndWhatIsOpen() {
        cut();
        assertThat(month(OCTOBER))
                .contains(
                        "All charges$592.83no documents yet",
                        "AWS’s invoice for October 2026 hasn’t been read",
                        "The job Read AWS documents reads invoices every day",
                        "not visible to leads");
        invoice(OCTOBER, "USD", "592.83");
        assertThat(month(OCTOBER))
                .contains(
                        "October 2026 matches AWS’s invoice",
                        "1 document totals $592.83, exactly as much as the charges.",
                        "AWS’s documents$592.831 document",
                        "=Direct$546.33",
                        "+Unallocated$46.507.8% belongs to no team",
                        "+AWS rounding$0.00",
                        "+Difference$0.00matches",
                        "Met: Month is over",
                        "Met: Costs are final",
                        "Open: Some charges have no team$46.50 is unallocated.",
                        "-> chargeback/2026-10/unallocated",
                        "-> chargeback/2026-10/" + team("Vision"),
                        "-> chargeback/documents?month=2026-10");
        assertThat(title()).isEqualTo("October 2026");
        assertThat(rows("Teams"))
                .contains(
                        "Research | none | $313.83 | $0.00 | $0.00 | $313.83 | ",
                        "Vision | none | $170.50 | $0.00 | $0.00 | $170.50 | ",
                        "Fraud | none | $62.00 | $0.00 | $0.00 | $62.00 | ",
                        "Unallocated |  |  |  |  | $46.50 | ",
                        "Research | none | CNY 217.00 | CNY 0.00 | CNY 0.00 | CNY 217.00 | ");
        assertThat(month(OCTOBER.plusMonths(1)))
                .contains(
                        "November 2026 isn’t over",
                        "The charges so far come to",
                        "AWS issues its invoice in the first days of December.",
                        "Open: Month isn’t overEnds on 30 Nov 2026.",
                        "Open: Costs aren’t finalAWS still estimates the costs of 21–23 Nov.",
                        "$313.83")
                .doesNotContain("Support", "Tax");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void documentsThatAskForMoreAreADifference() {
        invoice(OCTOBER, "USD", "593.83");
        cut();
        assertThat(month(OCTOBER))
                .contains(
                        "October 2026 doesn’t match AWS’s invoice",
                        "Documents$1.00 apart",
                        "+Difference$1.00not explained")
                .as("a difference is told once")
                .doesNotContain("$1.00 more", "Charges don’t match the invoice");
        assertThat(told(MonthView.class)).doesNotContain("October 2026 matches");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void anAddressOfNoMonthIsNotFound() {
        cut();
        for (String month : List.of("2019-01", "2026-13", "x", "2026-1")) {
            go("chargeback/" + month);
            assertThat(told(MonthView.class)).as(month).contains("Billing month not found", "See all months");
            assertThat(title()).isEqualTo("Billing month");
        }
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeShowsAMonthToLeadsAndHidesItAgain() {
        cut();
        month(OCTOBER);
        click("Show to leads");
        assertThat(told(MonthView.class))
                .contains("October 2026 has 2 open checks. Leads would see drafts that may still change.");
        click("Cancel");
        assertThat(told(MonthView.class)).contains("not visible to leads").doesNotContain("open checks");
        click("Show to leads");
        click("Show anyway");
        assertThat(notices()).contains("Leads see their statements of October 2026 now.");
        assertThat(told(MonthView.class)).contains("visible to leads");
        assertThat(database.jdbc()
                        .sql("select billing_month from chargeback_shown")
                        .query(java.time.LocalDate.class)
                        .single())
                .isEqualTo(OCTOBER.atDay(1));
        click("Hide from leads");
        assertThat(told(MonthView.class)).contains("not visible to leads");
        assertThat(database.jdbc()
                        .sql("select count(*) from chargeback_shown")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aMonthIsNotSetBesideOneWithOtherPools() {
        cut();
        assertThat(month(OCTOBER.plusMonths(1))).doesNotContain("not compared");
        assertThat(rows("Teams")).anySatisfy(row -> assertThat(row).endsWith("| $170.50"));
        nobodysPool(OCTOBER.plusMonths(1));
        assertThat(month(OCTOBER.plusMonths(1))).contains("not compared with October 2026, which has other pools");
        assertThat(rows("Teams")).noneSatisfy(row -> assertThat(row).endsWith("| $170.50"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoIsNotFinanceShowsNothing() {
        cut();
        month(OCTOBER);
        assertThat(offers("Show to leads")).isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void stepsSayByWhenTheyAreDue() {
        cut();
        assertThat(month(OCTOBER)).doesNotContain("days late");
        transactions.executeWithoutResult(
                status -> portal.getBean(LedgerMonths.class).start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
        assertThat(month(OCTOBER)).contains("19 days late", "Later: CloseClosing is final9 days late");
        click("Edit calendar\u2026");
        var days = find(TextField.class).withLabel("Close").single();
        days.setValue("12");
        click("Save calendar");
        assertThat(days.getErrorMessage()).isEqualTo("This step can\u2019t be due before the step above it.");
        days.setValue("25");
        click("Save calendar");
        assertThat(told(MonthView.class)).contains("Due tomorrow");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aStatementSaysWhatATeamOwesAndWhy() {
        int pool = nobodysPool();
        invoice(OCTOBER, "USD", "592.83");
        invoice(OCTOBER, "CNY", "217");
        cut();
        assertThat(statement(OCTOBER, team("Fraud")))
                .contains(
                        "Fraud, October 2026",
                        "$77.50",
                        "To be charged, no cost centre",
                        "No statement of September 2026 to compare with",
                        "match AWS’s invoice",
                        "Finance can change how shared costs are split",
                        "-> chargeback/2026-10\n",
                        "-> chargeback/2026-10/charges?pool=" + pool + "&currency=USD",
                        "f=team.is." + team("Fraud"));
        assertThat(rows("Direct"))
                .containsExactly(
                        "Amazon S3 | 1 account |  |  | $62.00",
                        "0123-4567-8901 |  | Usage |  | $69.75",
                        "0123-4567-8901 |  | Credit |  | −$7.75");
        assertThat(rows("Shared")).containsExactly("Untagged | Evenly over 3 teams, 1 of 3 | $46.50 |  | $15.50");
        assertThat(rows("From Spend to this statement").getFirst())
                .isEqualTo("EffectiveCost in Spend, October 2026 | $62.00");
        assertThat(statement(OCTOBER.plusMonths(1), team("Fraud")))
                .contains(
                        "Costs were last read before the month ended. More charges will come.",
                        "AWS still estimates the costs of 21–23 Nov");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aStatementInTwoCurrenciesIsNeverASum() {
        cut();
        assertThat(statement(OCTOBER, team("Research")))
                .contains("$313.83", "CNY 217.00", "Direct, USD", "Direct, CNY");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatNobodyOwnsHasItsPageWithHostileTextsAsTexts() {
        cut();
        assertThat(statement(OCTOBER, 0)).contains("Unallocated, October 2026", "$46.50", "Belongs to no team");
        assertThat(charges("part=unallocated&currency=USD"))
                .contains("Unallocated charges", "$15.50", "$31.00", "=cmd|'/C calc'!A0")
                .doesNotContain("\u202E", "\n$%2C");
        assertThat(rows("Charges")).hasSize(2);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aFigureOpensIntoItsCharges() {
        int pool = nobodysPool();
        cut();
        go(ChargeLinks.charges(OCTOBER, Section.DIRECT, "USD", team("Fraud"), "Amazon S3"));
        assertThat(told(ChargesView.class)).contains("Direct charges", "Fraud", "Amazon S3");
        assertThat(rows("Charges"))
                .hasSize(2)
                .anySatisfy(
                        row -> assertThat(row).contains("Usage | fraud | Rule").endsWith("$69.75"));
        go(ChargeLinks.charges(OCTOBER, pool, "USD"));
        assertThat(told(ChargesView.class))
                .contains("Pool Untagged", "Takes: Any charge that no team owns. Split: Evenly over 3 teams.");
        assertThat(rows("How it is split"))
                .containsExactlyInAnyOrder(
                        "Research | 1 of 3 | $15.50", "Vision | 1 of 3 | $15.50", "Fraud | 1 of 3 | $15.50");
        assertThat(charges("part=corrections&currency=USD&service=" + "x".repeat(20_000)))
                .contains("Direct charges");
        assertThat(charges("part=direct&currency=USD&service=None+such"))
                .contains("No charges match these filters", "This figure has no charge of None such.");
        assertThat(charges("part=direct&currency=EUR")).contains("Charges not found");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesTheirStatementsOfMonthsThatFinanceShows() {
        nobodysPool();
        invoice(OCTOBER, "USD", "592.83");
        invoice(OCTOBER, "CNY", "217");
        cut();
        go("chargeback");
        assertThat(told(ChargebackView.class))
                .contains("Your teams’ statements appear here", "Finance decides which months leads see")
                .doesNotContain("Shared pools", "AWS documents");
        show(OCTOBER);
        go("chargeback");
        assertThat(rows("Statements of your teams")).containsExactly("Vision, October 2026 | $186.00 | Draft, settled");
        ownThingsOnly(told(ChargebackView.class));
        String own = statement(OCTOBER, team("Vision"));
        assertThat(find(DropDown.class).all()).as("one month and one team").isEmpty();
        assertThat(own).contains("Vision, October 2026", "$186.00", "match AWS’s invoice");
        assertThat(rows("Shared")).as("three share it").containsExactly("Untagged | Evenly | not shown |  | $15.50");
        ownThingsOnly(own);
        String charges = charges("part=direct&currency=USD&team=" + team("Vision"));
        assertThat(rows("Charges")).hasSize(1).allSatisfy(row -> assertThat(row).contains("Vision"));
        ownThingsOnly(charges);
    }

    /** All that Fraud owns, by what a gateway counted. */
    private int gatewaysPool() {
        return Objects.requireNonNull(transactions.execute(status -> {
            int id = pools.add();
            pools.set(new PoolTerms(
                    OCTOBER,
                    false,
                    new Pool(
                            id,
                            "Gateway",
                            BigDecimal.ONE,
                            new PoolSelection(
                                    Kind.ANY, Set.of(), Set.of(), Set.of(), false, Set.of(team("Fraud")), Set.of()),
                            new PoolSplit.Metric("Tokens", Map.of(), Set.of()))));
            pools.numbers(
                    id,
                    OCTOBER,
                    Map.of(
                            team("Vision"), BigDecimal.ONE,
                            team("Research"), new BigDecimal("3"),
                            team("Fraud"), BigDecimal.ZERO));
            return id;
        }));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void ofAPoolOfAnotherTeamsChargesALeadSeesTheirShareOnly() {
        gatewaysPool();
        cut();
        show(OCTOBER);
        String own = statement(OCTOBER, team("Vision"));
        assertThat(rows("Shared")).containsExactly("Gateway | By Tokens | not shown |  | $15.50");
        assertThat(own).contains("$186.00");
        ownThingsOnly(own);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPoolOfATeamTakesAllThatItOwns() {
        int pool = gatewaysPool();
        cut();
        assertThat(charges("pool=" + pool + "&currency=USD"))
                .contains("Takes: Any charge that Fraud owns. Split: By Tokens.");
        assertThat(rows("How it is split"))
                .containsExactlyInAnyOrder("Research | 75.00% | $46.50", "Vision | 25.00% | $15.50");
        assertThat(rows("Charges")).isNotEmpty().allMatch(row -> row.contains("| Fraud |"));
        assertThat(statement(OCTOBER, team("Fraud")))
                .contains("Nothing to charge in October 2026")
                .doesNotContain("$62.00");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aNewTeamsStatementIsMarked() {
        cut();
        int team = team("Vision");
        database.jdbc()
                .sql("update team set confirmed = false where id = " + team)
                .update();
        try {
            assertThat(statement(OCTOBER, team)).contains("Vision (new), October 2026");
            assertThat(charges("part=direct&currency=USD")).contains("Vision (new)");
            assertThat(rows("Charges")).anySatisfy(row -> assertThat(row).contains("Vision (new)"));
        } finally {
            database.jdbc()
                    .sql("update team set confirmed = true where id = " + team)
                    .update();
        }
    }

    private static void ownThingsOnly(String told) {
        assertThat(told)
                .doesNotContain(
                        "Fraud",
                        "Research",
                        "$62.00",
                        "$77.50",
                        "$313.83",
                        "$329.33",
                        "217.00",
                        "$592.83",
                        "Difference",
                        "Unallocated",
                        "unallocated",
                        "46.50",
                        "-> chargeback/2026-10\n",
                        "pool=",
                        "chargeback/pools",
                        "chargeback/documents");
        assertThat(told).doesNotEndWith("-> chargeback/2026-10");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void whatALeadMayNotSeeIsNotFoundLikeWhatIsNotThere() {
        nobodysPool();
        cut();
        show(OCTOBER);
        String missing = statement(OCTOBER, 999_999);
        assertThat(missing).contains("Statement not found");
        assertThat(title()).isEqualTo("Statement");
        for (String address : List.of(
                ChargebackLinks.statement(OCTOBER, team("Fraud")),
                ChargebackLinks.statement(OCTOBER, 0),
                ChargebackLinks.statement(OCTOBER.plusMonths(1), team("Vision")),
                ChargebackLinks.statement(OCTOBER.minusMonths(1), team("Vision")),
                ChargebackLinks.month(OCTOBER) + "/x",
                "chargeback/x/" + team("Vision"))) {
            go(address);
            assertThat(told(StatementView.class)).as(address).isEqualTo(missing);
        }
        String none = charges("part=direct&currency=USD&team=999999");
        assertThat(none).contains("Charges not found");
        for (String query : List.of(
                "part=direct&currency=USD&team=" + team("Fraud"),
                "part=direct&currency=USD",
                "part=unallocated&currency=USD",
                "part=unallocated&currency=USD&team=" + team("Vision"),
                "part=shared&currency=USD&team=" + team("Vision"),
                "pool=1&currency=USD&team=" + team("Vision"),
                "part=direct&currency=USD&team=unallocated")) {
            assertThat(charges(query)).as(query).isEqualTo(none);
        }
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aMonthThatIsTakenBackIsGone() {
        cut();
        show(OCTOBER);
        assertThat(statement(OCTOBER, team("Vision"))).contains("$170.50");
        database.jdbc().sql("delete from chargeback_shown").update();
        assertThat(statement(OCTOBER, team("Vision")))
                .contains("Statement not found")
                .doesNotContain("$170.50");
    }

    @Test
    @SignedInAs(
            value = {Role.LEAD, Role.FINANCE},
            leads = "Vision")
    void whoLeadsATeamInFinanceSeesAllMonths() {
        cut();
        go("chargeback");
        assertThat(rows("Billing months")).hasSize(4);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void everyLinkLeadsToAPage() {
        var routes = RouteConfiguration.forApplicationScope();
        for (String address : List.of(
                ChargebackLinks.CHARGEBACK,
                ChargebackLinks.POOLS,
                ChargebackLinks.NEW_POOL,
                ChargebackLinks.USUAL_POOLS,
                ChargebackLinks.pool(7),
                ChargebackLinks.month(OCTOBER),
                ChargebackLinks.statement(OCTOBER, 7),
                ChargebackLinks.statement(OCTOBER, 0),
                ChargeLinks.charges(OCTOBER, Section.DIRECT, "USD"),
                ChargeLinks.charges(OCTOBER, 7, "USD"),
                ChargeLinks.charges(OCTOBER, Section.DIRECT, "USD", 7, "Amazon S3", "012345678901"),
                DocumentLinks.month(OCTOBER))) {
            assertThat(routes.getRoute(address.replaceAll("\\?.*", "")))
                    .as(address)
                    .isPresent();
        }
    }
}
