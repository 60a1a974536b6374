package dev.bursar.budgets.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.junit.jupiter.api.Test;

class PastedLimitsTest {
    private static final Map<TeamId, String> TEAMS = Map.of(new TeamId(1), "Fraud", new TeamId(2), "Data Lake");

    private static PastedLimits read(String text) {
        return PastedLimits.read(text, TEAMS, "USD");
    }

    @Test
    void aTeamAndAnAmountInEachLine() {
        assertThat(read("Team\tLimit\nFraud\t44,000\n\ndata lake\t$1,000.50\n"))
                .isEqualTo(new PastedLimits(
                        Map.of(
                                new TeamId(1), new BigDecimal("44000"),
                                new TeamId(2), new BigDecimal("1000.50")),
                        List.of()));
        assertThat(read("Fraud; 5").limits()).containsOnlyKeys(new TeamId(1));
        assertThat(read("Data Lake 5").limits()).containsOnlyKeys(new TeamId(2));
        assertThat(read("Data Lake    5").limits()).containsOnlyKeys(new TeamId(2));
    }

    @Test
    void oneBadLineAndNothingIsTaken() {
        PastedLimits read = read("Fraud\t5\nVision\t6\nFraud\t7\nData Lake\tmuch\nFraud");
        assertThat(read.limits()).isEmpty();
        assertThat(read.problems())
                .containsExactly(
                        "Line 2: no team is called \u201CVision\u201D.",
                        "Line 3: \u201CFraud\u201D is there twice.",
                        "Line 4: enter an amount in USD, such as 44,000.",
                        "Line 5: enter a team, a tab and an amount.");
        assertThat(read("").problems()).containsExactly("Paste a team and an amount in each line.");
    }
}
