package dev.bursar.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Months that are issued and closed one after the other while AWS restates earlier ones: the books add up at each step. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CloseTest extends Books {
    @Test
    void documentsAreStatementsUnallocatedRoundingAndReceivableOverAllMonths() {
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            issue(month);
            if (random.nextBoolean()) {
                restate(month);
                if (random.nextBoolean()) {
                    issue(month);
                }
            }
            invoice(month);
            Map<Long, String> contents = contents();
            close(month);
            assertBooksAddUp();
            restate(FIRST);
            if (month.isAfter(FIRST)) {
                restate(month.minusMonths(1));
                invoice(month.minusMonths(1));
            }
            assertThat(contents()).as("issued statements").isEqualTo(contents);
            assertBooksAddUp();
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
    }
}
