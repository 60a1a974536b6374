package dev.bursar.chargeback.ui.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerQuestion;
import dev.bursar.chargeback.ledger.LedgerRefused;
import dev.bursar.chargeback.ledger.LedgerRow;
import dev.bursar.chargeback.ledger.LedgerRows;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestAction;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The Ledger page before it begins, with transactions, and its files. It is 24 November 2026. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class LedgerViewTest extends SpringBrowserlessTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    LedgerService service;

    @Autowired
    LedgerExport export;

    @Autowired
    BalanceExport balances;

    @Autowired
    ApplicationContext portal;

    @BeforeEach
    void nothingIsPosted() {
        var owner = database.owner();
        JdbcClient.create(owner)
                .sql("truncate ledger_start, ledger_month, chargeback_cut, team restart identity cascade")
                .update();
        owner.destroy();
        database.jdbc()
                .sql("insert into team (name) select 'Team ' || n from generate_series(1, 6) n")
                .update();
        database.jdbc()
                .sql("insert into team (name) values ('Research'), ('Vision')")
                .update();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void open(String query) {
        UI.getCurrent().navigate("chargeback/ledger", QueryParameters.fromString(query));
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private String told() {
        return Texts.of(find(LedgerView.class).single());
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

    private List<String> balances() {
        return find(HtmlTable.class).all().stream()
                .flatMap(table -> table.lines().stream())
                .map(line -> line.name().text() + " | " + String.join(" | ", line.figures()) + " -> "
                        + line.name().address())
                .toList();
    }

    private int transactions() {
        return test(find(Grid.class).single()).size();
    }

    private static String written(ExportSource source, String question) throws IOException {
        var out = new ByteArrayOutputStream();
        source.answer(question, ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void beforeItBeginsItSaysWhatItIsAndWhoChooses() throws IOException {
        new LedgerRows(database).cut(OCTOBER, 1);
        open("");
        assertThat(state()).isEqualTo("not-set-up");
        assertThat(written(export, "").lines()).hasSize(1);
        assertThat(written(balances, "").lines()).hasSize(1);
        assertThat(told()).contains("Earlier months stay drafts", "People with the role Finance choose it");
        assertThat(offers("Choose the first month")).isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeChoosesTheFirstMonthUntilOneIsIssued() {
        open("");
        assertThat(told()).contains("once it is over");
        assertThat(offers("Choose the first month")).isFalse();
        var rows = new LedgerRows(database);
        rows.cut(OCTOBER, 1);
        rows.cut(OCTOBER.minusMonths(1), 1);
        rows.cut(OCTOBER.plusMonths(1), 1);
        assertThatThrownBy(() -> service.chooseStart(OCTOBER.plusMonths(1)))
                .isInstanceOfSatisfying(
                        LedgerRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(LedgerRefused.Reason.NOT_OVER));
        assertThatThrownBy(() -> service.chooseStart(OCTOBER.minusMonths(2)))
                .isInstanceOfSatisfying(
                        LedgerRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(LedgerRefused.Reason.NO_CHARGES));

        open("");
        click("Choose the first month");
        @SuppressWarnings("unchecked")
        ComboBox<YearMonth> month = find(ComboBox.class).single();
        assertThat(month.getValue()).isEqualTo(OCTOBER);
        month.setValue(OCTOBER.minusMonths(1));
        click("Choose month");
        assertThat(state()).isEqualTo("nothing-found");
        assertThat(told()).contains("begins with September 2026", "No transactions yet");
        service.chooseStart(OCTOBER);
        service.chooseStart(OCTOBER);
        assertThat(database.jdbc()
                        .sql("select before ->> 'month' || '>' || (after ->> 'month') from journal where action ="
                                + " 'ledger-first-month-chosen' and before is not null")
                        .query(String.class)
                        .list())
                .containsExactly("2026-09>2026-10");

        open("");
        click("Edit first month");
        rows.open(OCTOBER);
        click("Save month");
        assertThat(find(ComboBox.class).single().getErrorMessage()).contains("Statements were issued in the meantime");
        find(Dialog.class).single().close();
        open("");
        assertThat(offers("Edit first month")).isFalse();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void balancesAndTransactionsAreThoseThatWerePosted() throws IOException {
        var rows = new LedgerRows(database);
        rows.closedSeptember();
        rows.open(OCTOBER);
        long statement = rows.statement(OCTOBER, 7, "1200.50");
        long reversal = rows.reverse(statement);
        rows.adjustment(OCTOBER, LedgerAccount.Fixed.UNALLOCATED, LedgerAccount.of(8), "3.00");

        open("");
        assertThat(offers("Edit first month")).isFalse();
        assertThat(told())
                .contains(
                        "Trial balance",
                        "$0.00",
                        "all postings of 6 transactions",
                        "October 2026",
                        "draft, not issued yet")
                .contains("AWS payable holds invoiced amounts, as negatives");
        assertThat(balances())
                .containsExactly(
                        "Research | $7.25 | $0.00 | $7.25 -> chargeback/ledger?account=7",
                        "Vision | $8.25 | $3.00 | $11.25 -> chargeback/ledger?account=8",
                        "Unallocated | $0.00 | −$3.00 | −$3.00 -> chargeback/ledger?account=unallocated",
                        "AWS | $0.00 | $0.00 | $0.00 -> chargeback/ledger?account=aws",
                        "AWS payable | −$15.50 | $0.00 | −$15.50 -> chargeback/ledger?account=aws-payable");
        assertThat(transactions()).isEqualTo(6);

        open("month=2026-10&account=7&kind=reversal&transaction=" + reversal);
        assertThat(transactions()).isEqualTo(1);
        assertThat(Texts.of(find(DetailPanel.class).single()))
                .contains(
                        "Transaction " + reversal,
                        "Reversal of " + statement + ": statement of Research",
                        "Wrong team",
                        "−$1,200.50",
                        "Transaction " + statement);
        assertThat(written(export, "month=2026-10&account=7"))
                .contains("On Research", "-1200.5", "Reversal of " + statement + ": statement of Research")
                .doesNotContain("Adjustment");
        assertThat(written(export, "").lines()).hasSize(7);
        assertThat(written(export, "kind=adjustment")).contains("Adjustment from Unallocated to Vision");
        assertThat(written(balances, "").lines().skip(1))
                .anySatisfy(line ->
                        assertThat(line).startsWith("Research,USD,7.25,0").endsWith("7.25"));

        open("until=2026-09");
        assertThat(balances()).contains("Vision | $8.25 | $8.25 -> chargeback/ledger?account=8&until=2026-09");
        open("until=2025-01");
        assertThat(balances()).as("before all").hasSize(5);
        open("month=2026-09&kind=adjustment");
        assertThat(state()).isEqualTo("no-match");
        click("Clear filters");
        assertThat(transactions()).isEqualTo(6);
        open("transaction=999");
        assertThat(Texts.of(find(DetailPanel.class).single())).contains("Transaction not found");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void monthsBeforeTheSixThatAreShownAreOneColumn() {
        var rows = new LedgerRows(database);
        YearMonth first = OCTOBER.minusMonths(7);
        rows.start(first);
        for (int i = 0; i < 8; i++) {
            rows.open(first.plusMonths(i));
            rows.statement(first.plusMonths(i), 7, "1.00");
        }
        open("");
        assertThat(told()).contains("Up to");
        assertThat(balances())
                .contains("Research | $2.00 | $1.00 | $1.00 | $1.00 | $1.00 | $1.00 | $1.00 | $8.00 ->"
                        + " chargeback/ledger?account=7");
        assertThat(service.rows(LedgerQuestion.ALL, null, 2, 3))
                .extracting(LedgerRow::month)
                .containsExactly(OCTOBER.minusMonths(2), OCTOBER.minusMonths(3), OCTOBER.minusMonths(4));
    }

    /** As one of the nodes does it. */
    private void runVerification() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            BackgroundTask task = portal.getBeansOfType(BackgroundTask.class).values().stream()
                    .filter(one -> one.kind().equals("ledger-proof"))
                    .findFirst()
                    .orElseThrow();
            portal.getBean(BackgroundTasks.class)
                    .run(
                            task,
                            database.jdbc()
                                    .sql(
                                            "select id from background_work where kind = 'ledger-proof' order by number desc limit 1")
                                    .query(UUID.class)
                                    .single());
        } finally {
            SecurityContextHolder.setContext(context);
        }
        finish();
    }

    /** What the card shows is asked for once the page shows that there is something to verify. */
    private void openWithCard() {
        open("");
        assertThat(told()).contains("Integrity");
        finish();
    }

    private void owner(String... statements) {
        var owner = database.owner();
        for (String statement : statements) {
            JdbcClient.create(owner).sql(statement).update();
        }
        owner.destroy();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorVerifiesTheLedger() {
        owner("truncate journal cascade", "delete from background_work where kind = 'ledger-proof'");
        var rows = new LedgerRows(database);
        rows.closedSeptember();
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(Journal.class)
                        .recordAs(Actor.SYSTEM, TestAction.of("issued"), "month:2026-09", null, rows.told()));
        openWithCard();
        assertThat(told()).contains("Not verified yet");

        click("Check again");
        assertThat(told()).contains("Verifying since", "asked for by", "It begins within seconds");
        assertThat(find(Button.class).withText("Check again").single().isEnabled())
                .isFalse();
        runVerification();
        assertThat(told())
                .contains("No difference, verified ", "Transactions against the activity log: 3 transactions checked")
                .contains("Seals in the activity log: 12 seals checked, no difference.")
                .doesNotContain("Verifying since");

        owner(
                "alter table ledger_month disable trigger user",
                "update ledger_month set closed_by_name = 'Somebody' where closed_at is not null",
                "alter table ledger_month enable trigger user");
        click("Check again");
        assertThat(told()).contains("Verifying since");
        runVerification();
        assertThat(told())
                .contains("1 difference, verified ", "The closing of September 2026 differs from its seal")
                .contains("Find out who had access");

        click("Check again");
        assertThat(told()).contains("Verifying since");
        database.jdbc()
                .sql("update background_work set state = 'failed', ended_at = now(), problem = 'It could not be done.',"
                        + " what_to_do = 'Again.' where kind = 'ledger-proof' and state = 'waiting'")
                .update();
        open("month=2026-09");
        openWithCard();
        assertThat(told()).contains("failed", "It could not be done. Again.", "1 difference, verified ");
    }
}
