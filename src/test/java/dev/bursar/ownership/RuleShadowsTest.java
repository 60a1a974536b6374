package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import module java.base;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleShadowsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-10-01");
    private static final TeamId TEAM = new TeamId(1);

    private static OwnershipRule rule(
            int id,
            @Nullable List<String> tags,
            boolean anyCase,
            @Nullable List<String> accounts,
            @Nullable List<String> services) {
        return new OwnershipRule(id, id, TEAM, tags, anyCase, accounts, services, OwnershipRule.ALWAYS, null, 0);
    }

    private static OwnershipRule tag(int id, boolean anyCase, String... tags) {
        return rule(id, List.of(tags), anyCase, null, null);
    }

    private static List<Integer> over(OwnershipRule... rules) {
        return RuleShadows.of(List.of(rules)).getOrDefault(rules[rules.length - 1].id(), List.of()).stream()
                .map(OwnershipRule::id)
                .toList();
    }

    @Test
    void aRuleBehindOneThatClaimsAllOfItIsNeverReached() {
        assertThat(over(tag(1, false, "a", "b"), tag(2, false, "b"))).containsExactly(1);
        assertThat(over(tag(1, true, "a"), tag(2, false, "A "))).containsExactly(1);
        assertThat(over(rule(1, null, false, List.of("1"), null), rule(2, List.of("a"), true, List.of("1"), null)))
                .containsExactly(1);
    }

    @Test
    void aRuleOfWhichAnythingIsLeftIsReached() {
        assertThat(over(tag(1, false, "a"), tag(2, false, "a", "b"))).isEmpty();
        assertThat(over(tag(1, false, "a"), tag(2, true, "a"))).isEmpty();
        assertThat(over(rule(1, List.of("a"), false, List.of("1"), null), tag(2, false, "a")))
                .isEmpty();
        assertThat(over(tag(1, false, "a"), rule(2, null, false, List.of("1"), null)))
                .isEmpty();
        assertThat(over(tag(1, false, "a").holding(DAY, null), tag(2, false, "a")))
                .isEmpty();
        assertThat(over(tag(1, false, "a").holding(OwnershipRule.ALWAYS, DAY), tag(2, false, "a")))
                .isEmpty();
    }

    @Test
    void severalRulesMayClaimAllOfItTogether() {
        assertThat(over(tag(1, false, "a"), tag(2, false, "x"), tag(3, false, "b"), tag(4, false, "a", "b")))
                .containsExactly(1, 3);
        assertThat(over(
                        tag(1, false, "a").holding(OwnershipRule.ALWAYS, DAY),
                        tag(2, false, "a").holding(DAY, null),
                        tag(3, false, "a")))
                .containsExactly(1, 2);
    }

    @Test
    void thousandsOfRulesAreLookedThroughInPassing() {
        var rules = new ArrayList<OwnershipRule>();
        for (int i = 1; i <= 2_000; i++) {
            rules.add(tag(i, true, "team " + i, "alias " + i));
        }
        assertThat(RuleShadows.of(rules)).isEmpty();
    }

    @Property(tries = 500)
    void aRuleSaidToBeNeverReachedOwnsNothingOnAnyDay(@ForAll("ruleLists") List<OwnershipRule> rules) {
        Map<Integer, List<OwnershipRule>> shadows = RuleShadows.of(rules);
        var ownership = new Ownership(rules);
        for (LocalDate day = DAY.minusDays(1); day.isBefore(DAY.plusDays(6)); day = day.plusDays(1)) {
            for (String tag : List.of("", "a", "A", "b", "B", "c")) {
                for (String account : List.of("1", "2", "3")) {
                    for (String service : List.of("s", "t", "u")) {
                        assertThat(shadows)
                                .doesNotContainKey(
                                        ownership.of(day, account, service, tag).rule());
                    }
                }
            }
        }
        shadows.forEach((id, over) -> assertThat(over).allMatch(rule -> rule.position() < position(rules, id)));
    }

    private static int position(List<OwnershipRule> rules, int id) {
        return rules.stream()
                .filter(rule -> rule.id() == id)
                .findFirst()
                .orElseThrow()
                .position();
    }

    @Provide
    Arbitrary<List<OwnershipRule>> ruleLists() {
        Arbitrary<OwnershipRule> rule = Combinators.combine(
                        Arbitraries.of("a", "A", "b", "c").list().ofMaxSize(2),
                        Arbitraries.of(true, false),
                        Arbitraries.of("1", "2").list().ofMaxSize(2),
                        Arbitraries.of("s", "t").list().ofMaxSize(1),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 5))
                .as((tags, anyCase, accounts, services, from, days) -> new RuleDraft(
                                TEAM,
                                tags.isEmpty() && accounts.isEmpty() && services.isEmpty() ? List.of("a") : tags,
                                anyCase,
                                accounts,
                                services,
                                from == 0 ? OwnershipRule.ALWAYS : DAY.plusDays(from),
                                days == 5 ? null : DAY.plusDays(from + days))
                        .rule(0));
        return rule.list().ofMinSize(2).ofMaxSize(6).map(some -> {
            var numbered = new ArrayList<OwnershipRule>();
            for (int i = 0; i < some.size(); i++) {
                numbered.add(some.get(i).at(i + 1).numbered(i + 1, 0));
            }
            return numbered;
        });
    }

    @Test
    void aCallerOfAnyAccountCoversThatOfOne() {
        OwnershipRule any = callers(1, "role/ChatApp", "role/Batch");
        assertThat(RuleShadows.of(List.of(any, callers(2, "012345678901:role/ChatApp"))))
                .containsOnlyKeys(2);
        assertThat(RuleShadows.of(List.of(callers(1, "012345678901:role/ChatApp"), callers(2, "role/ChatApp"))))
                .isEmpty();
        assertThat(RuleShadows.of(List.of(any, callers(2, "role/ChatApp", "user/ci"))))
                .isEmpty();
        assertThat(RuleShadows.of(List.of(any, rule(2, List.of("x"), false, null, null))))
                .as("charges without a caller are left")
                .isEmpty();
    }

    @Test
    void aClusterOfAnyRegionCoversANamespaceOfOne() {
        OwnershipRule any = parts(1, List.of("ml"), null, null);
        OwnershipRule vision = parts(2, List.of("012345678901/us-east-1/ml"), List.of("vision"), List.of("train"));
        assertThat(RuleShadows.of(List.of(any, vision))).containsOnlyKeys(2);
        assertThat(RuleShadows.of(List.of(vision, any))).isEmpty();
        assertThat(RuleShadows.of(List.of(any, parts(2, null, List.of("vision"), null))))
                .as("a namespace of another cluster")
                .isEmpty();
    }

    private static OwnershipRule parts(
            int id,
            @Nullable List<String> clusters,
            @Nullable List<String> namespaces,
            @Nullable List<String> workloads) {
        return new OwnershipRule(
                id,
                id,
                TEAM,
                null,
                false,
                null,
                null,
                null,
                null,
                clusters,
                namespaces,
                workloads,
                OwnershipRule.ALWAYS,
                null,
                0);
    }

    private static OwnershipRule callers(int id, String... callers) {
        return new OwnershipRule(
                id,
                id,
                TEAM,
                null,
                false,
                null,
                null,
                List.of(callers),
                null,
                null,
                null,
                null,
                OwnershipRule.ALWAYS,
                null,
                0);
    }
}
