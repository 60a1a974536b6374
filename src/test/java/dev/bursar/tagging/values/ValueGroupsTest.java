package dev.bursar.tagging.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.tagging.values.ValueGroup.Other;
import dev.bursar.tagging.values.ValueGroups.Pair;
import dev.bursar.tagging.values.ValueLikeness.Likeness;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class ValueGroupsTest {
    private static final List<String> WORDS = List.of(
            "platform",
            "Platform",
            "PLATFORM ",
            "platfrom",
            "plattform",
            "search",
            "Search",
            "research",
            "team-1",
            "team-2",
            "Team-1",
            "fraud",
            "fruad",
            "recommendations",
            "recomendation",
            "\u200B",
            "ml",
            "ML");

    private static TagValue value(String text, long cost, String team, int months, int rule) {
        return new TagValue(
                text, List.of(BigMoney.of(CurrencyUnit.USD, BigDecimal.valueOf(cost))), team, rule == 0, months, rule);
    }

    private static List<String> others(ValueGroup group) {
        return group.others().stream().map(other -> other.value().text()).toList();
    }

    @Test
    void whatARuleNamesIsTheTargetThenWhatCostsMost() {
        List<ValueGroup> groups = ValueGroups.of(
                List.of(
                        value("platfrom", 900, "Unallocated", 1, 0),
                        value("platform", 100, "Platform", 4, 3),
                        value("PLATFORM", 500, "Unallocated", 4, 0),
                        value("fruad", 7, "Unallocated", 1, 0),
                        value("fraud", 8, "Unallocated", 1, 0),
                        value("vision", 8, "Vision", 1, 4)),
                Set.of());
        assertThat(groups).extracting(group -> group.target().text()).containsExactly("platform", "fraud");
        assertThat(others(groups.getFirst())).containsExactly("PLATFORM", "platfrom");
        assertThat(others(groups.getLast())).containsExactly("fruad");
    }

    @Test
    void whatOneRuleNamesIsJoinedAlready() {
        assertThat(ValueGroups.of(
                        List.of(value("platform", 9, "Platform", 4, 3), value("PLATFORM", 5, "Platform", 4, 3)),
                        Set.of()))
                .isEmpty();
    }

    @Test
    void longStandingTeamsWithMuchSpendAreOnlyMaybeTheSame() {
        var search = value("search-ads", 1_000, "Search ads", 4, 1);
        Other maybe = ValueGroups.of(List.of(search, value("search-abs", 400, "Brakes", 3, 2)), Set.of())
                .getFirst()
                .others()
                .getFirst();
        assertThat(maybe.sure()).isFalse();
        assertThat(maybe.likeness()).isEqualTo(Likeness.NEAR);
        for (TagValue error : List.of(
                value("search-abs", 99, "Brakes", 3, 2), // little
                value("search-abs", 400, "Brakes", 2, 2), // new
                value("search-abs", 400, "Unallocated", 3, 0), // nobody's
                value("Search-Ads", 400, "Other", 3, 2))) { // the same word
            assertThat(ValueGroups.of(List.of(search, error), Set.of())
                            .getFirst()
                            .others()
                            .getFirst()
                            .sure())
                    .as(error.toString())
                    .isTrue();
        }
    }

    @Test
    void whatPeopleKeptApartIsNotSuggested() {
        var values = List.of(value("platform", 9, "P", 4, 1), value("platfrom", 5, "Q", 4, 0));
        assertThat(ValueGroups.of(values, Set.of(Pair.of("platfrom", "platform"))))
                .isEmpty();
        assertThat(Pair.of("b", "a")).isEqualTo(Pair.of("a", "b"));
    }

    /** Whatever the values: no value twice, only similar ones, no order of theirs matters, and nothing kept apart is joined. */
    @Test
    void groupsHoldTheirPromisesForAnyValues() {
        var random = new Random(11);
        for (int i = 0; i < 300; i++) {
            var values = new ArrayList<TagValue>();
            for (String word : WORDS) {
                if (random.nextBoolean()) {
                    int rule = random.nextInt(4);
                    values.add(value(
                            word,
                            random.nextInt(5),
                            rule == 0 ? "Unallocated" : "T" + rule,
                            1 + random.nextInt(4),
                            rule));
                }
            }
            var distinct = new HashSet<Pair>();
            for (int pair = 0; pair < 3; pair++) {
                distinct.add(Pair.of(WORDS.get(random.nextInt(WORDS.size())), WORDS.get(random.nextInt(WORDS.size()))));
            }
            List<ValueGroup> groups = ValueGroups.of(values, distinct);
            assertThat(groups.stream()
                            .flatMap(group ->
                                    Stream.concat(Stream.of(group.target().text()), others(group).stream())))
                    .doesNotHaveDuplicates();
            for (ValueGroup group : groups) {
                assertThat(group.others()).isNotEmpty();
                for (Other other : group.others()) {
                    String one = other.value().text();
                    String target = group.target().text();
                    assertThat(ValueLikeness.of(one, target))
                            .isEqualTo(other.likeness())
                            .isNotEqualTo(Likeness.NONE);
                    assertThat(distinct).doesNotContain(Pair.of(one, target));
                    assertThat(one.replaceAll("\\D", "")).isEqualTo(target.replaceAll("\\D", ""));
                    assertThat(other.value().rule() != 0
                                    && other.value().rule() == group.target().rule())
                            .isFalse();
                }
            }
            Collections.shuffle(values, random);
            assertThat(ValueGroups.of(values, distinct)).isEqualTo(groups);
        }
    }
}
