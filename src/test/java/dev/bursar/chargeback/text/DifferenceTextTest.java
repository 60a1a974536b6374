package dev.bursar.chargeback.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.month.DifferenceService.Difference;
import dev.bursar.chargeback.statement.Figures;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a month's page says of its difference. */
class DifferenceTextTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 12);

    /** @param changed after statements were issued */
    private static Figures figures(String difference, String changed) {
        var hundred = new BigDecimal("100.00");
        BigDecimal none = BigDecimal.ZERO.setScale(2);
        return new Figures(
                "USD",
                Optional.of(hundred),
                1,
                hundred,
                hundred,
                none,
                none,
                none,
                Optional.of(new BigDecimal("0.02")),
                4,
                new BigDecimal("0.02"),
                true,
                new BigDecimal(changed),
                none,
                new BigDecimal("1.00"),
                Optional.of(new BigDecimal(difference)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.37 | true  | true  | Finance can accept differences of up to $1.00 in this month, with a reason.",
                "0.37 | true  | false | Finance can accept differences of up to $1.00 in this month, with a reason,"
                        + " once it is the earliest open month of the ledger.",
                "5.00 | true  | true  | It is more than the $1.00 that finance can accept in this month. Compare the"
                        + " documents with AWS\u2019s bill.",
                "0.37 | false | true  | December 2026 isn\u2019t over. Its charges and documents are not complete yet.",
                "5.00 | false | false | December 2026 isn\u2019t over. Its charges and documents are not complete yet."
            })
    void aDifferenceCanBeAcceptedOnceItsMonthIsOverAndTheEarliestOpenOne(
            String amount, boolean over, boolean next, String words) {
        assertThat(DifferenceText.state(new Difference(
                        MONTH,
                        over,
                        next,
                        figures(amount, "0.00"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        over && next)))
                .isEqualTo(words);
    }

    @Test
    void whatWasAcceptedIsNotCalledZeroOnceNoDocumentCounts() {
        Figures documented = figures("0.00", "0.00");
        var figures = new Figures(
                documented.currency(),
                Optional.empty(),
                0,
                documented.total(),
                documented.direct(),
                documented.shared(),
                documented.unallocated(),
                documented.corrections(),
                Optional.empty(),
                0,
                documented.mostRounding(),
                false,
                documented.receivable(),
                documented.accepted(),
                documented.mostAccepted(),
                Optional.empty());
        var accepted = new AcceptedDifference(
                1,
                MONTH,
                "USD",
                new BigDecimal("0.37"),
                new BigDecimal("100.37"),
                BigDecimal.ONE,
                "rounding",
                1,
                Instant.EPOCH,
                "Finance");
        assertThat(DifferenceText.state(
                        new Difference(MONTH, true, true, figures, Optional.of(accepted), List.of(), List.of(), true)))
                .contains("That no longer holds, because no document counts any more.")
                .doesNotContain("$0.00");
    }

    @Test
    void theRoundingIsTheGuessAndNotWhatChangedAfterIssue() {
        assertThat(DifferenceText.gap(figures("0.37", "3.00")))
                .matches("AWS rounding is .* on 4 lines\\. That is a guess: .*\\. Costs changed by .* after statements"
                        + " were issued\\.");
    }
}
