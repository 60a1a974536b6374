package dev.bursar.chargeback.ui.adjustments;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.corrections.OwnerChanges.OwnerChange;
import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.CloseService;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.month.OwnerChangeService;
import dev.bursar.chargeback.statement.Adjustments.Moved;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The page of adjustments: its states, the form that an address fills in, and what finance decides there. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class AdjustmentsViewTest extends SpringBrowserlessTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    ApplicationContext portal;

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    AdjustmentService service;

    @Autowired
    AdjustmentExport export;

    @Autowired
    FourEyesSetting setting;

    @Autowired
    LedgerMonths months;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void nothingIsPosted() {
        TeamsFixture.empty(portal);
        owner("truncate chargeback_cut, chargeback_cut_failure, chargeback_shown, shared_pool, shared_pool_terms,"
                + " aws_document, charge, charge_slice, spend_by_service, spend_by_account, spend_by_team,"
                + " spend_by_month, ledger_month, ledger_start, ledger_transaction, chargeback_adjustment,"
                + " chargeback_four_eyes restart identity cascade");
        ChargeFixture.load(portal);
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void owner(String sql) {
        var owner = database.owner();
        JdbcClient.create(owner).sql(sql).update();
        owner.destroy();
    }

    private void start() {
        transactions.executeWithoutResult(status -> months.start(OCTOBER, Actor.SYSTEM, Instant.EPOCH));
        cut();
    }

    private void cut() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            portal.getBean(BackgroundScope.class).run(portal.getBean(CutWatch.class)::cutWhatChanged);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    private void fourEyes() {
        database.jdbc()
                .sql("insert into chargeback_four_eyes (enabled, changed_at, changed_by_name) values (true, now(),"
                        + " 'Ada')")
                .update();
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private Adjustment move(String amount) {
        return service.propose(new AdjustmentDraft(
                OCTOBER,
                new LedgerAccount.Team(team("Research")),
                new LedgerAccount.Team(team("Vision")),
                "USD",
                new BigDecimal(amount),
                "GPU node of Vision",
                Optional.empty()));
    }

    private void go(String address) {
        String[] parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length > 1 ? parts[1] : ""));
        finish();
    }

    private void open(String query) {
        go(ChargebackLinks.ADJUSTMENTS + "?" + query);
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String told() {
        return Texts.of(find(AdjustmentsView.class).single());
    }

    private String panel() {
        return Texts.of(find(DetailPanel.class).single());
    }

    private String state() {
        return find(EmptyState.class).single().getElement().getAttribute("data-state");
    }

    private boolean offers(String button) {
        return !find(Button.class).withText(button).all().isEmpty();
    }

    private void click(String button) {
        test(find(Button.class).withText(button).single()).click();
        finish();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void eachStateSaysWhatItIs() throws IOException {
        open("");
        assertThat(state()).isEqualTo("not-set-up");
        assertThat(offers("New adjustment")).isFalse();
        start();
        open("");
        assertThat(state()).isEqualTo("nothing-found");
        assertThat(told()).contains("October 2026, the earliest open month");
        assertThat(offers("New adjustment")).isTrue();
        move("12.30");
        open("state=rejected");
        assertThat(state()).isEqualTo("no-match");
        open("month=2026-10&state=posted");
        assertThat(test(find(Grid.class).single()).size()).isEqualTo(1);
        open("adjustment=99");
        assertThat(panel()).contains("Adjustment not found");
        var out = new ByteArrayOutputStream();
        export.answer("", ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("2026-10", "Research", "Vision", "12.30", "GPU node of Vision", "Posted");
    }

    /** All months are closed and the new one has no costs yet: links to the form say from when. */
    @Test
    @SignedInAs(Role.FINANCE)
    void aLinkToTheFormSaysFromWhenAnAdjustmentCanBeMade() {
        for (YearMonth open : List.of(OCTOBER.plusMonths(2), OCTOBER.minusMonths(2))) {
            transactions.executeWithoutResult(status -> months.start(open, Actor.SYSTEM, Instant.EPOCH));
            cut();
            go(ChargebackLinks.adjust(OCTOBER));
            assertThat(told())
                    .contains(
                            open.isAfter(OCTOBER)
                                    ? "An adjustment can be made once December 2026 has costs"
                                    : "August 2026 has no charges that are added up, so it can\u2019t take an adjustment");
            assertThat(find(Dialog.class).all()).isEmpty();
            open("");
        }
        start();
        go(ChargebackLinks.adjust(OCTOBER));
        assertThat(find(Dialog.class).all()).hasSize(1);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorOnlyLooks() {
        start();
        open("new=2026-10");
        assertThat(offers("New adjustment")).isFalse();
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void anAddressFillsInTheForm() {
        start();
        String reason = "Re-allocated by today’s rules: Amazon EC2 in main";
        go(ChargebackLinks.adjust(OCTOBER, team("Research"), team("Vision"), new BigDecimal("12.50"), "USD", reason));
        assertThat(find(ComboBox.class).all())
                .extracting(box -> box.getLabel() + " " + box.getValue())
                .containsExactly(
                        "Month of the charges 2026-10",
                        "From, owes less Team[team=" + team("Research") + "]",
                        "To, owes more Team[team=" + team("Vision") + "]",
                        "Currency USD");
        assertThat(find(TextArea.class).single().getValue()).isEqualTo(reason);
        TextField amount = find(TextField.class).all().stream()
                .filter(field -> field.getLabel().equals("Amount"))
                .findFirst()
                .orElseThrow();
        assertThat(amount.getValue()).isEqualTo("12.50");

        amount.setValue("12.505");
        click("Post adjustment");
        assertThat(amount.getErrorMessage()).isEqualTo("Enter an amount with at most two decimals.");
        assertThat(find(TextArea.class).single().getValue()).isEqualTo(reason);
        amount.setValue("12.50");
        click("Post adjustment");
        assertThat(find(Dialog.class).all()).isEmpty();
        assertThat(test(find(Grid.class).single()).size()).isEqualTo(1);
        Adjustment posted = service.rows(AdjustmentQuestion.ALL, null, 0, 1).getFirst();
        assertThat(posted.amount()).isEqualTo(BigMoney.of(CurrencyUnit.USD, new BigDecimal("12.50")));
        assertThat(posted.reason()).isEqualTo(reason);

        click("New adjustment");
        assertThat(find(Dialog.class).all()).hasSize(1);
        click("Cancel");
        assertThat(find(Dialog.class).all()).isEmpty();
        click("New adjustment");
        assertThat(find(Dialog.class).all()).hasSize(1);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aPostedOneIsReversed() {
        start();
        long id = move("12.30").id();
        open("adjustment=" + id);
        assertThat(panel()).contains("Posted", "Research", "Vision", "GPU node of Vision", "Transaction");
        click("Reverse…");
        click("Reverse");
        assertThat(find(TextArea.class).single().getErrorMessage()).isEqualTo("Enter a reason.");
        find(TextArea.class).single().setValue("The node was shared");
        click("Reverse");
        assertThat(panel()).contains("Reversed by", "Adjustment 2");
        assertThat(offers("Reverse…")).isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aProposalWaitsForAnother() {
        start();
        fourEyes();
        long id = move("12.30").id();
        open("adjustment=" + id);
        assertThat(told()).contains("a second person approves each");
        assertThat(panel()).contains("Proposed", "another person with the role Finance approves it");
        assertThat(offers("Approve")).isFalse();
        owner("update chargeback_adjustment set proposed_by = 424242, proposed_by_name = 'Grace'");
        open("");
        open("adjustment=" + id);
        click("Approve");
        assertThat(panel()).contains("Posted", "Approved", "by Grace");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminDecidesWhetherTheyWait() {
        open("");
        UI.getCurrent().add(setting.create());
        finish();
        long people = database.jdbc()
                .sql("select count(*) from person p join person_role r on r.person_id = p.id where r.role ="
                        + " 'FINANCE' and p.enabled")
                .query(Long.class)
                .single();
        assertThat(offers("Turn on")).isEqualTo(people >= 2);
        assertThat(Texts.of(UI.getCurrent())).contains("Approval of adjustments");
        fourEyes();
        UI.getCurrent().add(setting.create());
        finish();
        click("Turn off");
        assertThat(database.jdbc()
                        .sql("select enabled from chargeback_four_eyes")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void chargesOfOtherOwnersLeadToTheForm() {
        var changes = new OwnerChangeService.Changes(
                List.of(
                        new OwnerChange("111", "Amazon EC2", "vision", 1, 2, "USD", new BigDecimal("12.4999")),
                        new OwnerChange("111", "Amazon S3", "", 0, 2, "USD", new BigDecimal("-3.00"))),
                80,
                List.of(new Moved(
                        new LedgerAccount.Team(1),
                        new LedgerAccount.Team(2),
                        BigMoney.of(CurrencyUnit.USD, new BigDecimal("5.00")))),
                Map.of(0, "Unallocated", 1, "Research", 2, "Vision"),
                Map.of("111", "main"),
                true);
        UI.getCurrent().add(OwnerChangesSection.of(OCTOBER, changes));
        assertThat(find(HtmlTable.class).single().lines())
                .extracting(line -> line.name().text() + " | " + String.join(" | ", line.figures()) + " -> "
                        + line.name().address())
                .containsExactly(
                        "Amazon EC2 in main, tagged vision | Research | Vision | $12.50 -> "
                                + "chargeback/adjustments?new=2026-10&from=1&to=2&amount=12.50&currency=USD&reason="
                                + "Re-allocated+by+today%E2%80%99s+rules%3A+Amazon+EC2+in+main",
                        "Amazon S3 in main | Unallocated | Vision | −$3.00 -> "
                                + "chargeback/adjustments?new=2026-10&from=2&to=unallocated&amount=3.00&currency=USD&reason="
                                + "Re-allocated+by+today%E2%80%99s+rules%3A+Amazon+S3+in+main");
        assertThat(Texts.of(UI.getCurrent()))
                .contains("the 2 largest of 80", "moved so far: $5.00 from Research to Vision");
    }

    /** A closed month that an adjustment moved something of, and that AWS changes for the same team. */
    @Test
    @SignedInAs(Role.FINANCE)
    void whatAnAdjustmentAndAwsBothChangeIsPointedOut() {
        start();
        Adjustment moved = move("12.30");
        closed("592.83", "217.00");
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        cut();
        String byHand = "Adjustment " + moved.id() + " moved $12.30 from Research to Vision by hand -> "
                + ChargebackLinks.adjustment(moved.id());
        for (String page : List.of("chargeback/2026-10", "chargeback/2026-11")) {
            go(page);
            partsToo();
            assertThat(lines()).as(page).containsOnlyOnce(byHand);
        }

        go(ChargebackLinks.adjust(OCTOBER, team("Vision"), team("Research"), BigDecimal.ONE, "USD", "again"));
        partsToo();
        String corrected = "AWS changed October 2026 for Vision by +$1.50 itself. November 2026 already includes that.";
        assertThat(Texts.of(find(Dialog.class).single())).contains(corrected);
        click("Cancel");
        go(ChargebackLinks.adjust(OCTOBER, team("Research"), 0, BigDecimal.ONE, "USD", "another team"));
        partsToo();
        assertThat(Texts.of(find(Dialog.class).single())).doesNotContain("AWS changed");

        service.reverse(moved.id(), "AWS did it");
        go("chargeback/2026-10");
        partsToo();
        assertThat(lines()).as("what was taken back").noneMatch(line -> line.contains("by hand"));
    }

    /** What a page shows asks in turn. */
    private void partsToo() {
        find(HtmlTable.class).all();
        finish();
    }

    private List<String> lines() {
        return find(HtmlTable.class).all().stream()
                .flatMap(table -> table.lines().stream())
                .map(line -> line.name().text() + " -> " + line.name().address())
                .toList();
    }

    private void closed(String usd, String cny) {
        Map.of("USD", usd, "CNY", cny)
                .forEach((currency, total) -> database.jdbc()
                        .sql("""
                            insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                                   total, first_seen, last_seen)
                            values ('aws', '999988887777', :currency, 'Amazon Web Services, Inc.', 'INVOICE', '2026-10-01', '2026-11-03',
                                    :currency, cast(:total as numeric), now(), now())
                            """)
                        .param("currency", currency)
                        .param("total", total)
                        .update());
        var issuing = portal.getBean(IssueService.class);
        var preview = issuing.preview(OCTOBER).orElseThrow();
        issuing.issue(OCTOBER, preview.token(), "as agreed", preview.answerBy());
        var closing = portal.getBean(CloseService.class);
        var last = closing.preview(OCTOBER);
        assertThat(last.blocks()).isEmpty();
        closing.close(OCTOBER, last.token());
    }
}
