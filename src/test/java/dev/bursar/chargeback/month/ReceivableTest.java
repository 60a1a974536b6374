package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.corrections.Receivable;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What documents and statements of a month differ by is explained line by line, and months without charges close. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class ReceivableTest extends Books {
    private final Set<Class<?>> kinds = new HashSet<>();
    private boolean changedAfterIssue;

    @Test
    void whatDocumentsAndStatementsDifferByIsExplained() {
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            issue(month);
            boolean last = month.equals(LAST);
            if (random.nextBoolean() || last) {
                restate(month);
                if (random.nextBoolean() && !last) {
                    issue(month);
                }
            }
            invoice(month);
            Map<Long, String> contents = contents();
            assertReceivableOfIssuedIsExplained(month);
            close(month);
            assertBooksAddUp();
            restate(FIRST);
            if (month.isAfter(FIRST)) {
                restate(month.minusMonths(1));
                invoice(month.minusMonths(1));
            }
            assertThat(contents()).as("issued statements").isEqualTo(contents);
            assertBooksAddUp();
            for (YearMonth closed = FIRST; !closed.isAfter(month); closed = closed.plusMonths(1)) {
                assertReceivableIsExplained(closed);
            }
        }
        BigDecimal documents = database.jdbc()
                .sql("select -sum(p.amount) from ledger_posting p join ledger_account a on a.id = p.account_id"
                        + " where a.kind = 'AWS_PAYABLE'")
                .query(BigDecimal.class)
                .single();
        assertThat(documents)
                .isEqualByComparingTo(all("TEAM")
                        .add(all("UNALLOCATED"))
                        .add(all("AWS_ROUNDING"))
                        .add(all("AWS_RECEIVABLE")));
        assertThat(changes.page(FIRST).corrections()).isNotEmpty();
        assertThat(kinds).contains(Receivable.NotCharged.class, Receivable.NotDocumented.class);
        assertThat(changedAfterIssue).isTrue();
    }

    /** What documents and charges of a closed month differ by, line by line, and by an independent sum. */
    private void assertReceivableIsExplained(YearMonth month) {
        BigDecimal expected = database.jdbc()
                .sql("""
                        select coalesce((select sum(case when document_type = 'INVOICE' then total else -total end)
                                           from aws_document where billing_month = :month and gone_at is null), 0)
                               - coalesce((select sum(p.amount) from ledger_posting p join ledger_account a on a.id = p.account_id
                                            where p.of_month = :month and a.kind in ('TEAM', 'UNALLOCATED', 'AWS_ROUNDING')), 0)
                        """)
                .param("month", month.atDay(1))
                .query(BigDecimal.class)
                .single();
        List<Receivable> found = changes.page(month).receivable();
        assertThat(found).as("AWS receivable of %s", month).hasSize(expected.signum() == 0 ? 0 : 1);
        for (Receivable one : found) {
            assertThat(one.amount()).isEqualByComparingTo(expected);
            assertThat(one.lines()).isNotEmpty();
            assertThat(one.lines().stream().map(Receivable.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(expected);
            one.lines().forEach(line -> kinds.add(line.getClass()));
        }
    }

    /** What documents have and issued statements don't, as the month's figures say it. */
    private void assertReceivableOfIssuedIsExplained(YearMonth month) {
        BigDecimal expected = portal.getBean(ChargebackService.class)
                .figures(month)
                .getFirst()
                .receivable();
        assertThat(changes.page(month).receivable().stream()
                        .flatMap(one -> one.lines().stream())
                        .map(Receivable.Line::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(expected);
        changedAfterIssue |= expected.signum() != 0;
    }

    /** What comes of it later is corrected as of any closed month. */
    @Test
    void aMonthWithNeitherChargesNorDocumentsClosesAtZero() {
        YearMonth june = FIRST.minusMonths(1);
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> portal.getBean(LedgerMonths.class).start(june, Actor.SYSTEM, Instant.EPOCH));
        var pages = portal.getBean(ChargebackService.class);
        assertThat(pages.months()).extracting(MonthRow::month).endsWith(FIRST, june);
        MonthRow row = pages.month(june).orElseThrow().month();
        assertThat(row.cut()).isEmpty();
        assertThat(ClosingProgress.of(row, today()).done())
                .containsExactlyInAnyOrder(ClosingStep.DOCUMENTS, ClosingStep.ISSUED, ClosingStep.ANSWERED);
        assertThat(pages.month(june.minusMonths(1))).as("before the ledger").isEmpty();

        document(june, "5.00");
        assertThat(closing.preview(june).blocks())
                .as("a document that nothing explains")
                .singleElement()
                .isInstanceOf(Check.Agrees.class);
        database.jdbc().sql("update aws_document set gone_at = now()").update();
        close(june);
        assertThat(pages.month(june).orElseThrow().month().stage().stage()).isEqualTo(MonthStage.Stage.CLOSED);
        assertThat(database.jdbc()
                        .sql("select count(*) from ledger_posting")
                        .query(Integer.class)
                        .single())
                .isZero();

        ChargeFixture.load(portal, "2026-06-10", "222222222222", "AWS Lambda", "Alpha", "12.34");
        cut();
        assertThat(changes.page(FIRST).corrections())
                .extracting(one -> one.ofMonth() + " " + one.name() + " " + one.amount())
                .containsExactly("2026-06 Alpha 12.34");
        issue(FIRST);
        invoice(FIRST);
        close(FIRST);
        assertBooksAddUp();
        assertReceivableIsExplained(june);
    }

    /** A month of which nothing is known yet could still get charges. */
    @Test
    void aMonthWithoutChargesIsNotClosedBeforeItIsOverOrAddedUp() {
        YearMonth now = YearMonth.from(today());
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> portal.getBean(LedgerMonths.class).start(now, Actor.SYSTEM, Instant.EPOCH));
        assertThat(closing.preview(now).blocks()).containsExactly(new Check.Over(now, false));
        assertThatThrownBy(() -> closing.close(now, closing.preview(now).token()))
                .isInstanceOf(IssueRefused.class);

        YearMonth june = FIRST.minusMonths(1);
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> portal.getBean(LedgerMonths.class).start(june, Actor.SYSTEM, Instant.EPOCH));
        ChargeFixture.load(portal, "2026-06-10", "222222222222", "AWS Lambda", "Alpha", "12.34");
        assertThat(closing.preview(june).blocks()).containsExactly(new Check.NoCharges(june, false));
    }

    private void document(YearMonth month, String total) {
        database.jdbc()
                .sql("""
                        insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency,
                               total, first_seen, last_seen)
                        values ('aws', '999988887777', '4711', 'Amazon Web Services, Inc.', 'INVOICE', :month, '2026-11-03', 'USD',
                                cast(:total as numeric), now(), now())
                        """)
                .param("month", month.atDay(1))
                .param("total", total)
                .update();
    }
}
