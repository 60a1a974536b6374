package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnershipEditTest {
    private static final LocalDate OCTOBER = LocalDate.parse("2026-10-01");
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");
    private static final TeamId VISION = new TeamId(1);
    private static final TeamId NLP = new TeamId(2);

    private static final List<OwnershipRule> RULES =
            List.of(rule(1, 1, "vision", null), rule(2, 2, "nlp", null), rule(3, 3, "cv", null));

    private static OwnershipRule rule(int id, int position, String tag, @Nullable LocalDate to) {
        return new OwnershipRule(id, position, VISION, List.of(tag), false, null, null, OwnershipRule.ALWAYS, to, 7);
    }

    private static RuleDraft draft(String tag) {
        return new RuleDraft(NLP, List.of(tag), false, null, null, OwnershipRule.ALWAYS, null);
    }

    private static List<String> said(List<OwnershipRule> rules) {
        return rules.stream()
                .map(rule -> rule.position() + " " + (rule.id() < 0 ? "new" : rule.id()) + " " + rule.tagValues() + " "
                        + rule.team().value()
                        + (rule.from().equals(OwnershipRule.ALWAYS) ? "" : " from " + rule.from())
                        + (rule.to() == null ? "" : " to " + rule.to()))
                .toList();
    }

    @Test
    void aNewRuleIsTriedLastOrBeforeAnother() {
        assertThat(said(new OwnershipEdit.Add(draft("x"), null).applied(RULES)))
                .containsExactly("1 1 [vision] 1", "2 2 [nlp] 1", "3 3 [cv] 1", "4 new [x] 2");
        assertThat(said(new OwnershipEdit.Add(draft("x"), 2).applied(RULES)))
                .containsExactly("1 1 [vision] 1", "2 new [x] 2", "3 2 [nlp] 1", "4 3 [cv] 1");
    }

    @Test
    void aCorrectionHoldsForAllDaysAndKeepsThePlace() {
        assertThat(said(new OwnershipEdit.Correct(2, 7, draft("x")).applied(RULES)))
                .containsExactly("1 1 [vision] 1", "2 2 [x] 2", "3 3 [cv] 1");
    }

    @Test
    void aChangeFromADayOnEndsTheVersionAndBeginsAnotherInItsPlace() {
        assertThat(said(new OwnershipEdit.Change(2, 7, draft("x"), NOVEMBER).applied(RULES)))
                .containsExactly(
                        "1 1 [vision] 1", "2 2 [nlp] 1 to 2026-11-01", "2 new [x] 2 from 2026-11-01", "3 3 [cv] 1");
    }

    @Test
    void anEndedRuleKeepsItsPlaceAndARemovedOneGivesItUp() {
        assertThat(said(new OwnershipEdit.End(1, 7, OCTOBER).applied(RULES)))
                .containsExactly("1 1 [vision] 1 to 2026-10-01", "2 2 [nlp] 1", "3 3 [cv] 1");
        assertThat(said(new OwnershipEdit.Remove(1, 7).applied(RULES))).containsExactly("1 2 [nlp] 1", "2 3 [cv] 1");
    }

    @Test
    void rulesThatTheNewOrderDoesNotNameStayWhereTheyAre() {
        assertThat(said(new OwnershipEdit.Reorder(0, List.of(3, 1)).applied(RULES)))
                .containsExactly("1 3 [cv] 1", "2 2 [nlp] 1", "3 1 [vision] 1");
    }

    @Test
    void versionsOfARuleMoveTogether() {
        List<OwnershipRule> versions = new OwnershipEdit.Change(1, 7, draft("x"), NOVEMBER).applied(RULES);
        assertThat(said(new OwnershipEdit.Reorder(0, List.of(2, 3, 1)).applied(versions)))
                .containsExactly(
                        "1 2 [nlp] 1", "2 3 [cv] 1", "3 1 [vision] 1 to 2026-11-01", "3 new [x] 2 from 2026-11-01");
    }

    @Test
    void versionsThatACorrectionMadeMeetAreParted() {
        List<OwnershipRule> versions = new OwnershipEdit.Change(1, 7, draft("x"), NOVEMBER).applied(RULES);
        List<OwnershipRule> met = new OwnershipEdit.Correct(1, 7, draft("y")).applied(versions);
        assertThat(said(met)).containsExactly("1 1 [y] 2", "2 new [x] 2 from 2026-11-01", "3 2 [nlp] 1", "4 3 [cv] 1");
    }

    @Test
    void rulesThatAreHandedOverChangeTheirTeamFromTheDayOn() {
        List<OwnershipRule> rules = List.of(
                rule(1, 1, "vision", null),
                rule(2, 2, "old", OCTOBER),
                rule(3, 3, "later", null).holding(NOVEMBER.plusDays(3), null),
                rule(4, 4, "until", NOVEMBER.plusDays(9)));
        var all = OwnershipEdit.HandOver.all(rules, VISION, NLP, NOVEMBER);
        assertThat(all.rules()).isEqualTo(Set.of(1, 3, 4));
        assertThat(said(all.applied(rules)))
                .containsExactly(
                        "1 1 [vision] 1 to 2026-11-01",
                        "1 new [vision] 2 from 2026-11-01",
                        "2 2 [old] 1 to 2026-10-01",
                        "3 3 [later] 2 from 2026-11-04",
                        "4 4 [until] 1 to 2026-11-01",
                        "4 new [until] 2 from 2026-11-01 to 2026-11-10");
    }

    @Test
    void aRuleThatIsGoneOrWasChangedIsStale() {
        assertThatThrownBy(() -> new OwnershipEdit.Correct(2, 6, draft("x")).applied(RULES))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> new OwnershipEdit.End(9, 7, OCTOBER).applied(RULES))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> new OwnershipEdit.Add(draft("x"), 9).applied(RULES))
                .isInstanceOf(StaleEdit.class);
    }

    @Test
    void joinedValuesLeaveTheRulesThatNameNothingElseToo() {
        List<OwnershipRule> rules = List.of(
                rule(1, 1, "visoin", null),
                new OwnershipRule(
                        2, 2, NLP, List.of("nlp", "VISION"), false, null, null, OwnershipRule.ALWAYS, null, 7),
                new OwnershipRule(
                        3, 3, NLP, List.of("visoin"), false, List.of("1"), null, OwnershipRule.ALWAYS, null, 7),
                rule(4, 4, "vision", null));
        assertThat(said(new OwnershipEdit.Join(4, 7, List.of("visoin", "VISION", "vision")).applied(rules)))
                .containsExactly("1 2 [nlp] 2", "2 3 [visoin] 2", "3 4 [vision, visoin, VISION] 1");
        assertThatThrownBy(() -> new OwnershipEdit.Join(4, 6, List.of("visoin")).applied(rules))
                .isInstanceOf(StaleEdit.class);
    }

    @Test
    void joinedValuesStayWithOtherRulesOnDaysBeforeTheTargets() {
        List<OwnershipRule> rules =
                List.of(rule(1, 1, "visoin", null), rule(2, 2, "vision", null).holding(OCTOBER, NOVEMBER));
        assertThat(said(new OwnershipEdit.Join(2, 7, List.of("visoin")).applied(rules)))
                .containsExactly(
                        "1 1 [visoin] 1 to 2026-10-01",
                        "1 new [visoin] 1 from 2026-11-01",
                        "2 2 [vision, visoin] 1 from 2026-10-01 to 2026-11-01");
    }

    @Test
    void joinedValuesLeaveRulesOfAnyCaseWhateverTheirCase() {
        List<OwnershipRule> rules = List.of(
                new OwnershipRule(1, 1, NLP, List.of("Visoin"), true, null, null, OwnershipRule.ALWAYS, null, 7),
                new OwnershipRule(2, 2, VISION, List.of("vision"), true, null, null, OwnershipRule.ALWAYS, null, 7));
        assertThat(said(new OwnershipEdit.Join(2, 7, List.of("VISOIN", "VISION")).applied(rules)))
                .containsExactly("1 2 [vision, VISOIN] 1");
    }
}
