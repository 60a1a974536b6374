package dev.bursar.chargeback.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.corrections.Receivable.Change;
import dev.bursar.chargeback.corrections.Receivable.Charges;
import dev.bursar.chargeback.corrections.Receivable.LateDocument;
import dev.bursar.chargeback.text.ReceivableText;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivableTest {
    /** Amounts of changes that no statement has, of corrections on statements, of documents since; then what explains the difference. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "5.00, 5.00, -, 7.00, changed after issue +5.00",
                "2.00, 5.00 -3.00, -, -, changed after issue +5.00; changed after issue -3.00",
                "-5.00, -, 5.00, -, on statements -5.00",
                "-5.00, 1.00, 5.00, -, on statements -5.00",
                "-4.00, 1.00, 5.00, 1.00, on statements -5.00; came after +1.00",
                "7.00, -, -, 7.00, came after +7.00",
                "2.00, -, 3.00, 4.00, came after +4.00; on statements -3.00; on documents when +1.00",
                "3.00, -, -, -, on documents when +3.00",
            })
    void linesAddUpAndNameTheSideThatHasThem(
            String amount, String waiting, String charged, String documents, String explained) {
        Receivable receivable = Receivable.of(
                "USD",
                new BigDecimal(amount),
                amounts(waiting).map(ReceivableTest::change).toList(),
                amounts(charged).map(ReceivableTest::change).toList(),
                amounts(documents).map(one -> new LateDocument("4711", one)).toList());
        assertThat(receivable.lines().stream().map(Receivable.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(amount);
        List<String> words = Arrays.asList(explained.split("; "));
        assertThat(receivable.lines()).hasSameSizeAs(words);
        for (int i = 0; i < words.size(); i++) {
            Receivable.Line line = receivable.lines().get(i);
            assertThat(ReceivableText.side(line) + " " + (line.amount().signum() > 0 ? "+" : "") + line.amount())
                    .startsWith(words.get(i).substring(0, words.get(i).lastIndexOf(' ')))
                    .endsWith(words.get(i).substring(words.get(i).lastIndexOf(' ')));
        }
    }

    private static Stream<BigDecimal> amounts(String words) {
        return words == null ? Stream.of() : Arrays.stream(words.split(" ")).map(BigDecimal::new);
    }

    private static Change change(BigDecimal amount) {
        return new Change(new Charges("", "Amazon EC2", "111111111111"), amount);
    }
}
