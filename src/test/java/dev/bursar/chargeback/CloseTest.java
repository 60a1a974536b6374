package dev.bursar.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.corrections.Receivable;
import dev.bursar.kernel.Role;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Months that are issued and closed one after the other while AWS restates earlier ones: the books add up at each step. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CloseTest extends Books {
    private final Set<Class<?>> kinds = new HashSet<>();
    private boolean changedAfterIssue;

    @Test
    void documentsAreStatementsUnallocatedRoundingAndReceivableOverAllMonths() {
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
        BigDecimal expected = database.jdbc().sql("""
                        select coalesce((select sum(case when document_type = 'INVOICE' then total else -total end)
                                           from aws_document where billing_month = :month), 0)
                               - coalesce((select sum(p.amount) from ledger_posting p join ledger_account a on a.id = p.account_id
                                            where p.of_month = :month and a.kind in ('TEAM', 'UNALLOCATED', 'AWS_ROUNDING')), 0)
                        """).param("month", month.atDay(1)).query(BigDecimal.class).single();
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
        BigDecimal expected =
                portal.getBean(ChargebackService.class).figures(month).getFirst().receivable();
        assertThat(changes.page(month).receivable().stream()
                        .flatMap(one -> one.lines().stream())
                        .map(Receivable.Line::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(expected);
        changedAfterIssue |= expected.signum() != 0;
    }
}
