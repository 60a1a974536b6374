package dev.bursar.chargeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.differences.DifferenceRefused;
import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.kernel.Role;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Differences that finance accepts: posted to an account of their own, once, and only as long as the difference is the same. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class AcceptedDifferenceTest extends Books {
    private static final String ACCOUNT = "ACCEPTED_DIFFERENCES";

    @Autowired
    DifferenceService service;

    @Autowired
    ChargebackService months;

    private int documents;

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

    private MonthFigures figures(YearMonth month) {
        return months.figures(month).getFirst();
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

    private List<String> entries() {
        return database.jdbc()
                .sql("select action from journal where action like 'difference-%' order by id")
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
}
