package dev.bursar.tagging.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bursar.tagging.policy.PolicyRefused.Field;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyChecksTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final ValueRule ANY = new ValueRule.Any();

    private static TagPolicy policy(String name, String key, ValueRule rule) {
        return new TagPolicy(0, name, key, false, rule, null, null, false, false, DAY, 14, 0);
    }

    private static void refused(TagPolicy policy, Field field, String words) {
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> PolicyChecks.of(policy, Set.of("Owner")))
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo(field);
                    assertThat(problem.sentence()).contains(words);
                });
    }

    private static void refused(ValueRule rule, Field field, String words) {
        refused(policy("Team", "team", rule), field, words);
    }

    @Test
    void aNameIsNeededAndOnlyOnce() {
        refused(policy(" ", "team", ANY), Field.NAME, "Enter a name");
        refused(policy("x".repeat(101), "team", ANY), Field.NAME, "100 characters");
        refused(policy("a\nb", "team", ANY), Field.NAME, "one line");
        refused(policy("oWNER ", "team", ANY), Field.NAME, "Another policy");
    }

    @Test
    void aKeyIsOneThatPeopleCanSet() {
        refused(policy("Team", "", ANY), Field.KEY, "Enter the key");
        refused(policy("Team", "x".repeat(129), ANY), Field.KEY, "128 characters");
        refused(policy("Team", " AWS:createdBy", ANY), Field.KEY, "aws:");
        assertThat(PolicyChecks.of(policy("Team", " " + "x".repeat(128), ANY), Set.of())
                        .key())
                .isEqualTo("x".repeat(128));
    }

    @Test
    void aListHasValuesThatTagsCanHave() {
        refused(new ValueRule.OneOf(List.of()), Field.VALUES, "at least one");
        refused(new ValueRule.OneOf(List.of(" ")), Field.VALUES, "at least one");
        refused(new ValueRule.OneOf(List.of("x".repeat(257))), Field.VALUES, "256");
        refused(
                new ValueRule.OneOf(
                        IntStream.range(0, 1_001).mapToObj(String::valueOf).toList()),
                Field.VALUES,
                "1,000");
        assertThat(PolicyChecks.of(
                                policy("Team", "team", new ValueRule.OneOf(List.of(" prod", "prod", "dev", ""))),
                                Set.of())
                        .rule())
                .isEqualTo(new ValueRule.OneOf(List.of("prod", "dev")));
    }

    @Test
    void aPatternIsOneThatCanBeUsed() {
        refused(new ValueRule.Matching(""), Field.PATTERN, "Enter a pattern");
        refused(new ValueRule.Matching("x".repeat(501)), Field.PATTERN, "500");
        refused(new ValueRule.Matching("cc-["), Field.PATTERN, "RE2");
        refused(new ValueRule.Matching("(a)\\1"), Field.PATTERN, "RE2");
        refused(new ValueRule.Matching("(?=a)a"), Field.PATTERN, "RE2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "((((((a{50}){50}){50}){50}){50}){50})",
                "(?:(?:[]{1}]{999}){999}){999}",
                "([[:alpha:]\\]]{500}){500}",
                "\\Q[\\E((a{999}){999})",
                "(x(y{99999}))",
                "((a{2,}b{3,900}){900,}){2}"
            })
    @Timeout(10)
    void aPatternThatRepeatsWhatIsRepeatedIsRefusedBeforeItTakesAllMemory(String pattern) {
        refused(new ValueRule.Matching(pattern), Field.PATTERN, "repeats too much");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9]{4}",
                "cc-[0-9]{4}",
                "[a-z]{1,63}(-[a-z0-9]{1,63}){0,5}",
                "\\p{L}+",
                "(a|b){2}\\{900\\}",
                "[{900}]{3}",
                "a{,900}"
            })
    void aUsualPatternIsTaken(String pattern) {
        assertThat(TagPattern.problem(pattern)).isEmpty();
    }

    @Test
    @Timeout(10)
    void aPatternThatOthersTakeForeverOnRunsInLinearTime() {
        var check = new PolicyCheck(
                PolicyChecks.of(policy("Team", "team", new ValueRule.Matching("(a+)+$")), Set.of()),
                new TeamValues(List.of()));
        long start = System.nanoTime();
        assertThat(check.of(Map.of("team", "a".repeat(100_000) + "!")))
                .get()
                .extracting(Finding::problem)
                .isEqualTo(Problem.VALUE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private static TagPolicy scoped(
            @Nullable List<String> types, @Nullable List<String> accounts, LocalDate from, int grace) {
        return new TagPolicy(0, "Team", "team", false, ANY, types, accounts, false, false, from, grace, 0);
    }

    @Test
    void scopeDayAndGraceAreWithinLimits() {
        refused(scoped(List.of(), null, DAY, 0), Field.TYPES, "at least one type");
        refused(scoped(null, List.of(" "), DAY, 0), Field.ACCOUNTS, "at least one account");
        refused(scoped(List.copyOf(types(201)), null, DAY, 0), Field.TYPES, "at most 200");
        refused(scoped(null, null, DAY, 366), Field.GRACE, "365");
        refused(scoped(null, null, DAY, -1), Field.GRACE, "365");
        refused(scoped(null, null, LocalDate.of(1999, 12, 31), 0), Field.FROM, "2000");
        assertThat(PolicyChecks.of(scoped(Collections.nCopies(300, "ec2:instance"), null, DAY, 365), Set.of())
                        .types())
                .containsExactly("ec2:instance");
    }

    private static List<String> types(int count) {
        return IntStream.range(0, count).mapToObj(one -> "type:" + one).toList();
    }
}
