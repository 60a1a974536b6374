package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.DisputeDraft;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.documents.DocumentDraft;
import dev.bursar.chargeback.documents.DocumentService;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerService;
import dev.bursar.chargeback.ledger.proof.LedgerProof;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.chargeback.ledger.proof.LedgerVerification;
import dev.bursar.chargeback.ledger.proof.LedgerVerifier;
import dev.bursar.chargeback.ledger.proof.Proving;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.text.ProofText;
import dev.bursar.journal.JournalHistory;
import dev.bursar.journal.Verification;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tables' owner changes past Bursar is named, and what the app's role adds past the services is refused. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class LedgerSealsTest extends Books {
    private static final YearMonth SECOND = FIRST.plusMonths(1);

    @Autowired
    AdjustmentService adjustments;

    @Autowired
    AnswerService answers;

    @Autowired
    DocumentService documents;

    @Autowired
    DifferenceService differences;

    @Autowired
    LedgerService ledger;

    @Autowired
    JournalHistory history;

    @Autowired
    People people;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    BackgroundScope background;

    /** July was issued twice, answered, adjusted and closed; AWS changed it since, and August's statements have the correction. */
    private void twoMonths() {
        readyToClose();
        close(FIRST);
        restate(FIRST);
        issue(SECOND);
    }

    private void readyToClose() {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql("truncate journal cascade").update();
        }
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql("truncate ledger_start").update();
        }
        ledger.chooseStart(FIRST);
        issue(FIRST);
        PersonId alpha = leadOf("Alpha");
        PersonId beta = leadOf("Beta");
        as(alpha, () -> {
            answers.accept(FIRST, team("Alpha"), 1);
            answers.withdrawAcceptance(FIRST, team("Alpha"), 1);
            answers.accept(FIRST, team("Alpha"), 1);
        });
        as(beta, () -> {
            DisputeLine line = answers.page(FIRST, team("Beta"), Optional.empty())
                    .orElseThrow()
                    .lines()
                    .getFirst();
            answers.dispute(
                    FIRST,
                    team("Beta"),
                    1,
                    new DisputeDraft(line.key(), new BigDecimal("1.00"), "Alpha", "It ran for them."));
        });
        long dispute = database.jdbc()
                .sql("select max(id) from chargeback_dispute")
                .query(Long.class)
                .single();
        answers.reject(dispute, "It is yours.");
        adjustments.propose(new AdjustmentDraft(
                FIRST,
                new LedgerAccount.Team(team("Gamma")),
                LedgerAccount.Fixed.INTERNAL,
                "USD",
                new BigDecimal("3.21"),
                "A gift",
                Optional.empty()));
        issue(FIRST);
        documents.typeIn(new DocumentDraft(
                DocumentDraft.Type.INVOICE,
                "1234",
                "Amazon Web Services, Inc.",
                FIRST,
                FIRST.plusMonths(1).atDay(3),
                "USD",
                billed(FIRST).add(new BigDecimal("0.90")).toPlainString()));
        Figures figures = portal.getBean(ChargebackService.class).figures(FIRST).getFirst();
        differences.accept(FIRST, "USD", figures.unexplained(), "AWS rounds finer lines");
    }

    private int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private PersonId leadOf(String team) {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            String name = "seals " + team + " " + System.nanoTime();
            PersonId person = background.call(() -> people.create(new NewPerson(name, name, Set.of(Role.LEAD))));
            background.run(() ->
                    people.assignLead(person, new LedTeam(new TeamId(team(team)), LocalDate.of(2000, 1, 1), null)));
            return person;
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    private void as(PersonId person, Runnable work) {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            onBehalf.call(person, () -> {
                work.run();
                return true;
            });
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    /** @param named what the proof says of it */
    private record Change(String what, String named, String... statements) {}

    private static List<Change> changes() {
        return List.of(
                new Change(
                        "a closed month reopened",
                        "The activity log tells that the month July 2026 was closed",
                        "update ledger_month set closed_at = null, closed_by = null, closed_by_name = null, figures = null"
                                + " where billing_month = '2026-07-01'"),
                new Change(
                        "figures of a closed month",
                        "The closing of July 2026 differs from its seal in the activity log",
                        "update ledger_month set figures = '[]' where billing_month = '2026-07-01'"),
                new Change(
                        "who closed it",
                        "The closing of July 2026 differs",
                        "update ledger_month set closed_by = 99, closed_by_name = 'Somebody' where closed_at is not null"),
                new Change(
                        "when it was closed",
                        "The closing of July 2026 differs",
                        "update ledger_month set closed_at = closed_at - interval '1 day' where closed_at is not null"),
                new Change(
                        "a kept charge",
                        "The list of charges that the statements of July 2026 were issued from differs",
                        "update chargeback_cut_line set billed_cost = billed_cost + 1 where ctid in (select l.ctid from"
                                + " chargeback_cut_line l join chargeback_issue i on i.cut_id = l.cut_id"
                                + " where i.billing_month = '2026-07-01' limit 1)"),
                new Change(
                        "kept charges exchanged between teams",
                        "The list of charges that the statements of July 2026 were issued from differs",
                        "update chargeback_cut_line set team_id = case team_id when " + "0 then 1 else 0 end"
                                + " where cut_id in (select cut_id from chargeback_issue where billing_month = '2026-07-01')"),
                new Change(
                        "the kept allocation",
                        "The allocation kept with issue 1 of the statements of July 2026 differs",
                        "update chargeback_issue set allocation = replace(allocation, '\"amount\":', '\"amount\":1')"
                                + " where billing_month = '2026-07-01' and number = 1"),
                new Change(
                        "a correction's amount",
                        "The list of corrections kept with issue 1 of the statements of August 2026 differs",
                        "update chargeback_correction set amount = amount + 500"
                                + " where (issue_id, line) = (select issue_id, line from chargeback_correction limit 1)"),
                new Change(
                        "a correction added",
                        "Corrections of July 2026 on the statement of team",
                        "insert into chargeback_correction select issue_id, 99, of_month, team_id, origin_team_id, pool_id, account,"
                                + " service, charge_category, currency, exact, -500 from chargeback_correction limit 1"),
                new Change(
                        "a correction removed",
                        "The list of corrections kept with issue 1 of the statements of August 2026 differs",
                        "delete from chargeback_correction"
                                + " where (issue_id, line) = (select issue_id, line from chargeback_correction limit 1)"),
                new Change(
                        "a forged acceptance",
                        "is not in the activity log. It was added to the database directly.",
                        "insert into chargeback_answer (statement_id, number, kind, answered_at, answered_by, answered_by_name)"
                                + " select max(id), 1, 'ACCEPTED', now(), 1, 'Lead' from chargeback_statement"),
                new Change(
                        "a deleted answer to a dispute",
                        "The answer to a dispute of statement 2026-07-",
                        "delete from chargeback_dispute_answer"),
                new Change(
                        "an adjustment's amount",
                        "of July 2026 differs from its seal in the activity log",
                        "update chargeback_adjustment set amount = amount + 1"),
                new Change(
                        "an adjustment's reason",
                        "its accounts, amount, reason, who proposed it or when",
                        "update chargeback_adjustment set reason = 'other'"),
                new Change(
                        "a pool of a closed month",
                        "The list of shared pools of July 2026 differs",
                        "update shared_pool_terms set name = 'other'"),
                new Change(
                        "a document's total",
                        "AWS document 1234 of July 2026 differs",
                        "update aws_document set total = total + 1"),
                new Change(
                        "who posted",
                        "who posted it, when, or for which reason",
                        "update ledger_transaction set posted_by = 99, posted_by_name = 'Somebody' where id = (select min(id) from"
                                + " ledger_transaction)"),
                new Change(
                        "when it was posted",
                        "who posted it, when, or for which reason",
                        "update ledger_transaction set posted_at = posted_at - interval '1 hour'"),
                new Change(
                        "who issued",
                        "Issue 1 of the statements of July 2026 differs",
                        "update chargeback_issue set issued_by = 99, issued_by_name = 'Somebody' where number = 1"),
                new Change(
                        "the reason of an issue",
                        "Issue 2 of the statements of July 2026 differs",
                        "update chargeback_issue set reason = 'other' where number = 2"),
                new Change(
                        "the answer day",
                        "Issue 1 of the statements of August 2026 differs",
                        "update chargeback_issue set answer_by = answer_by + 30"),
                // those that were named before
                new Change(
                        "a posting's amount",
                        "does not add up to zero",
                        "update ledger_posting set amount = amount + 1 where line = 1"),
                new Change(
                        "a posting's note", "was changed after it was posted", "update ledger_posting set note = 'x'"),
                new Change(
                        "a transaction removed",
                        "is in the activity log, but not in the ledger",
                        "update chargeback_statement set transaction_id = null",
                        "delete from chargeback_adjustment_decision",
                        "delete from chargeback_accepted_difference",
                        "delete from ledger_posting",
                        "delete from ledger_transaction where corrects is not null",
                        "delete from ledger_transaction"),
                new Change(
                        "a statement's content",
                        "was changed after it was issued",
                        "update chargeback_statement set content = '{}'"),
                new Change("a statement's total", "but $", "update chargeback_statement_total set total = total + 1"),
                new Change(
                        "kept charges removed",
                        "Charges are missing that the statements of July 2026",
                        "delete from chargeback_cut_line where ctid in (select l.ctid from chargeback_cut_line l join"
                                + " chargeback_issue i on i.cut_id = l.cut_id where i.billing_month = '2026-07-01' limit 1)"),
                // and others
                new Change(
                        "an acceptance made a missing answer",
                        "What was answered to statement 2026-07-",
                        "update chargeback_answer set kind = 'NO_ANSWER', answered_by = null, answered_by_name = null where number = 3"),
                new Change("an acceptance removed", "The activity log tells of it", "delete from chargeback_answer"),
                new Change(
                        "a withdrawal removed",
                        "What was answered to statement 2026-07-",
                        "delete from chargeback_answer where number > 1"),
                new Change(
                        "the reason of an accepted difference",
                        "The accepted difference in USD of July 2026 differs",
                        "update chargeback_accepted_difference set reason = 'other'"),
                new Change(
                        "an accepted difference removed",
                        "The activity log tells of it",
                        "delete from chargeback_accepted_difference"),
                new Change(
                        "what was disputed",
                        "A dispute of statement 2026-07-",
                        "update chargeback_dispute set amount = amount / 2"),
                new Change(
                        "a rejected dispute made a withdrawn one",
                        "The answer to a dispute of statement 2026-07-",
                        "update chargeback_dispute_answer set kind = 'WITHDRAWN'"),
                new Change(
                        "who decided on an adjustment",
                        "The decision on adjustment",
                        "update chargeback_adjustment_decision set decided_by_name = 'Somebody'"),
                new Change(
                        "a statement given to another team",
                        "its team, version, totals or transaction",
                        "update chargeback_statement set team_id = 99, name = 'Other' where id = (select max(id) from"
                                + " chargeback_statement)"),
                new Change(
                        "the name of a service",
                        "The list of charges that the statements of July 2026 were issued from differs",
                        "update term set value = 'Other' where value = 'Amazon EC2'"),
                new Change(
                        "a kept quantity",
                        "The list of charges that the statements of July 2026 were issued from differs",
                        "update chargeback_cut_quantity set quantity = quantity * 2"),
                new Change(
                        "what AWS may have rounded",
                        "The list of charges that the statements of July 2026 were issued from differs",
                        "update chargeback_cut_rounding set rounded_up = rounded_up + 1"),
                new Change(
                        "the sums kept with an issue",
                        "kept with the statements of July 2026 differ from each other",
                        "update chargeback_issue set figures = '[]' where billing_month = '2026-07-01'"),
                new Change(
                        "the first month",
                        "The first month of the ledger",
                        "update ledger_start set chosen_by_name = 'Somebody'"),
                new Change(
                        "a document voided",
                        "AWS document 1234",
                        "update aws_document set voided_at = now(), voided_by = 1,"
                                + " voided_by_name = 'x', void_reason = 'x'"),
                new Change(
                        "a document slipped in",
                        "AWS document 999 of July 2026 is not in the activity log",
                        "insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,"
                                + " total, first_seen, last_seen) values ('aws', '1', '999', 'AWS', 'CREDIT_MEMO', '2026-07-01',"
                                + " '2026-08-03', 'USD', 10, now(), now())"),
                new Change(
                        "an adjustment slipped in",
                        "is not in the activity log. It was added to the database directly.",
                        "insert into chargeback_adjustment (billing_month, of_month, from_account, to_account, currency, amount, reason,"
                                + " proposed_at, proposed_by, proposed_by_name) select '2026-08-01', '2026-08-01', min(id), max(id),"
                                + " 'USD', 5, 'x', now(), 1, 'x' from ledger_account"));
    }

    private static final List<String> TABLES = List.of(
            "ledger_month",
            "ledger_start",
            "ledger_transaction",
            "ledger_posting",
            "chargeback_cut_line",
            "chargeback_cut_quantity",
            "chargeback_cut_rounding",
            "chargeback_issue",
            "chargeback_statement",
            "chargeback_statement_total",
            "chargeback_correction",
            "chargeback_answer",
            "chargeback_dispute",
            "chargeback_dispute_answer",
            "chargeback_adjustment",
            "chargeback_adjustment_decision",
            "shared_pool_terms",
            "chargeback_accepted_difference",
            "aws_document");

    @TestFactory
    Stream<DynamicTest> whatTheOwnerChangesIsNamed() {
        twoMonths();
        LedgerVerification untouched =
                background(() -> portal.getBean(LedgerVerifier.class).verify(List.of(), (done, all) -> {}));
        assertThat(untouched.proof().flaws())
                .as("%s", ProofText.lines(untouched))
                .isZero();
        assertThat(untouched.proof().parts())
                .as("there is something to look at in each part")
                .allSatisfy(
                        part -> assertThat(part.looked()).as("%s", part.about()).isPositive());
        return changes().stream()
                .map(change -> DynamicTest.dynamicTest(change.what(), () -> {
                    List<String> lines = changed(change);
                    assertThat(lines)
                            .as(change.what())
                            .anySatisfy(
                                    line -> assertThat(line).startsWith("  ").contains(change.named()));
                    assertThat(lines).last().asString().startsWith("The ledger is not as it was posted");
                }));
    }

    @Test
    void aMonthThatIsClosedOrIssuedMeanwhileIsNoDifference() {
        readyToClose();
        var finance = SecurityContextHolder.getContext();
        var proofs = portal.getBean(LedgerProofs.class);
        var snapshot = new TransactionTemplate(portal.getBean(PlatformTransactionManager.class));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        LedgerProof before = background(() -> snapshot.execute(status -> {
            LedgerProof first = proofs.prove();
            elsewhere(finance, () -> close(FIRST));
            assertThat(proofs.prove()).as("all of it reads one snapshot").isEqualTo(first);
            return first;
        }));
        assertThat(before.flaws()).isZero();
        assertThat(closedMonths(before)).isZero();

        restate(FIRST);
        var verifier = portal.getBean(LedgerVerifier.class);
        LedgerVerification during =
                background(() -> verifier.verify(List.of(), (done, all) -> elsewhere(finance, () -> issue(SECOND))));
        assertThat(during.agrees()).as("%s", ProofText.lines(during)).isTrue();
        assertThat(closedMonths(during.proof())).isEqualTo(1);
        assertThat(issues.statements(SECOND)).isNotEmpty();
    }

    private static long closedMonths(LedgerProof proof) {
        return proof.parts().get(LedgerProof.About.CLOSED_MONTHS.ordinal()).looked();
    }

    /** In another thread and transaction, to its end. */
    private static void elsewhere(SecurityContext who, Runnable work) {
        try (var thread = Executors.newSingleThreadExecutor()) {
            thread.submit(new DelegatingSecurityContextRunnable(work, who)).get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private <T> T background(Supplier<T> work) {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return background.call(work);
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    /** What is said while the change isn't committed; it never is. */
    private List<String> changed(Change change) throws Exception {
        var owner = database.owner();
        try {
            owner.getConnection().setAutoCommit(false);
            var jdbc = JdbcClient.create(owner);
            TABLES.forEach(table ->
                    jdbc.sql("alter table " + table + " disable trigger user").update());
            for (String statement : change.statements()) {
                assertThat(jdbc.sql(statement).update()).as(statement).isPositive();
            }
            LedgerProof found = Proving.on(jdbc, history);
            return ProofText.lines(
                    new LedgerVerification(Instant.EPOCH, new Verification.Intact(1, 1, 0), Optional.empty(), found));
        } finally {
            owner.getConnection().rollback();
            owner.destroy();
        }
    }

    @Test
    void whatDoesNotComeWithItsTransactionIsRefused() {
        twoMonths();
        IssuedStatement statement = issues.statements(SECOND).getFirst();
        String before = "issue %d was issued before"
                .formatted(database.jdbc()
                        .sql("select max(id) from chargeback_issue")
                        .query(Long.class)
                        .single());
        refused(
                before,
                "insert into chargeback_correction select issue_id, 99, of_month, team_id, origin_team_id, pool_id, account, service,"
                        + " charge_category, currency, exact, -500 from chargeback_correction limit 1");
        refused(before, "insert into chargeback_statement_total values (" + statement.id() + ", 'EUR', 1)");
        refused(
                before,
                "insert into chargeback_statement (issue_id, billing_month, team_id, name, number, version, content, content_sha256)"
                        + " select issue_id, billing_month, 99, 'x', 'x', 1, '', sha256('') from chargeback_statement where id = "
                        + statement.id());
        refused(
                "permission denied",
                "insert into chargeback_issue (billing_month, number, cut_id, issued_at, issued_by, issued_by_name, answer_by, reason,"
                        + " allocation, figures, issued_in) select billing_month, 9, cut_id, issued_at, 1, 'x', answer_by, '', '', '',"
                        + " '1' from chargeback_issue limit 1");
        refused(
                "answer:" + statement.id() + " is not in the activity log",
                "insert into chargeback_answer (statement_id, number, kind, answered_at, answered_by, answered_by_name) values ("
                        + statement.id() + ", 1, 'ACCEPTED', now(), 1, 'Lead')");
        refused(
                "is not in the activity log",
                "insert into chargeback_dispute (statement_id, line, line_words, currency, amount, whose, why, disputed_at,"
                        + " disputed_by, disputed_by_name) values (" + statement.id()
                        + ", 'x', 'x', 'USD', 1, '', 'x', now(), 1, 'x')");
    }

    private void refused(String why, String statement) {
        assertThatThrownBy(() -> database.jdbc().sql(statement).update())
                .as(statement)
                .rootCause()
                .hasMessageContaining(why);
    }
}
