package dev.bursar.chargeback.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.pools.MetricService.MetricNumbers;
import dev.bursar.chargeback.text.MetricText;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How pasted numbers are read, and what is said of those that can't be. */
class MetricNumbersTest {
    private static final Map<Integer, String> TEAMS = Map.of(1, "Fraud", 2, "Data Lake", 3, "Search, EU");

    private static MetricNumbers read(String text, Set<Integer> leftOut) {
        return MetricNumbers.read(text.replace("\\n", "\n").replace("\\t", "\t"), TEAMS, leftOut);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Fraud\\t1,200\\nData Lake\\t0\\nSearch, EU\\t12.5 | {1=1200, 2=0, 3=12.5}",
                "Team;Requests\\nfraud; 1\\n\\ndata lake;2\\nSEARCH, eu;3 | {1=1, 2=2, 3=3}",
                "Fraud,1\\n\"Data Lake\",2\\n\"Search, EU\",3 | {1=1, 2=2, 3=3}",
                "Fraud,\"1,200\"\\nData Lake,0\\n\"Search, EU\",\"12.5\" | {1=1200, 2=0, 3=12.5}",
                "Search, EU,3\\nFraud,1\\nData Lake,1,5 | -"
            })
    void aTeamAndANumberInEachLine(String text, String numbers) {
        MetricNumbers read = read(text, Set.of());
        assertThat(read.problems().isEmpty() ? new TreeMap<>(read.byTeam()).toString() : "-")
                .isEqualTo(numbers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fraud; 1\\nVision; 6 | Line 2: no team of the month is called “Vision”.",
                "Fraud; 1\\nfraud; 7 | Line 2: “fraud” is there twice.",
                "Fraud; many | Line 1: “many” isn’t a number such as 1,200 or 12.5.",
                "Fraud; 1e5 | Line 1: “1e5” isn’t a number such as 1,200 or 12.5.",
                "Fraud; 1\\nData Lake; -5 | Line 2: “-5” is below 0. Enter 0 or more.",
                "Fraud; 1\\nData Lake; −5 | Line 2: “-5” is below 0. Enter 0 or more.",
                "Fraud; 1\\nData Lake; | Line 2: enter a number.",
                "Fraud; 1\\nData Lake 5 | Line 2: enter a team, a semicolon and a number.",
                "Fraud; 1 | Add a line for Data Lake, Search, EU. A team with nothing gets a 0.",
                "'' | Add a line for Data Lake, Fraud, Search, EU. A team with nothing gets a 0.",
                "Fraud; 0\\nData Lake; 0\\nSearch, EU; 0 | Enter a number above 0 for at least one team."
            })
    void whatIsWrongIsNamedAndNothingIsTaken(String text, String words) {
        MetricNumbers read = read(text, Set.of());
        assertThat(MetricText.refused(read.problems())).isEqualTo(words);
        assertThat(read.byTeam()).isEmpty();
    }

    @Test
    void teamsThatAreLeftOutNeedNoNumberAndCountForNothing() {
        assertThat(read("Fraud; 1", Set.of(2, 3)).problems()).isEmpty();
        assertThat(MetricText.refused(
                        read("Fraud; 0\\nData Lake; 5", Set.of(2, 3)).problems()))
                .isEqualTo("Enter a number above 0 for at least one team.");
    }

    @Test
    void thereIsAnEnd() {
        assertThat(MetricText.refused(read("Fraud; 1\n".repeat(1_001), Set.of()).problems()))
                .isEqualTo("Enter at most 1,000 lines.");
    }
}
