package dev.bursar.chargeback.pools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.pools.MetricService.MetricFile;
import dev.bursar.chargeback.pools.MetricService.MetricNumbers;
import dev.bursar.chargeback.text.MetricText;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a file of several months' numbers is read, and what is said of one that can't be. */
class MetricFileTest {
    private static final Map<Integer, String> TEAMS = Map.of(1, "Fraud", 3, "Search, EU");

    private static MetricFile read(String text) {
        return MetricFile.read(text.replace("\\n", "\n").replace("\\t", "\t").getBytes(UTF_8));
    }

    private static String refused(MetricFile read) {
        assertThat(read.months()).isEmpty();
        return MetricText.refused(read.problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Fraud;2026-10;1200\\nSearch, EU;2026-10;3\\nFraud;2026-11;1\\nSearch, EU;2026-11;0",
                "Team,Month,Requests\\nFraud,2026-10,\"1,200\"\\n\"Search, EU\",2026-10,3\\nFraud,2026-11,1\\nSearch, EU,2026-11,0",
                "\uFEFFTeam\\tMonth\\tRequests\\nFraud\\t2026-10-01\\t1,200\\n\\nFraud\\t2026-11-01\\t1\\nSearch, EU\\t2026-11-01\\t0"
                        + "\\nsearch, eu\\t2026-10\\t3"
            })
    void aTeamAMonthAndANumberInEachLine(String text) {
        var months = read(text).months().entrySet().stream()
                .collect(Collectors.toMap(
                        month -> month.getKey().toString(),
                        month -> new TreeMap<>(MetricNumbers.read(month.getValue(), TEAMS, Set.of())
                                .byTeam()),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(months).hasToString("{2026-10={1=1200, 3=3}, 2026-11={1=1, 3=0}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Fraud;Oct-26;1 | Line 1: “Oct-26” isn’t a month such as 2026-10.",
                "Fraud;2026-13;1 | Line 1: “2026-13” isn’t a month such as 2026-10.",
                "Team;Month;Requests\\nFraud;12 | Line 2: enter a team, a month and a number, parted by semicolons or commas.",
                "Fraud 2026-10 12 | Line 1: enter a team, a month and a number, parted by semicolons or commas.",
                "Team;Month;Requests\\n\\n | The file has no numbers. Enter a team, a month and a number in each line.",
                "~~ | The file has no numbers. Enter a team, a month and a number in each line."
            })
    void whatIsWrongIsNamed(String text, String words) {
        assertThat(refused(read(text))).isEqualTo(words);
    }

    @Test
    void aLineKeepsItsNumberInTheFile() {
        var october = read("Team;Month;Requests\nFraud;2026-09;1\nVision;2026-10;2")
                .months()
                .get(java.time.YearMonth.of(2026, 10));
        assertThat(MetricText.refused(
                        MetricNumbers.read(october, TEAMS, Set.of()).problems()))
                .isEqualTo("Line 3: no team of the month is called \u201CVision\u201D.");
    }

    @Test
    void aFileThatIsNoTextOrTooLargeIsNotRead() {
        assertThat(refused(MetricFile.read("Büro;2026-10;1".getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo("The file isn\u2019t text in UTF-8. Save it as a CSV file in UTF-8.");
        assertThat(refused(MetricFile.read("PK\u0003\u0004\u0000".getBytes(UTF_8))))
                .startsWith("The file isn\u2019t text");
        assertThat(refused(MetricFile.read(new byte[MetricFile.MOST_BYTES + 1])))
                .isEqualTo("The file is larger than 1 MB. Upload less at once.");
        assertThat(refused(read("Fraud;2026-10;1\n".repeat(20_001)))).isEqualTo("Enter at most 20,000 lines.");
    }
}
