package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.answers.AnswerCounts;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.MonthStage;
import dev.bursar.chargeback.statement.Figures;
import module java.base;
import org.junit.jupiter.api.Test;

/** The sentences that say whether a month matches AWS's invoice name all that is between them. */
class MonthAnswerTest {
    @Test
    void anAcceptedDifferenceIsNamedBesideCostsThatChangedAfterIssue() {
        var month = YearMonth.of(2026, 10);
        BigDecimal none = BigDecimal.ZERO.setScale(2);
        var hundred = new BigDecimal("100.00");
        var figures = new Figures(
                "USD",
                Optional.of(new BigDecimal("103.39")),
                1,
                hundred,
                hundred,
                none,
                none,
                none,
                Optional.of(new BigDecimal("0.02")),
                4,
                new BigDecimal("0.02"),
                false,
                new BigDecimal("3.00"),
                new BigDecimal("0.37"),
                new BigDecimal("1.00"),
                Optional.of(none));
        var row = new MonthRow(
                month,
                Optional.empty(),
                List.of(figures),
                true,
                true,
                Optional.empty(),
                new MonthStage(MonthStage.Stage.ISSUED, Optional.empty(), Optional.empty(), Optional.of(month)),
                AnswerCounts.NONE);
        MonthAnswer answer = MonthAnswer.of(row, figures, false);
        assertThat(answer.title()).endsWith("matches AWS\u2019s invoice, with an accepted difference");
        assertThat(answer.body())
                .isEqualTo(
                        "1 document totals $103.39. Statements charge $100.00; costs changed by +$3.00 after they were"
                                + " issued, +$0.37 is a difference that finance accepted, and $0.02 is AWS rounding.");
    }
}
