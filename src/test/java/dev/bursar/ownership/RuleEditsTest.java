package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.TeamRules.RuleEdits;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleEditsTest {
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final TeamId VISION = new TeamId(1);
    private static final TeamId RESEARCH = new TeamId(2);
    private static final TeamId MADE = new TeamId(9);

    private static OwnershipRule rule(
            int id, int position, TeamId team, @Nullable List<String> tags, LocalDate from, @Nullable LocalDate to) {
        return new OwnershipRule(
                id, position, team, tags, true, tags == null ? List.of("012345678901") : null, null, from, to, 3);
    }

    private static final List<OwnershipRule> RULES = List.of(
            rule(1, 1, VISION, List.of("vision", "cv"), OwnershipRule.ALWAYS, null),
            rule(2, 2, RESEARCH, List.of("research"), OwnershipRule.ALWAYS, null),
            rule(3, 3, VISION, null, OwnershipRule.ALWAYS, null),
            rule(4, 4, VISION, List.of("old"), OwnershipRule.ALWAYS, NOVEMBER),
            rule(5, 5, VISION, List.of("soon"), NOVEMBER.plusDays(1), null));

    private static List<String> words(List<OwnershipRule> rules) {
        return rules.stream()
                .map(rule -> rule.team().value() + " " + (rule.tagValues() == null ? "account" : rule.tagValues())
                        + (rule.from().equals(OwnershipRule.ALWAYS) ? "" : " from " + rule.from())
                        + (rule.to() == null ? "" : " to " + rule.to()))
                .toList();
    }

    @Test
    void mergedTeamsRulesBecomeTheSuccessorsFromTheDayOn() {
        assertThat(words(RuleEdits.applied(RULES, RuleEdits.end(RULES, VISION, RESEARCH, NOVEMBER))))
                .containsExactly(
                        "1 [vision, cv] to 2026-11-01",
                        "2 [vision, cv] from 2026-11-01",
                        "2 [research]",
                        "1 account to 2026-11-01",
                        "2 account from 2026-11-01",
                        "1 [old] to 2026-11-01",
                        "2 [soon] from 2026-11-02");
    }

    @Test
    void anEndedTeamsRulesEndAndThoseToComeAreGone() {
        assertThat(words(RuleEdits.applied(RULES, RuleEdits.end(RULES, VISION, null, NOVEMBER))))
                .containsExactly(
                        "1 [vision, cv] to 2026-11-01",
                        "2 [research]",
                        "1 account to 2026-11-01",
                        "1 [old] to 2026-11-01");
        assertThat(RuleEdits.end(RULES, MADE, null, NOVEMBER)).isEmpty();
        assertThat(RuleEdits.end(RULES, MADE, RESEARCH, NOVEMBER)).isEmpty();
    }

    @Test
    void aSplitTakesWholeRulesAndSingleTagValues() {
        var parts = List.of(new RulePart(RULES.get(0), List.of("cv")), new RulePart(RULES.get(2), null));
        assertThat(words(RuleEdits.applied(RULES, RuleEdits.split(parts, MADE, NOVEMBER))))
                .containsExactly(
                        "9 [cv] from 2026-11-01",
                        "1 [vision, cv] to 2026-11-01",
                        "1 [vision] from 2026-11-01",
                        "2 [research]",
                        "1 account to 2026-11-01",
                        "9 account from 2026-11-01",
                        "1 [old] to 2026-11-01",
                        "1 [soon] from 2026-11-02");
    }

    @Test
    void allTagValuesAreTheWholeRule() {
        var all = List.of(new RulePart(RULES.get(0), List.of("cv", "vision")));
        assertThat(words(RuleEdits.applied(RULES, RuleEdits.split(all, MADE, NOVEMBER))))
                .startsWith("1 [vision, cv] to 2026-11-01", "9 [vision, cv] from 2026-11-01");
    }

    @Test
    void aRuleThatBeginsLaterIsSharedFromItsFirstDay() {
        var soon = rule(5, 5, VISION, List.of("soon", "later"), NOVEMBER.plusDays(1), null);
        var parts = List.of(new RulePart(soon, List.of("later")));
        assertThat(words(RuleEdits.applied(List.of(soon), RuleEdits.split(parts, MADE, NOVEMBER))))
                .containsExactly("9 [later] from 2026-11-02", "1 [soon] from 2026-11-02");
    }
}
