package dev.bursar.tagging.ui.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.Problem.Finding;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    @Test
    void eachProblemHasItsWords() {
        assertThat(ProblemText.of("team", new Finding(Problem.MISSING, null))).isEqualTo("team is missing");
        assertThat(ProblemText.of("team", new Finding(Problem.EMPTY, "  "))).isEqualTo("team is empty");
        assertThat(ProblemText.of("team", new Finding(Problem.VALUE, "fruad"))).isEqualTo("team is “fruad”");
        var inAnotherCase = new Finding(Problem.VALUE_CASE, "Fraud");
        assertThat(ProblemText.of("team", inAnotherCase)).isEqualTo("team is “Fraud”: case or spaces");
        assertThat(ProblemText.sentence("team", inAnotherCase))
                .isEqualTo("team is “Fraud”, which is allowed only as written in the policy");
        assertThat(ProblemText.of("team", new Finding(Problem.KEY_CASE, "Team")))
                .isEqualTo("the key is “Team”");
    }

    @Test
    void whatCannotBeSeenIsShownAndWhatIsLongIsCut() {
        assertThat(ProblemText.of("team", new Finding(Problem.VALUE_CASE, "Growth ")))
                .isEqualTo("team is “Growth␣”: case or spaces");
        assertThat(ProblemText.of("team", new Finding(Problem.VALUE, "a\nb\u202E")))
                .isEqualTo("team is “a↵b‹U+202E›”");
        var longOne = new Finding(Problem.VALUE, "x".repeat(256));
        assertThat(ProblemText.of("team", longOne)).hasSizeLessThan(80).endsWith("…”");
        assertThat(ProblemText.cell("team", longOne).getTitle())
                .hasValueSatisfying(title -> assertThat(title).contains("x".repeat(256)));
        assertThat(ProblemText.cell("team", new Finding(Problem.VALUE, "<b>x</b>"))
                        .getText())
                .isEqualTo("team is “<b>x</b>”");
    }
}
