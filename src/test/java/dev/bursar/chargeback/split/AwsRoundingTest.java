package dev.bursar.chargeback.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.cut.RoundedLines;
import dev.bursar.chargeback.cut.RoundedLines.By;
import dev.bursar.chargeback.split.AwsRounding.Month;
import dev.bursar.chargeback.split.AwsRounding.Way;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the gap between documents and charges is rounding. */
class AwsRoundingTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 4);

    private static RoundedLines lines(By by, int lines, String rounded, String up) {
        return new RoundedLines(
                1, MONTH, "USD", by, lines, BigDecimal.TEN, new BigDecimal(rounded), new BigDecimal(up), false);
    }

    /** Charges of 1,000.00 with 9 lines by service, 36 by usage type and as many finest ones as given. */
    private static Month month(String documents, int finest) {
        return new Month(
                new BigDecimal(documents),
                1,
                new BigDecimal("1000.00"),
                List.of(
                        lines(By.SERVICE, 9, "1000.01", "1000.02"),
                        lines(By.USAGE_TYPE, 36, "999.96", "1000.07"),
                        lines(By.FINEST, finest, "1000.00", "1000.30")));
    }

    @ParameterizedTest
    @CsvSource({
        // documents, finest lines, rounding, difference, most
        "1000.02, 100, 0.02, 0.00, 0.10",
        "1000.00, 100, 0.00, 0.00, 0.10",
        "1000.12, 100, 0.12, 0.00, 0.10",
        "999.92, 100, -0.08, 0.00, 0.10",
        "1000.13, 100, 0.02, 0.11, 0.10",
        "1001.02, 100, 0.02, 1.00, 0.10",
        "999.02, 100, 0.02, -1.00, 0.10",
        "1000.22, 441, 0.22, 0.00, 0.21",
        "1001.02, 1000000, 0.02, 1.00, 0.50"
    })
    void theFinestLinesBoundIt(String documents, int finest, String rounding, String difference, String most) {
        assertThat(AwsRounding.of(month(documents, finest), AwsRounding.usual(List.of())))
                .isEqualTo(new AwsRounding(
                        new BigDecimal(rounding), new BigDecimal(difference), finest, new BigDecimal(most), false));
    }

    @Test
    void oneLineIsOffByACentAtMost() {
        var one = new Month(
                new BigDecimal("10.02"), 1, new BigDecimal("10.00"), List.of(lines(By.SERVICE, 1, "10.00", "10.00")));
        assertThat(AwsRounding.of(one, AwsRounding.usual(List.of())).difference())
                .isEqualTo("0.02");
    }

    /** One document less than there are may be off by a cent each. */
    @ParameterizedTest
    @CsvSource({
        "1000.09, USAGE_TYPE, true",
        "1000.05, USAGE_TYPE, true",
        "1000.10, SERVICE, true",
        "1000.04, SERVICE, true"
    })
    void severalDocumentsAgreeWithinTheCentsOfTheirRounding(String documents, By by, boolean up) {
        Month one = month("1000.00", 100);
        var three = new Month(new BigDecimal(documents), 3, one.total(), one.lines());
        assertThat(AwsRounding.usual(List.of(three))).isEqualTo(new Way(by, up));
    }

    @Test
    void otherMonthsSayHowDocumentsAreRoundedSoThatOneOffByADollarReadsADollar() {
        Month off = month("1001.07", 100);
        Way byUsageType = AwsRounding.usual(List.of(off, month("1000.07", 100)));
        assertThat(byUsageType).isEqualTo(new Way(By.USAGE_TYPE, true));
        assertThat(AwsRounding.of(off, byUsageType))
                .isEqualTo(new AwsRounding(
                        new BigDecimal("0.07"), new BigDecimal("1.00"), 100, new BigDecimal("0.10"), false));
    }

    @ParameterizedTest
    @CsvSource({
        // documents, the month's rounding, difference
        "1001.07, 0.07, 1.00", // usage types, small ones up
        "1000.96, -0.04, 1.00", // usage types
        "998.96, -0.04, -1.00",
        "1001.02, 0.02, 1.00", // services, small ones up
        "1001.01, 0.01, 1.00", // services
        "1001.00, 0.00, 1.00", // each document as a whole
        "1250.30, 0.30, 250.00", // finest lines, small ones up
        "1001.55, 0.02, 1.53" // no way leaves a whole amount
    })
    void aDocumentThatIsOffByAWholeAmountReadsItThoughNoMonthAgrees(
            String documents, String rounding, String difference) {
        Month off = month(documents, 100);
        AwsRounding read = AwsRounding.of(off, AwsRounding.usual(List.of(off)));
        assertThat(read.difference()).isEqualTo(difference);
        assertThat(read.rounding()).isEqualTo(rounding);
    }

    @ParameterizedTest
    @CsvSource({
        "1000.02, SERVICE, true",
        "1000.01, SERVICE, false",
        "1000.00, , false",
        "999.96, USAGE_TYPE, false",
        "1000.30, FINEST, true",
        "1000.55, SERVICE, true"
    })
    void theWayThatAgreesIsTaken(String documents, By by, boolean up) {
        assertThat(AwsRounding.usual(List.of(month(documents, 100)))).isEqualTo(new Way(by, up));
    }
}
