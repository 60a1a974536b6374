package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of charges whose shown lines don't add up to its total says why. */
class ChargesRoundingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.004 1.004 1.004|3.012|USD|$3.00",
                "0.005 0.005|0.010|USD|$0.02",
                "1.50 2.25|3.75|USD|",
                "1.004 2.001|3.005|USD|$3.00",
                "10.4 10.4|20.8|JPY|JPY 20"
            })
    void theSumOfTheShownLinesStandsBesideTheExactTotal(String lines, String total, String currency, String shown) {
        var note = ChargesView.rounded(
                Arrays.stream(lines.split(" ")).map(BigDecimal::new).toList(), new BigDecimal(total), currency);
        if (shown == null) {
            assertThat(note).isEmpty();
        } else {
            assertThat(note)
                    .hasValueSatisfying(words -> assertThat(words)
                            .startsWith("The total is exact. The lines here")
                            .endsWith(" add up to " + shown + "."));
        }
    }
}
