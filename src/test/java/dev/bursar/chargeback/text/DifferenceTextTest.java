package dev.bursar.chargeback.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.DifferenceService.Difference;
import dev.bursar.chargeback.MonthFigures;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a month's page says of its difference. */
class DifferenceTextTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 12);

    /** @param changed after statements were issued */
    private static MonthFigures figures(String difference, String changed) {
        var hundred = new BigDecimal("100.00");
        BigDecimal none = BigDecimal.ZERO.setScale(2);
        return new MonthFigures(
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
    void theRoundingIsTheGuessAndNotWhatChangedAfterIssue() {
        assertThat(DifferenceText.gap(figures("0.37", "3.00")))
                .matches("AWS rounding is .* on 4 lines\\. That is a guess: .*\\. Costs changed by .* after statements"
                        + " were issued\\.");
    }
}
