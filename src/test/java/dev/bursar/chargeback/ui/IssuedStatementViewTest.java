package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.DisputeDraft;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Texts;
import dev.bursar.ui.ConfirmationDialog;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTableLines;
import module java.base;
import org.junit.jupiter.api.Test;

/** A statement that was issued, and its answer. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class IssuedStatementViewTest extends IssuedPages {
    private String statement(String team) {
        go(ChargebackLinks.statement(OCTOBER, team(team)));
        return told(StatementView.class);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aMonthThatCantBeClosedSaysWhyAndOffersNoClosing() {
        issued();
        go("chargeback/2026-10");
        finish();
        assertThat(told(MonthView.class))
                .contains(
                        "October 2026 can\u2019t be closed yet. AWS\u2019s invoice isn\u2019t known: AWS\u2019s documents haven\u2019t been read"
                                + " yet. Finance can enter them.");
        assertThat(offers("Close month\u2026")).isFalse();
        assertThat(offers("Issue new versions\u2026")).isFalse();
    }

    /** What the page offered may be blocked by the time that it is clicked. */
    @Test
    @SignedInAs(Role.FINANCE)
    void closingShowsWhatStandsInTheWay() {
        issued();
        invoice(OCTOBER, "USD", "592.83");
        invoice(OCTOBER, "CNY", "217.00");
        go("chargeback/2026-10");
        finish();
        database.jdbc().sql("update aws_document set total = 100").update();
        click("Close month\u2026");
        // it asks once it is there
        finish();
        assertThat(Texts.of(find(CloseDialog.class).single()))
                .contains("It can\u2019t be closed yet", "Charges don\u2019t match the invoice");
        assertThat(find(Button.class)
                        .withText("Close October 2026\u2026")
                        .single()
                        .isEnabled())
                .isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void closingNamesOnceMoreWhatItMakesFinal() {
        issued();
        invoice(OCTOBER, "USD", "592.83");
        invoice(OCTOBER, "CNY", "217.00");
        go("chargeback/2026-10");
        finish();
        click("Close month\u2026");
        finish();
        click("Close October 2026\u2026");
        var question = find(ConfirmationDialog.class).single();
        assertThat(question.getHeaderTitle()).isEqualTo("Close October 2026?");
        assertThat(Texts.of(question))
                .contains(
                        "3 teams owe $546.33 in all; $46.50 is unallocated.",
                        "3 teams have not answered yet, asked by 1 Dec 2026: Fraud, Research, Vision.");
        click("Close October 2026");
        assertThat(notices()).contains("October 2026 is closed.");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void closingWaitsForChargesThatAreBeingAddedUp() {
        issued();
        invoice(OCTOBER, "USD", "594.33");
        invoice(OCTOBER, "CNY", "217.00");
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        go("chargeback/2026-10");
        finish();
        click("Close month\u2026");
        finish();
        assertThat(Texts.of(find(CloseDialog.class).single()))
                .contains("Charges are being added up", "Charges of October 2026 changed.")
                .doesNotContain("Direct");
        click("Cancel");
        click("Issue new versions\u2026");
        finish();
        assertThat(Texts.of(find(IssueDialog.class).single()))
                .contains("Charges are being added up")
                .doesNotContain("Nothing to issue");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void theLedgerSaysHowFarItsOpenMonthIs() {
        issued();
        assertThat(ledger()).contains("October 2026", "issued, not closed yet");
        closed();
        assertThat(ledger()).contains("November 2026", "not over yet");
    }

    private String ledger() {
        go("chargeback/ledger");
        return shown();
    }

    private String shown() {
        find(Component.class).all(); // what the page was told is run when it is looked at
        var page = (Component)
                UI.getCurrent().getInternals().getActiveRouterTargetsChain().getFirst();
        return Texts.of(page);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aMonthWithoutChargesIsClosedFromItsPage() {
        cut();
        var august = OCTOBER.minusMonths(2);
        transactions.executeWithoutResult(status -> months.start(august, Actor.SYSTEM, Instant.EPOCH));
        go("chargeback");
        assertThat(told(ChargebackView.class))
                .contains("August 2026 has no charges and can be closed.", "-> chargeback/2026-08")
                .contains("No charges, no documents. To be closed");
        go("chargeback/2026-08");
        assertThat(told(MonthView.class))
                .contains("No documents", "Nothing to issue", "Nothing to answer", "No charges");
        assertThat(offers("Issue statements\u2026")).isFalse();
        assertThat(offers("Show to leads")).isFalse();
        click("Close month\u2026");
        finish();
        assertThat(Texts.of(find(CloseDialog.class).single()))
                .contains("The month has neither charges nor documents. It closes at 0.00.");
        click("Close August 2026\u2026");
        click("Close August 2026");
        assertThat(notices()).contains("August 2026 is closed.");
        assertThat(told(MonthView.class)).contains("Closed");
        assertThat(offers("Reopen\u2026")).isFalse();
        assertThat(months.next()).contains(august.plusMonths(1));
        click("New adjustment\u2026");
        finish();
        assertThat(shown()).contains("One can be made once the open month has costs.");
        go("chargeback/2026-07");
        assertThat(find(EmptyState.class).single().getElement().getAttribute("data-state"))
                .isEqualTo("missing");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    @SuppressWarnings("unchecked")
    void financeChoosesWhetherDisputesBlockClosing() {
        issued();
        go("chargeback/2026-10");
        finish();
        assertThat(told(MonthView.class)).doesNotContain("Disputes are answered");
        click("Edit calendar\u2026");
        ComboBox<Boolean> disputes =
                find(ComboBox.class).withCaption("Open disputes").single();
        assertThat(disputes.getValue()).isFalse();
        disputes.setValue(true);
        click("Save calendar");
        finish();
        assertThat(told(MonthView.class)).contains("Disputes are answered");
        database.jdbc()
                .sql("update closing_calendar set disputes_block = false")
                .update();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void itSaysItsNumberItsDayAndWhoIssuedIt() {
        issued();
        String number = issues.versions(OCTOBER, team("Vision")).getLast().number();
        assertThat(statement("Vision"))
                .contains(
                        number + ", version 1",
                        "issued on 24 Nov 2026 by Issuer",
                        "Answer due 1 Dec 2026.",
                        "Reason for issuing: as agreed",
                        "-> " + ChargebackLinks.month(OCTOBER) + "/charges?part=direct")
                .doesNotContain("Draft", "may still change");
        assertThat(offers("Accept\u2026")).isFalse();
        go(ChargebackLinks.statement(OCTOBER, 0));
        assertThat(told(StatementView.class))
                .contains("No team is asked to answer it.")
                .doesNotContain("Mails");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aVersionThatWasReplacedSaysSo() {
        issued();
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        issued();
        assertThat(statement("Vision")).contains("version 2", "AWS Lambda");
        go(ChargebackLinks.statement(OCTOBER, team("Vision")) + "?version=1");
        assertThat(told(StatementView.class))
                .contains(
                        "Version 1, replaced by version 2 on 24 Nov 2026.",
                        "-> " + ChargebackLinks.statement(OCTOBER, team("Vision")),
                        "Open the newest version")
                .doesNotContain("AWS Lambda", "/charges?part=direct");
        go(ChargebackLinks.statement(OCTOBER, team("Vision")) + "?version=7");
        assertThat(find(EmptyState.class).single().getElement().getAttribute("data-state"))
                .isEqualTo("missing");
    }

    /** What was sent by mail, guessed from a number, or bookmarked by whoever led the team. */
    @Test
    @SignedInAs(value = Role.LEAD, leads = "Fraud")
    void anotherTeamsStatementIsNotFoundByAnyLink() {
        issued();
        int vision = team("Vision");
        String number = issues.versions(OCTOBER, vision).getLast().number();
        assertThat(statement("Fraud")).contains("version 1, issued on");
        String theirs = ChargebackLinks.statement(OCTOBER, vision);
        for (String address : List.of(
                theirs,
                theirs + "?version=1",
                ChargebackLinks.statement(OCTOBER, 0),
                ChargebackLinks.month(OCTOBER) + "/" + number,
                ChargeLinks.charges(OCTOBER, Section.DIRECT, "USD", vision, "Amazon EC2"))) {
            go(address);
            EmptyState state = find(EmptyState.class).single();
            assertThat(state.getElement().getAttribute("data-state"))
                    .as(address)
                    .isEqualTo("missing");
            assertThat(find(Div.class).all())
                    .as(address)
                    .noneSatisfy(part -> assertThat(Texts.of(part)).containsAnyOf("170.50", "Vision"));
        }
    }

    /** The file of a version stays what was issued; its page says what became of it. */
    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadReadsThatAVersionWasReplaced() {
        issued();
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        issued();
        go(ChargebackLinks.statement(OCTOBER, team("Vision")) + "?version=1");
        assertThat(told(StatementView.class))
                .contains("Version 1, replaced by version 2 on 24 Nov 2026.", "Download PDF")
                .doesNotContain("AWS Lambda");
        assertThat(offers("Accept\u2026")).isFalse();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadAccepts() {
        issued();
        assertThat(statement("Vision")).contains("Answer by 1 Dec 2026.").doesNotContain("as agreed", "Mails");
        click("Accept\u2026");
        var question = find(ConfirmationDialog.class).single();
        assertThat(question.getHeaderTitle()).isEqualTo("Accept $170.50 for Vision, October 2026?");
        assertThat(Texts.of(question)).contains("version 1", "until finance issues a new version or closes October");
        click("Cancel");
        assertThat(state("Vision")).isInstanceOf(AnswerState.Awaiting.class);
        click("Accept\u2026");
        click("Accept statement");
        assertThat(notices()).contains("You accepted the statement.");
        assertThat(state("Vision")).isInstanceOf(AnswerState.Accepted.class);
        assertThat(told(StatementView.class))
                .contains("Accepted", "accepted it on 24 Nov 2026", "You can withdraw the acceptance until finance");
        assertThat(offers("Accept\u2026")).isFalse();
        assertThat(offers("Dispute a line\u2026")).isFalse();
        click("Withdraw acceptance");
        assertThat(told(StatementView.class)).contains("Waiting for the team", "Answer by 1 Dec 2026.");
        assertThat(offers("Accept\u2026")).isTrue();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadReadsWhatAnAnswerToAClosedMonthDoes() {
        issued();
        assertThat(statement("Vision")).doesNotContain("is closed");
        go(ChargebackLinks.CHARGEBACK);
        assertThat(told(ChargebackView.class)).contains("1 statement waits for your answer", "by 1 Dec 2026");
        closed();
        assertThat(statement("Vision"))
                .contains("October 2026 is closed, so anything that finance moves to another team appears on a later"
                        + " statement.");
        assertThat(offers("Dispute a line\u2026")).isTrue();
        go(ChargebackLinks.CHARGEBACK);
        assertThat(told(ChargebackView.class)).contains("1 statement waits for your answer", "by 1 Dec 2026");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    @SuppressWarnings("unchecked")
    void aLeadDisputesALineAndTakesItBack() {
        ChargeFixture.load(portal, "2026-10-06", "999999999999", "AWS Lambda", "Vision", "1.50");
        issued();
        statement("Vision");
        click("Dispute a line\u2026");
        click("Dispute line");
        ComboBox<DisputeLine> line = find(ComboBox.class).withCaption("Line").single();
        TextField amount = find(TextField.class).withCaption("Amount").single();
        TextArea why = find(TextArea.class).withCaption("Why").single();
        assertThat(line.getErrorMessage()).isEqualTo("Choose a line of this statement.");
        assertThat(why.getErrorMessage()).isEqualTo("Enter a reason.");
        DisputeLine chosen = line.getListDataView().getItem(0);
        line.setValue(chosen);
        assertThat(amount.getValue()).isEqualTo("170.50");
        test(why).setValue("The job ran for Fraud.");
        test(amount).setValue("200");
        click("Dispute line");
        assertThat(amount.getErrorMessage()).isEqualTo("Enter an amount above 0 and not above the line\u2019s.");
        assertThat(why.getValue()).isEqualTo("The job ran for Fraud.");
        test(amount).setValue("20");
        click("Dispute line");
        assertThat(find(Dialog.class).all()).isEmpty();
        assertThat(told(StatementView.class))
                .contains(
                        "Disputed, 1 open", "$20.00 of", "The job ran for Fraud.", "Finance hasn\u2019t answered yet.")
                .doesNotContain("Reject");
        HtmlTable table = find(HtmlTable.class).all().getFirst();
        HtmlTable.Line other = table.lines().stream()
                .filter(one -> one.question().equals("Dispute AWS Lambda"))
                .findFirst()
                .orElseThrow();
        assertThat(table.lines().stream().map(HtmlTable.Line::question).filter(words -> !words.isEmpty()))
                .as("what is disputed can't be again")
                .containsExactly("Dispute AWS Lambda");
        HtmlTableLines.ask(table, other.key());
        assertThat(find(TextField.class).withCaption("Amount").single().getValue())
                .isEqualTo("1.50");
        click("Cancel");
        click("Withdraw");
        assertThat(told(StatementView.class)).contains("Waiting for the team", "The dispute was withdrawn.");
    }

    @Test
    @SignedInAs({Role.FINANCE, Role.LEAD})
    void financeRejectsWithAReason() {
        issued();
        PersonId lead = inBackground(() -> {
            var person = people.create(new NewPerson("Disputer", "Disputer", Set.of(Role.LEAD)));
            people.assignLead(person, new LedTeam(new TeamId(team("Vision")), LocalDate.of(2000, 1, 1), null));
            return person;
        });
        var service = portal.getBean(AnswerService.class);
        as(lead, () -> {
            DisputeLine line = service.page(OCTOBER, team("Vision"), Optional.empty())
                    .orElseThrow()
                    .lines()
                    .getFirst();
            return service.dispute(
                    OCTOBER,
                    team("Vision"),
                    1,
                    new DisputeDraft(line.key(), new BigDecimal("5.00"), "Fraud", "theirs"));
        });
        assertThat(statement("Vision"))
                .contains("Disputer disputed it on 24 Nov 2026", "Whose it is: Fraud", "1 dispute waits for finance.")
                .contains("-> chargeback/adjustments?new=2026-10&from=" + team("Vision")
                        + "&amount=5.00&currency=USD&dispute=");
        assertThat(offers("Accept\u2026")).isFalse();
        click("Reject\u2026");
        click("Reject dispute");
        TextArea reason = find(TextArea.class).withCaption("Reason").single();
        assertThat(reason.getErrorMessage()).isEqualTo("Enter a reason.");
        test(reason).setValue("The account is yours.");
        click("Reject dispute");
        assertThat(told(StatementView.class))
                .contains("Finance rejected the dispute: The account is yours.", "Disputes answered");
    }
}
