package dev.bursar.budgets.aws;

import static dev.bursar.budgets.aws.SampleBudgets.and;
import static dev.bursar.budgets.aws.SampleBudgets.budget;
import static dev.bursar.budgets.aws.SampleBudgets.expression;
import static dev.bursar.budgets.aws.SampleBudgets.tagged;
import static dev.bursar.budgets.aws.SampleBudgets.types;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.aws.AwsBudgetReader.FilterReading;
import dev.bursar.budgets.aws.TeamMatch.Matched;
import dev.bursar.budgets.aws.TeamMatch.Unmatched;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A budget is a team's only where it counts exactly what the team's tag rule claims. */
class TeamMatchTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final TeamId SEARCH = new TeamId(1);
    private static final TeamId LAKE = new TeamId(2);
    private static final TeamId PLATFORM = new TeamId(3);
    private static final Map<TeamId, String> NAMES = Map.of(SEARCH, "Search", LAKE, "Data Lake", PLATFORM, "Platform");
    private static final Set<String> CHARGED =
            Set.of("search", "data-lake", "data$lake", "platform", "Platform", "PLATFORM", "shared", "proto-x");

    private final List<OwnershipRule> rules = new ArrayList<>(List.of(
            rule(1, SEARCH, List.of("search", "find"), false, null, null),
            rule(2, LAKE, List.of("data-lake", "data$lake"), false, null, null),
            rule(3, PLATFORM, List.of("platform"), true, null, null),
            rule(4, SEARCH, List.of("shared"), false, List.of("123456789012"), null),
            rule(5, LAKE, List.of("shared"), false, null, null),
            rule(6, SEARCH, null, false, List.of("654321098765"), null)));

    private static OwnershipRule rule(
            int id,
            TeamId team,
            @Nullable List<String> values,
            boolean anyCase,
            @Nullable List<String> accounts,
            @Nullable List<String> services) {
        return new OwnershipRule(id, id, team, values, anyCase, accounts, services, OwnershipRule.ALWAYS, null, 0);
    }

    private TeamMatch match(AwsBudget budget, String... keys) {
        return match(budget, Optional.of(List.of(keys)));
    }

    private TeamMatch match(AwsBudget budget, Optional<List<String>> keys) {
        return TeamMatch.of(
                FilterReading.of(budget.filter()),
                CostBasis.of(budget),
                keys,
                new TeamTags(rules, CHARGED, TODAY),
                NAMES);
    }

    private TeamMatch match(AwsFilter filter) {
        return match(budget(filter), "team");
    }

    private void matches(AwsFilter filter, TeamId team, CostMetric metric, Set<String> without) {
        assertThat(match(filter)).isInstanceOfSatisfying(Matched.class, matched -> {
            assertThat(matched.team()).isEqualTo(team);
            assertThat(matched.basis().metric()).isEqualTo(metric);
            assertThat(matched.basis().without()).isEqualTo(without);
        });
    }

    private void differs(AwsFilter filter, String reason) {
        differs(match(filter), reason);
    }

    private static void differs(TeamMatch match, String reason) {
        assertThat(match)
                .isInstanceOfSatisfying(
                        Unmatched.class,
                        unmatched -> assertThat(WhyUnmatchedText.why(unmatched.why()))
                                .isEqualTo(reason));
    }

    @Test
    void aTeamsTagRuleIsMatchedInEitherForm() {
        matches(tagged("user:team$search"), SEARCH, CostMetric.BILLED, Set.of());
        matches(tagged("user:team$data-lake", "user:team$data$lake"), LAKE, CostMetric.BILLED, Set.of());
        matches(
                types(tagged("user:team$search"), Map.of("UseAmortized", true, "IncludeTax", true)),
                SEARCH,
                CostMetric.EFFECTIVE,
                Set.of());
        matches(
                expression("{\"Tags\":{\"Key\":\"team\",\"Values\":[\"search\"]}}", "NetAmortizedCost"),
                SEARCH,
                CostMetric.EFFECTIVE,
                Set.of());
        matches(
                expression(
                        "{\"Tags\":{\"Key\":\"user:team\",\"Values\":[\"PlatForm\"],\"MatchOptions\":[\"EQUALS\",\"CASE_INSENSITIVE\"]}}",
                        "UnblendedCost"),
                PLATFORM,
                CostMetric.BILLED,
                Set.of());
    }

    @Test
    void anAliasThatNoChargeHasChangesNothing() {
        matches(tagged("user:team$search", "user:team$find"), SEARCH, CostMetric.BILLED, Set.of());
    }

    @Test
    void whatAwsLeavesOutIsLeftOutOfOurFigureToo() {
        matches(
                types(tagged("user:team$search"), Map.of("IncludeCredit", false, "IncludeTax", false)),
                SEARCH,
                CostMetric.BILLED,
                Set.of("Credit", "Tax"));
        matches(expression("""
                        {"And":[{"Tags":{"Key":"team","Values":["search"],"MatchOptions":["EQUALS"]}},
                                {"Not":{"Dimensions":{"Key":"RECORD_TYPE","Values":["Credit","Refund"]}}}]}""", "AmortizedCost"), SEARCH, CostMetric.EFFECTIVE, Set.of("Credit", "Refund"));
    }

    @Test
    void everythingElseHasAReason() {
        differs(and(tagged("user:team$search"), "Service", "Amazon SageMaker"), "Also filters by a service");
        differs(
                and(and(tagged("user:team$search"), "Region", "us-east-1"), "NewFilter", "x"),
                "Also filters by a Region and \u201CNewFilter\u201D");
        differs(tagged("team$search"), "Its tag filter lacks \u201Cuser:\u201D");
        differs(
                tagged("user:project$atlas"),
                "Filters on the tag \u201Cproject\u201D; teams are named by \u201Cteam\u201D");
        differs(tagged("user:team$search", "user:environment$prod"), "Also filters by the tag \u201Cenvironment\u201D");
        differs(tagged("user:team$proto-x"), "No rule gives the tag value \u201Cproto-x\u201D to one team");
        differs(tagged("user:team$shared"), "No rule gives the tag value \u201Cshared\u201D to one team");
        differs(tagged("user:team$"), "Includes untagged costs");
        differs(tagged("user:team$search", "user:team$data-lake"), "Its tag values belong to 2 teams");
        differs(
                tagged("user:team$platform"),
                "Has 1 of the 3 tag values of Platform: \u201CPLATFORM\u201D, \u201CPlatform\u201D are missing");
        differs(
                tagged("user:team$data$lake"),
                "Has 1 of the 2 tag values of Data Lake: \u201Cdata-lake\u201D is missing");
        differs(new AwsFilter(Map.of(), Map.of(), null, List.of()), "Counts all costs, not those of a team");
        differs(
                and(new AwsFilter(Map.of(), Map.of(), null, List.of()), "LinkedAccount", "1"),
                "Filters on an account, not on the tag of a team");
        differs(match(budget(tagged("user:team$search"))), "No tag names teams yet");
        differs(
                match(budget(tagged("user:team$search")), Optional.empty()),
                "Other tags name teams on some days of its period");
        differs(
                match(budget(tagged("user:team$search")), "team", "iamPrincipal/team"),
                "Filters on the tag \u201Cteam\u201D; teams are named by \u201Cteam\u201D, then \u201CiamPrincipal/team\u201D");
    }

    private static final String SECOND = """
            {"And":[{"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},
                    {"Tags":{"Key":"user:iamPrincipal/team","Values":["find","search"]}}]}""";
    private static final String FIRST = "{\"Tags\":{\"Key\":\"user:team\",\"Values\":[\"search\",\"find\"]}}";

    @Test
    void anOrderOfKeysIsMatchedInWhicheverOrderAwsWritesIt() {
        for (String ways : List.of(FIRST + "," + SECOND, SECOND + "," + FIRST)) {
            AwsBudget budget = budget(expression("{\"Or\":[" + ways + "]}", "UnblendedCost"));
            for (String caller : List.of("iamPrincipal/team", "user:iamPrincipal/team")) {
                assertThat(match(budget, "team", caller))
                        .isInstanceOfSatisfying(
                                Matched.class,
                                matched -> assertThat(matched.team()).isEqualTo(SEARCH));
            }
            differs(
                    match(budget, "team"),
                    "Filters on the tag \u201Cteam\u201D, then \u201CiamPrincipal/team\u201D; teams are named by \u201Cteam\u201D");
            differs(
                    match(budget, "iamPrincipal/team", "team"),
                    "Filters on the tag \u201Cteam\u201D, then \u201CiamPrincipal/team\u201D; teams are named by"
                            + " \u201CiamPrincipal/team\u201D, then \u201Cteam\u201D");
        }
        assertThat(match(
                        budget(expression(
                                "{\"And\":[{\"Or\":[" + FIRST + "," + SECOND
                                        + "]},{\"Not\":{\"Dimensions\":{\"Key\":\"RECORD_TYPE\",\"Values\":[\"Tax\"]}}}]}",
                                "UnblendedCost")),
                        "team",
                        "iamPrincipal/team"))
                .isInstanceOfSatisfying(
                        Matched.class,
                        matched -> assertThat(matched.basis().without()).containsExactly("Tax"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [{"Tags":{"Key":"team","Values":["search"]}},{"Tags":{"Key":"iamPrincipal/team","Values":["search"]}}]
            [{"Tags":{"Key":"team","Values":["search"]}},{"And":[{"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},{"Tags":{"Key":"iamPrincipal/team","Values":["find"]}}]}]
            [{"Tags":{"Key":"team","Values":["search"]}},{"And":[{"Tags":{"Key":"squad","MatchOptions":["ABSENT"]}},{"Tags":{"Key":"iamPrincipal/team","Values":["search"]}}]}]
            [{"Tags":{"Key":"team","Values":["search"]}},{"And":[{"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},{"Tags":{"Key":"team","Values":["search"]}}]}]
            [{"Tags":{"Key":"team","Values":["search"]}},{"And":[{"Tags":{"Key":"team","Values":["x"],"MatchOptions":["ABSENT"]}},{"Tags":{"Key":"iamPrincipal/team","Values":["search"]}}]}]
            [{"Tags":{"Key":"team","Values":["search"]}},{"And":[{"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},{"Dimensions":{"Key":"SERVICE","Values":["x"]}},{"Tags":{"Key":"iamPrincipal/team","Values":["search"]}}]}]
            [{"Tags":{"Key":"team","Values":["search"]}},{"And":[{"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},{"Tags":{"Key":"iamPrincipal/team","Values":["search"],"MatchOptions":["STARTS_WITH"]}}]}]
            [{"Tags":{"Key":"team","Values":["search"]}},{"Tags":{"Key":"team","MatchOptions":["ABSENT"]}}]
            [{"Tags":{"Key":"team","Values":["search"]}}]
            []
            """)
    void otherAlternativesAreNotMatched(String ways) {
        differs(
                match(budget(expression("{\"Or\":" + ways + "}", "UnblendedCost")), "team", "iamPrincipal/team"),
                "Has a filter that Bursar doesn\u2019t compare");
    }

    @Test
    void costsThatBursarHasNotAreNotCompared() {
        differs(types(tagged("user:team$search"), Map.of("UseBlended", true)), "Counts blended cost");
        differs(types(tagged("user:team$search"), Map.of("IncludeUpfront", false)), "Leaves out upfront fees");
        differs(types(tagged("user:team$search"), Map.of("IncludeMagic", false)), "Leaves out \u201CMagic\u201D");
        differs(
                expression("{\"Tags\":{\"Key\":\"team\",\"Values\":[\"search\"]}}", "NormalizedUsageAmount"),
                "Counts \u201CNormalizedUsageAmount\u201D, which Bursar doesn\u2019t compare");
        differs(
                match(budget("USAGE", "MONTHLY", tagged("user:team$search"), null, null, null), "team"),
                "Counts usage, not costs");
        differs(
                match(budget("CARBON", "MONTHLY", tagged("user:team$search"), null, null, null), "team"),
                "Has a type that Bursar doesn\u2019t know");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"Or":[{"Tags":{"Key":"team","Values":["search"]}},{"Tags":{"Key":"team","Values":["x"]}}]}
            {"Tags":{"Key":"team","Values":["sea"],"MatchOptions":["STARTS_WITH"]}}
            {"Tags":{"Key":"team","MatchOptions":["ABSENT"]}}
            {"Not":{"Tags":{"Key":"team","Values":["search"]}}}
            {"And":[{"Tags":{"Key":"team","Values":["search"]}},{"Guardrail":{"Of":"the future"}}]}
            {"Tags":{"Key":"team","Values":["search"]},"Guardrail":{"Of":"the future"}}
            {}
            """)
    void expressionsThatSayMoreAreNotMatched(String json) {
        differs(match(expression(json, "UnblendedCost")), "Has a filter that Bursar doesn\u2019t compare");
    }

    @Test
    void aRuleBeforeItThatTakesSomeOfItsChargesIsNoMatch() {
        rules.add(0, rule(0, LAKE, null, false, null, List.of("Amazon SageMaker")));
        differs(tagged("user:team$search"), "No rule gives the tag value \u201Csearch\u201D to one team");
    }

    @Test
    void rulesOfOtherDaysDoNotCount() {
        rules.add(
                0, new OwnershipRule(9, 0, LAKE, List.of("search"), false, null, null, OwnershipRule.ALWAYS, TODAY, 0));
        matches(tagged("user:team$search"), SEARCH, CostMetric.BILLED, Set.of());
    }
}
