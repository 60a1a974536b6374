package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.spend.InvoicedMonths.Invoiced;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.ui.InvoiceSection.Answer;
import dev.bursar.testing.Texts;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a month matches AWS's invoice, in November. */
class InvoiceSectionTest {
    private static final YearMonth PRESENT = YearMonth.of(2026, 11);

    private static Invoiced invoiced(String currency, @Nullable String difference) {
        Optional<BigDecimal> off = Optional.ofNullable(difference).map(BigDecimal::new);
        return new Invoiced(
                currency,
                new BigDecimal("100.00"),
                off.isPresent() ? 2 : 0,
                off.map(new BigDecimal("100.04")::add),
                off.map(any -> new BigDecimal("0.04")),
                BigDecimal.ZERO,
                off);
    }

    /** Of each currency the difference, or "-" where there are no documents. */
    @ParameterizedTest
    @CsvSource({
        "2026-11, 0.00, OPEN",
        "2026-12, , OPEN",
        "2026-10, 0.00, MATCHES",
        "2026-10, 0.00 0.00, MATCHES",
        "2026-10, 1.00, DIFFERS",
        "2026-10, 0.00 -0.01, DIFFERS",
        "2026-10, -, NO_DOCUMENTS",
        "2026-10, 0.00 -, NO_DOCUMENTS",
        "2026-10, , NO_DOCUMENTS"
    })
    void aMonthMatchesWhereEveryCurrencyDoes(YearMonth month, @Nullable String differences, Answer answer) {
        var currencies = new ArrayList<Invoiced>();
        if (differences != null) {
            for (String one : differences.split(" ")) {
                currencies.add(invoiced("C" + currencies.size(), one.equals("-") ? null : one));
            }
        }
        assertThat(Answer.of(month, PRESENT, currencies)).isEqualTo(answer);
    }

    @Test
    void itsFiguresStandThereOnceThereAreDocuments() {
        var october = YearMonth.of(2026, 10);
        assertThat(Texts.of(InvoiceSection.of(october, PRESENT, List.of(invoiced("USD", "1.00")))))
                .contains("Does October 2026 match the invoice?", "Differs")
                .contains("No. The charges of October 2026 don\u2019t add up to AWS\u2019s documents.")
                .contains("$101.04", "2 documents", "$100.00", "before +$0.04 AWS rounding", "+$1.00")
                .contains("Open October 2026 in Chargeback");
        assertThat(Texts.of(InvoiceSection.of(october, PRESENT, List.of())))
                .contains("No documents yet")
                .doesNotContain("$0.00");
        assertThat(SpendLinks.chargeback(october)).isEqualTo(ChargebackLinks.month(october));
    }
}
