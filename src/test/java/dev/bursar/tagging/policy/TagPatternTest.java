package dev.bursar.tagging.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bursar.tagging.policy.PolicyRefused.Why;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RE2 makes of a pattern is bounded before it is made. */
class TagPatternTest {
    private static final List<String> PARTS = List.of(
            "a",
            "[b-d]",
            "[^]x]",
            "[[:alpha:]\\]{3}]",
            "\\p{L}",
            "\\pN",
            "\\x{2013}",
            "\\x41",
            "[\\x{2013}]",
            "\\{",
            "\\Q{9}\\E",
            "(",
            "(?:",
            "(?i:",
            "(?P<n>",
            ")",
            ")",
            "|",
            "*",
            "+?",
            "?",
            "{2}",
            "{0,3}",
            "{2,}",
            "{0}",
            "{1,2}",
            "^",
            "$",
            "\\b",
            ".");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((){9}){999}){999}",
                "((?:){999}){999}",
                "((|){999}){999}",
                "((^){999}){999}",
                "((\\b$){999}){99}",
                "((()*){999}){999}",
                "(?:(\\x{2013}){999}){99}"
            })
    @Timeout(10)
    void whatRepeatsNothingOftenIsRefused(String pattern) {
        assertThat(TagPattern.problem(pattern)).contains(Why.PATTERN_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\x{2013}",
                "cc-\\x{2013}?[0-9]{4}",
                "[\\x{2013}-\\x{2015}]{3}",
                "\\p{Greek}{60}",
                "(?:[a-z]{63}\\.){5}"
            })
    void codePointsAndUsualRepetitionsAreTaken(String pattern) {
        assertThat(TagPattern.problem(pattern)).isEmpty();
    }

    @Test
    @Timeout(60)
    void theProgramIsNeverLargerThanItsBound() {
        var random = new Random(7);
        int compiled = 0;
        for (int i = 0; i < 40_000; i++) {
            var text = new StringBuilder();
            for (int part = random.nextInt(1, 14); part > 0; part--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            String pattern = text.append(")".repeat(Math.max(0, open(text)))).toString();
            long bound = TagPattern.size(pattern);
            if (bound > 5_000) {
                continue;
            }
            try {
                for (int flags : new int[] {0, Pattern.CASE_INSENSITIVE}) {
                    assertThat((long) Pattern.compile(pattern, flags).programSize())
                            .as(pattern)
                            .isLessThanOrEqualTo(bound);
                }
                compiled++;
            } catch (PatternSyntaxException e) {
                continue; // refused before anything is made of it
            }
        }
        assertThat(compiled).isGreaterThan(5_000);
    }

    private static int open(CharSequence text) {
        return (int) text.chars().filter(c -> c == '(').count()
                - (int) text.chars().filter(c -> c == ')').count();
    }
}
