package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.differences.DifferenceBound;
import dev.bursar.chargeback.differences.DifferenceBoundService;
import dev.bursar.chargeback.differences.DifferenceRefused;
import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.ledger.proof.LedgerFlaw;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.chargeback.month.DifferenceService.Difference;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;

/** Differences that finance accepts: posted to an account of their own, once, and only as long as the difference is the same. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class AcceptedDifferenceTest extends Books {
    private static final String ACCOUNT = "ACCEPTED_DIFFERENCES";

    @Autowired
    DifferenceService service;

    @Autowired
    ChargebackService months;

    private int documents;
    private long before;

    /** AWS asks for so much more than before, or less. */
    private void ask(YearMonth month, String currency, String amount) {
        var more = new BigDecimal(amount);
        database.jdbc()
                .sql("""
                        insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                               total, first_seen, last_seen)
                        values ('aws', '999988887777', :number, 'Amazon Web Services, Inc.', :type, :month, '2026-11-03',
                                :currency, :total, now(), now())
                        """)
                .param("number", "off " + ++documents)
                .param("type", more.signum() > 0 ? "INVOICE" : "CREDIT_MEMO")
                .param("month", month.atDay(1))
                .param("currency", currency)
                .param("total", more.abs())
                .update();
    }

    /** All other months agree, so that rounding is none. */
    private void off(YearMonth month, String amount) {
        for (YearMonth one = FIRST; !one.isAfter(LAST); one = one.plusMonths(1)) {
            invoice(one);
        }
        ask(month, "USD", amount);
    }

    private Figures figures(YearMonth month) {
        return months.figures(month).stream()
                .filter(one -> one.currency().equals("USD"))
                .findFirst()
                .orElseThrow();
    }

    private void accept(YearMonth month) {
        service.accept(month, "USD", figures(month).unexplained(), "rounding of AWS");
    }

    private void refused(Why why, Runnable action) {
        BigDecimal before = all(ACCOUNT);
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        DifferenceRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
        assertThat(all(ACCOUNT)).isEqualByComparingTo(before);
    }

    @BeforeEach
    void told() {
        before = database.jdbc()
                .sql("select coalesce(max(id), 0) from journal")
                .query(Long.class)
                .single();
    }

    private List<String> entries() {
        return database.jdbc()
                .sql("select action from journal where id > ? and action like 'difference-%' order by id")
                .param(before)
                .query(String.class)
                .list();
    }

    @ParameterizedTest
    @CsvSource({"1.00, true", "-1.00, true", "0.31, true", "1.01, false", "-1.01, false", "250.00, false"})
    void oneDollarIsAcceptedAtTheDefaultAndNothingMore(String amount, boolean accepted) {
        off(FIRST, amount);
        assertThat(figures(FIRST).unexplained()).isEqualTo(amount);
        assertThat(figures(FIRST).isAcceptable()).isEqualTo(accepted);
        if (!accepted) {
            refused(Why.TOO_LARGE, () -> accept(FIRST));
            return;
        }
        issue(FIRST);
        accept(FIRST);
        assertThat(figures(FIRST).accepted()).isEqualTo(amount);
        assertThat(figures(FIRST).difference())
                .hasValueSatisfying(left -> assertThat(left).isZero());
        assertThat(all(ACCOUNT)).isEqualTo(amount);
        close(FIRST);
        assertBooksAddUp();
        assertThat(all("AWS_RECEIVABLE")).isZero();
        assertThat(figures(FIRST).accepted()).as("of the closed month").isEqualTo(amount);
        assertThat(entries()).contains("difference-accepted");
        refused(Why.CLOSED, () -> service.takeBack(FIRST, "USD", "no"));
    }

    private Difference difference() {
        return service.differences(FIRST).getFirst();
    }

    @Test
    void aDocumentThatChangesEndsTheAcceptanceAndTheNextOneReversesIt() {
        off(FIRST, "0.50");
        issue(FIRST);
        accept(FIRST);
        ask(FIRST, "USD", "0.20");
        assertThat(difference().accepted()).isPresent();
        assertThat(difference().holds()).isFalse();
        assertThat(figures(FIRST).difference()).contains(new BigDecimal("0.70"));
        assertThat(closing.preview(FIRST).blocks()).hasAtLeastOneElementOfType(Check.Agrees.class);
        refused(Why.CHANGED, () -> service.accept(FIRST, "USD", new BigDecimal("0.50"), "as before"));
        accept(FIRST);
        assertThat(all(ACCOUNT)).isEqualByComparingTo("0.70");
        assertThat(entries()).containsExactly("difference-accepted", "difference-taken-back", "difference-accepted");
        close(FIRST);
        assertBooksAddUp();
        assertThat(all(ACCOUNT)).isEqualByComparingTo("0.70");
    }

    @Test
    void aDocumentThatCorrectsItToZeroLeavesNothingAccepted() {
        off(FIRST, "0.50");
        issue(FIRST);
        accept(FIRST);
        ask(FIRST, "USD", "-0.50");
        assertThat(figures(FIRST).agrees()).isTrue();
        assertThat(figures(FIRST).accepted()).isZero();
        assertThat(difference().holds()).as("said on the page").isFalse();
        assertThat(closing.preview(FIRST).look().over()).hasSize(1);
        close(FIRST);
        assertThat(all(ACCOUNT)).isZero();
        assertBooksAddUp();
        assertThat(service.differences(FIRST)).isEmpty();
    }

    @Test
    void itIsTakenBackUntilTheMonthIsClosed() {
        off(FIRST, "0.50");
        issue(FIRST);
        refused(Why.NOT_ACCEPTED, () -> service.takeBack(FIRST, "USD", "no"));
        accept(FIRST);
        refused(Why.ACCEPTED, () -> accept(FIRST));
        refused(Why.NO_REASON, () -> service.takeBack(FIRST, "USD", " "));
        CloseService.Preview looked = closing.preview(FIRST);
        service.takeBack(FIRST, "USD", "AWS will correct it");
        assertThat(all(ACCOUNT)).isZero();
        assertThatThrownBy(() -> closing.close(FIRST, looked.token())).isInstanceOf(IssueRefused.class);
        refused(Why.NOT_ACCEPTED, () -> service.takeBack(FIRST, "USD", "again"));
        accept(FIRST);
        close(FIRST);
        assertThat(all(ACCOUNT)).isEqualByComparingTo("0.50");
        assertThat(flaws()).isEmpty();
    }

    /** What doesn't hold; the activity log still tells of what other tests posted, and of no documents that tests wrote. */
    private List<LedgerFlaw> flaws() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return portal.getBean(BackgroundScope.class)
                    .call(() -> portal.getBean(LedgerProofs.class).prove().parts().stream()
                            .flatMap(part -> part.flaws().stream())
                            .filter(flaw -> !(flaw instanceof LedgerFlaw.Gone
                                    || flaw instanceof LedgerFlaw.StatementGone
                                    || flaw instanceof LedgerFlaw.Unsealed))
                            .toList());
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    @Test
    void onlyTheOpenMonthsIsAcceptedAndWithAReason() {
        off(FIRST.plusMonths(1), "0.50");
        refused(Why.NOT_OPEN, () -> accept(FIRST.plusMonths(1)));
        off(FIRST, "0.50");
        BigDecimal amount = figures(FIRST).unexplained();
        refused(Why.NO_REASON, () -> service.accept(FIRST, "USD", amount, "  "));
        refused(Why.REASON_TOO_LONG, () -> service.accept(FIRST, "USD", amount, "x".repeat(501)));
        refused(Why.CONTROL_CHARACTERS, () -> service.accept(FIRST, "USD", amount, "a\u0007"));
        refused(Why.CHANGED, () -> service.accept(FIRST, "EUR", amount, "no such currency"));
        assertThat(service.differences(FIRST)).allMatch(Difference::mayDecide);
        assertThat(service.differences(FIRST.plusMonths(1))).noneMatch(Difference::mayDecide);
    }

    /** Charges in EUR are none, so what documents ask for there is no small difference, however little it is. */
    @Test
    void aDocumentInACurrencyWithoutChargesIsNotAccepted() {
        off(FIRST, "0.50");
        ask(FIRST, "EUR", "0.40");
        issue(FIRST);
        accept(FIRST);
        refused(Why.TOO_LARGE, () -> service.accept(FIRST, "EUR", new BigDecimal("0.40"), "little"));
        assertThat(closing.preview(FIRST).blocks())
                .filteredOn(Check.Agrees.class::isInstance)
                .hasSize(1);
    }

    @Test
    void ofTwoAtOnceOneIsAccepted() throws Exception {
        off(FIRST, "0.50");
        issue(FIRST);
        BigDecimal amount = figures(FIRST).unexplained();
        PersonId person = portal.getBean(People.class)
                .find("Accepter")
                .map(row -> row.id())
                .orElseGet(() -> portal.getBean(People.class)
                        .create(new NewPerson("Accepter", "Accepter", Set.of(Role.FINANCE))));
        Callable<Boolean> accepts = () -> portal.getBean(OnBehalf.class).call(person, () -> {
            try {
                service.accept(FIRST, "USD", amount, "at once");
                return true;
            } catch (DifferenceRefused refused) {
                assertThat(refused.why()).isEqualTo(Why.ACCEPTED);
                return false;
            }
        });
        try (var people = Executors.newFixedThreadPool(2)) {
            var answers = people.invokeAll(List.of(accepts, accepts));
            assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                    .containsExactlyInAnyOrder(true, false);
        }
        assertThat(all(ACCOUNT)).isEqualByComparingTo("0.50");
    }

    /** Costs change after issuing, documents have it, and are off by a little as well. */
    @Test
    void whatChangedAfterIssueIsReceivableBesideIt() {
        issue(FIRST);
        BigDecimal issued = billed(FIRST);
        restate(FIRST);
        off(FIRST, "0.25");
        BigDecimal changed = billed(FIRST).subtract(issued);
        assertThat(changed).isNotZero();
        assertThat(figures(FIRST).unexplained()).isEqualByComparingTo("0.25");
        assertThat(figures(FIRST).receivable()).isEqualByComparingTo(changed);
        accept(FIRST);
        close(FIRST);
        assertThat(all("AWS_RECEIVABLE")).isEqualByComparingTo(changed);
        assertThat(all(ACCOUNT)).isEqualByComparingTo("0.25");
        issue(FIRST.plusMonths(1));
        invoice(FIRST.plusMonths(1));
        close(FIRST.plusMonths(1));
        assertThat(all("AWS_RECEIVABLE")).as("charged as a correction").isZero();
        assertBooksAddUp();
        // a document that comes after closing is receivable, whatever was accepted
        ask(FIRST, "USD", "-0.25");
        assertThat(changes.page(FIRST).receivable())
                .singleElement()
                .satisfies(one -> assertThat(one.amount()).isEqualByComparingTo("-0.25"));
    }

    @Test
    void anAdminSetsTheBoundForWhatIsAcceptedFromThenOn() {
        var bounds = portal.getBean(DifferenceBoundService.class);
        off(FIRST, "0.50");
        issue(FIRST);
        accept(FIRST);
        bounds.change(new DifferenceBound(new BigDecimal("0.10"), new BigDecimal("0.01")), 0);
        assertThat(figures(FIRST).agrees()).as("accepted already").isTrue();
        service.takeBack(FIRST, "USD", "another bound");
        refused(Why.TOO_LARGE, () -> accept(FIRST));
        assertThatThrownBy(() -> bounds.change(DifferenceBound.USUAL, 0)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> bounds.change(new DifferenceBound(new BigDecimal("1000.01"), BigDecimal.ZERO), 1))
                .isInstanceOf(DifferenceRefused.class);
        assertThatThrownBy(() -> bounds.change(new DifferenceBound(BigDecimal.ONE, new BigDecimal("0.11")), 1))
                .isInstanceOf(DifferenceRefused.class);
        bounds.change(new DifferenceBound(new BigDecimal("50"), new BigDecimal("0.1")), 1);
        accept(FIRST);
        assertThat(entries().stream().filter("difference-bound-changed"::equals))
                .hasSize(2);
    }

    /** What the app's role may do, past the services. */
    @Test
    void theDatabaseTakesNoAcceptanceButTheOneItsTransactionPosts() {
        off(FIRST, "0.50");
        issue(FIRST);
        accept(FIRST);
        refusedByTheDatabase("update chargeback_accepted_difference set amount = 0.40", "permission denied");
        refusedByTheDatabase("delete from chargeback_accepted_difference", "permission denied");
        refusedByTheDatabase("""
                insert into chargeback_accepted_difference (billing_month, currency, amount, documents, bound, reason, transaction_id,
                       accepted_at, accepted_by, accepted_by_name)
                select billing_month, 'USD', 0.50, 10, 1, 'forged', id, now(), 1, 'Nobody' from ledger_transaction
                 where kind = 'STATEMENT' limit 1
                """, "does not post this difference");
    }

    private void refusedByTheDatabase(String sql, String why) {
        assertThatThrownBy(() -> database.jdbc().sql(sql).update()).rootCause().hasMessageContaining(why);
    }
}
