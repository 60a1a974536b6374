package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.DisputeDraft;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Empties;
import dev.bursar.testing.Texts;
import dev.bursar.ui.ConfirmationDialog;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Waiting;
import dev.bursar.ui.Waiting.Waits;
import dev.bursar.ui.WaitingBadges;
import dev.bursar.ui.WaitingList;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of chargeback waits for whom. It is 24 November; October's statements are answered by 1 December. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class ChargebackWaitingTest extends IssuedPages {
    @Autowired
    List<Waiting> kinds;

    @Autowired
    WaitingList list;

    @Autowired
    AnswerService service;

    @Autowired
    AdjustmentService adjustments;

    @Autowired
    Scope scope;

    @AfterEach
    void oneDecides() {
        fourEyes(false);
        database.jdbc().sql("delete from person_seen").update();
    }

    private void fourEyes(boolean on) {
        var owner = database.owner();
        var jdbc = JdbcClient.create(owner);
        jdbc.sql("truncate chargeback_four_eyes").update();
        if (on) {
            jdbc.sql(
                            "insert into chargeback_four_eyes (enabled, changed_at, changed_by_name) values (true, now(), 'Admin')")
                    .update();
        }
        owner.destroy();
    }

    /** What a kind says; empty where it isn't theirs. */
    private Optional<Waits> look(String kind) {
        assertThat(list.look().failed()).isEmpty();
        return kinds.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow()
                .look();
    }

    private Waits waits(String kind) {
        return look(kind).orElseThrow();
    }

    /** The rows of the page that the link opens. */
    private int rows(Waits waits) {
        go(waits.address());
        int answers = find(UnorderedList.class).withClassName("answer-list").all().stream()
                .mapToInt(all -> (int) all.getChildren().count())
                .sum();
        int lines = find(HtmlTable.class).all().stream()
                .mapToInt(table -> table.lines().size())
                .sum();
        return answers + lines;
    }

    private PersonId me() {
        return scope.actor().id();
    }

    private long dispute(PersonId lead, String team, String amount) {
        return as(lead, () -> {
            DisputeLine line = service.page(OCTOBER, team(team), Optional.empty())
                    .orElseThrow()
                    .lines()
                    .getFirst();
            return service.dispute(
                    OCTOBER, team(team), 1, new DisputeDraft(line.key(), new BigDecimal(amount), "", "not ours"));
        });
    }

    private boolean reject(long dispute) {
        return as(finance(), () -> {
            service.reject(dispute, "it is yours");
            return true;
        });
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    @Empties("statements-to-answer")
    void aStatementWaitsForWhoeverLeadsItsTeamUntilTheyAcceptIt() {
        assertThat(look("statements-to-answer")).as("there is no ledger").isEmpty();
        beginLedger();
        assertThat(waits("statements-to-answer"))
                .as("looked at, none")
                .extracting(Waits::count)
                .isEqualTo(0);
        issued();
        Waits waits = waits("statements-to-answer");
        assertThat(waits.count()).isEqualTo(1);
        assertThat(waits.amounts()).containsExactly(Map.entry("USD", new BigDecimal("170.50")));
        assertThat(waits.by()).isEqualTo(ANSWER_BY);
        assertThat(waits.first()).isEqualTo("Vision, October 2026");
        assertThat(rows(waits)).isEqualTo(1);
        click("Accept");
        assertThat(state("Vision")).isInstanceOf(AnswerState.Accepted.class);
        assertThat(Texts.of(
                        find(UnorderedList.class).withClassName("answer-list").single()))
                .contains("$170.50", "Accepted");
        assertThat(waits("statements-to-answer").count()).isZero();
        assertThat(rows(waits)).isZero();
        assertThat(told(ChargebackView.class)).contains("No statement waits for your answer");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void whatBelongsToAnotherTeamChangesNothing() {
        issued();
        PersonId other = lead("Lead of Research", "Research");
        Waits mine = waits("statements-to-answer");
        long disputed = dispute(other, "Research", "5.00");
        assertThat(waits("statements-to-answer")).isEqualTo(mine);
        assertThat(look("disputes-to-decide")).isEmpty();
        assertThat(waits("disputes-answered").count()).isZero();
        reject(disputed);
        assertThat(waits("disputes-answered").count()).isZero();
        go(ChargebackLinks.Waits.TO_DECIDE.address());
        assertThat(told(ChargebackView.class)).doesNotContain("Research");
        go(ChargebackLinks.CHARGEBACK);
        assertThat(told(ChargebackView.class))
                .contains("1 statement waits for your answer")
                .doesNotContain("Research");
    }

    @Test
    @SignedInAs(
            value = {Role.LEAD, Role.FINANCE},
            leads = "Vision")
    void whoIssuedAStatementIsNotAskedToAccept() {
        cut();
        beginLedger();
        issue();
        assertThat(waits("statements-to-answer").count()).isZero();
        assertThatThrownBy(() -> service.accept(OCTOBER, team("Vision"), 1)).isInstanceOf(AnswerRefused.class);
        assertThat(as(
                        lead("Another lead", "Vision"),
                        () -> waits("statements-to-answer").count()))
                .isEqualTo(1);
    }

    @Test
    @SignedInAs(
            value = Role.LEAD,
            leads = {"Vision", "Research"})
    void aDisputedStatementAndOneOfAClosedMonthAreAnsweredOtherwise() {
        issued();
        assertThat(waits("statements-to-answer").count()).isEqualTo(2);
        assertThat(waits("statements-to-answer").amounts()).containsOnlyKeys("USD", "CNY");
        dispute(me(), "Vision", "5.00");
        assertThat(waits("statements-to-answer").first()).isEqualTo("Research, October 2026");
        assertThat(waits("statements-to-answer").count()).isEqualTo(1);
        closed();
        go(ChargebackLinks.CHARGEBACK);
        click("Accept\u2026");
        assertThat(Texts.of(find(ConfirmationDialog.class).single()))
                .contains("October 2026 is closed, so the acceptance can\u2019t be withdrawn.");
        click("Accept statement");
        assertThat(state("Research")).isInstanceOf(AnswerState.Accepted.class);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    @Empties("disputes-answered")
    void anAnswerWaitsUntilWhoeverDisputedOpensTheStatement() {
        issued();
        long disputed = dispute(me(), "Vision", "5.00");
        assertThat(waits("disputes-answered").count()).isZero();
        reject(disputed);
        Waits waits = waits("disputes-answered");
        assertThat(waits.count()).isEqualTo(1);
        assertThat(waits.amounts()).containsExactly(Map.entry("USD", new BigDecimal("5.00")));
        assertThat(waits.first()).isEqualTo("Vision, October 2026");
        assertThat(rows(waits)).isEqualTo(1);
        var looked = new AtomicBoolean();
        WaitingBadges.onStale(UI.getCurrent(), () -> looked.set(true));
        go(ChargebackLinks.statement(OCTOBER, team("Vision")));
        assertThat(told(StatementView.class)).contains("Finance rejected the dispute: it is yours");
        assertThat(looked).as("badges follow").isTrue();
        assertThat(waits("disputes-answered").count()).isZero();
        assertThat(rows(waits)).isZero();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    @Empties("disputes-to-decide")
    void aDisputeWaitsForFinanceUntilItIsDecided() {
        assertThat(look("disputes-to-decide")).as("there is no ledger").isEmpty();
        issued();
        assertThat(waits("disputes-to-decide").count()).isZero();
        long disputed = dispute(lead("Lead of Vision", "Vision"), "Vision", "5.00");
        dispute(lead("Lead of Research", "Research"), "Research", "7.00");
        Waits waits = waits("disputes-to-decide");
        assertThat(waits.count()).isEqualTo(2);
        assertThat(waits.first()).isEqualTo("Vision, October 2026");
        assertThat(waits.amounts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("12.00");
        assertThat(rows(waits)).isEqualTo(2);
        assertThat(told(ChargebackView.class)).contains("2 disputes to decide", "Lead of Vision", "not ours", "$5.00");
        go(ChargebackLinks.CHARGEBACK);
        assertThat(told(ChargebackView.class)).contains("2 disputes to decide", "Billing months");
        service.reject(disputed, "it is yours");
        assertThat(waits("disputes-to-decide").count()).isEqualTo(1);
        assertThat(rows(waits)).isEqualTo(1);
        assertThat(look("statements-to-answer")).as("leads no team").isEmpty();
        assertThat(look("disputes-answered")).isEmpty();
    }

    private Adjustment proposed(PersonId by) {
        return as(
                by,
                () -> adjustments.propose(new AdjustmentDraft(
                        OCTOBER,
                        new LedgerAccount.Team(team("Vision")),
                        Fixed.UNALLOCATED,
                        "USD",
                        new BigDecimal("12.00"),
                        "agreed by mail",
                        Optional.empty())));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    @Empties("adjustments-to-post")
    void anAdjustmentWaitsForASecondPerson() {
        cut();
        assertThat(look("adjustments-to-post")).as("there is no ledger").isEmpty();
        beginLedger();
        fourEyes(true);
        assertThat(waits("adjustments-to-post").count()).isZero();
        proposed(me());
        assertThat(waits("adjustments-to-post").count())
                .as("an own one waits for others")
                .isZero();
        Adjustment other = proposed(finance());
        Waits waits = waits("adjustments-to-post");
        assertThat(waits.count()).isEqualTo(1);
        assertThat(waits.amounts()).containsExactly(Map.entry("USD", new BigDecimal("12.00")));
        assertThat(waits.first()).contains("Vision", "Unallocated");
        go(waits.address());
        assertThat(find(Grid.class).single().getGenericDataView().getItems().count())
                .isEqualTo(1);
        assertThat(as(person("Auditor", Role.AUDITOR), () -> look("adjustments-to-post")))
                .isEmpty();
        adjustments.post(other.id());
        assertThat(waits("adjustments-to-post").count()).isZero();
        go(waits.address());
        assertThat(find(Grid.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    @Empties("next-step")
    void theNextStepWaitsForFinanceWhereItCanBeTaken() {
        cut();
        assertThat(waits("next-step").count())
                .as("no documents, so no ledger yet")
                .isZero();
        invoiced();
        assertThat(waits("next-step").first()).isEqualTo("Choose the ledger\u2019s first month");
        assertThat(waits("next-step").address()).isEqualTo(ChargebackLinks.LEDGER);
        beginLedger();
        Waits issue = waits("next-step");
        assertThat(issue.count()).isEqualTo(1);
        assertThat(issue.first()).isEqualTo("Issue the statements of October 2026");
        assertThat(issue.by()).isNotNull();
        assertThat(issue.amounts()).containsEntry("USD", new BigDecimal("592.83"));
        go(issue.address());
        assertThat(offers("Issue statements\u2026")).isTrue();
        as(finance(), this::issue);
        assertThat(waits("next-step").count()).as("leads are asked to answer").isZero();
        List.of("Vision", "Research", "Fraud")
                .forEach(team -> as(lead("Lead of " + team, team), () -> {
                    service.accept(OCTOBER, team(team), 1);
                    return true;
                }));
        Waits close = waits("next-step");
        assertThat(close.first()).isEqualTo("Close October 2026");
        go(close.address());
        assertThat(offers("Close month\u2026")).isTrue();
        close();
        assertThat(waits("next-step").count()).as("November goes on").isZero();
        assertThat(as(person("Auditor", Role.AUDITOR), () -> look("next-step"))).isEmpty();
    }
}
