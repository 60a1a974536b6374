package dev.bursar.budgets.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.aws.AwsBudgetReader.TeamFacts;
import dev.bursar.budgets.aws.TeamTags;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.org.DepartmentId;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What an own budget would be in AWS, or why it can't be there. */
class CandidateTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final TeamId ML = new TeamId(7);
    private static final TeamId DATA = new TeamId(8);
    private static final TeamId MIXED = new TeamId(9);
    private static final TeamId NONE = new TeamId(10);

    private static OwnershipRule rule(
            int id, TeamId team, @Nullable List<String> values, @Nullable List<String> accounts) {
        return new OwnershipRule(id, id, team, values, false, accounts, null, OwnershipRule.ALWAYS, null, 1);
    }

    private static final List<OwnershipRule> RULES = List.of(
            rule(1, ML, List.of("ml", "ml-lab", "to-come"), null),
            rule(2, MIXED, List.of("mixed"), null),
            rule(3, MIXED, null, List.of("111122223333")),
            rule(4, DATA, List.of("data"), null));

    private static TeamFacts facts(String key) {
        return facts(TeamKeys.of(key));
    }

    private static TeamFacts facts(TeamKeys keys) {
        return new TeamFacts(TODAY, keys, new TeamTags(RULES, List.of("ml", "ml-lab", "mixed", "data"), TODAY), RULES);
    }

    private static final BudgetBasis PLAIN = new BudgetBasis(CostMetric.BILLED, Set.of(), false);

    private static Budget budget(
            BudgetScope scope, Cadence cadence, Month start, String currency, BudgetBasis basis, String... limits) {
        var all = new TreeMap<LocalDate, BigDecimal>();
        LocalDate period = cadence.period(TODAY, start).getStart();
        for (String limit : limits) {
            all.put(period, new BigDecimal(limit));
            period = cadence.shifted(cadence.period(period, start), 1).getStart();
        }
        return new Budget(
                1,
                scope,
                cadence,
                start,
                currency,
                all,
                new TreeMap<>(Map.of(all.firstKey(), basis)),
                List.of(new Threshold(Threshold.Kind.ACTUAL, 80), new Threshold(Threshold.Kind.PROJECTED, 100)),
                false,
                Set.of(),
                null,
                1);
    }

    private static Budget monthly(TeamId team, BudgetBasis basis, String... limits) {
        return budget(new BudgetScope.OfTeam(team), Cadence.MONTH, Month.JANUARY, "USD", basis, limits);
    }

    private static JsonNode part(Budget budget) {
        assertThat(Candidate.of(budget, facts("team"))).isInstanceOf(Candidate.Possible.class);
        return BudgetJson.read(((Candidate.Possible) Candidate.of(budget, facts("team"))).part())
                .path("Budget");
    }

    static Stream<Arguments> impossible() {
        var team = new BudgetScope.OfTeam(ML);
        return Stream.of(
                Arguments.of(
                        PublishObstacle.NOT_OF_A_TEAM,
                        budget(
                                new BudgetScope.OfDepartment(new DepartmentId(1)),
                                Cadence.MONTH,
                                Month.JANUARY,
                                "USD",
                                PLAIN,
                                "5")),
                Arguments.of(
                        PublishObstacle.NOT_OF_A_TEAM,
                        budget(new BudgetScope.OfEverything(), Cadence.MONTH, Month.JANUARY, "USD", PLAIN, "5")),
                Arguments.of(
                        PublishObstacle.UNALLOCATED,
                        budget(new BudgetScope.OfUnallocated(), Cadence.MONTH, Month.JANUARY, "USD", PLAIN, "5")),
                Arguments.of(PublishObstacle.CURRENCY, budget(team, Cadence.MONTH, Month.JANUARY, "EUR", PLAIN, "5")),
                Arguments.of(PublishObstacle.FISCAL, budget(team, Cadence.QUARTER, Month.MAY, "USD", PLAIN, "5")),
                Arguments.of(PublishObstacle.FISCAL, budget(team, Cadence.YEAR, Month.APRIL, "USD", PLAIN, "5")),
                Arguments.of(
                        PublishObstacle.WITHOUT_SUPPORT,
                        monthly(ML, new BudgetBasis(CostMetric.BILLED, Set.of(), true), "5")),
                Arguments.of(
                        PublishObstacle.WITHOUT_COMMITMENTS,
                        monthly(ML, new BudgetBasis(CostMetric.BILLED, Set.of(Exclusion.COMMITMENTS), false), "5")),
                Arguments.of(PublishObstacle.OTHER_RULES, monthly(MIXED, PLAIN, "5")),
                // the rule by account comes first for some of its charges
                Arguments.of(PublishObstacle.NO_VALUES, monthly(DATA, PLAIN, "5")),
                Arguments.of(PublishObstacle.NO_VALUES, monthly(NONE, PLAIN, "5")));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatAwsCantCount(PublishObstacle why, Budget budget) {
        assertThat(Candidate.of(budget, facts("team"))).isEqualTo(new Candidate.Impossible(why));
    }

    @Test
    void withoutATagThatNamesTeams() {
        assertThat(Candidate.of(monthly(ML, PLAIN, "5"), facts("")))
                .isEqualTo(new Candidate.Impossible(PublishObstacle.NO_TEAM_KEY));
        assertThat(Candidate.of(monthly(ML, PLAIN, "5"), facts(keys("team", "2026-12-01"))))
                .isEqualTo(new Candidate.Impossible(PublishObstacle.NO_TEAM_KEY));
        for (TeamKeys keys :
                List.of(keys("team", "2026-11-24"), keys("team", ALWAYS, "iamPrincipal/team", "2026-11-30"))) {
            assertThat(Candidate.of(monthly(ML, PLAIN, "5"), facts(keys)))
                    .isEqualTo(new Candidate.Impossible(PublishObstacle.KEYS_CHANGE));
        }
    }

    private static final String ALWAYS = "";

    /** Pairs of a key and the day from which it counts, or "" where it always has. */
    private static TeamKeys keys(String... all) {
        var keys = new ArrayList<TeamKeys.Key>();
        for (int i = 0; i < all.length; i += 2) {
            keys.add(new TeamKeys.Key(all[i], all[i + 1].isEmpty() ? null : LocalDate.parse(all[i + 1])));
        }
        return new TeamKeys(keys);
    }

    @Test
    void eachKeyCountsWhereThoseBeforeItAreAbsent() {
        TeamKeys keys = keys("team", ALWAYS, "iamPrincipal/team", "2026-11-01", "squad", ALWAYS, "tribe", "2026-12-01");
        assertThat(((Candidate.Possible) Candidate.of(monthly(ML, PLAIN, "5"), facts(keys))).part())
                .contains("\"FilterExpression\":" + BudgetJson.ordered(BudgetJson.read("""
                        {"Or":[
                          {"Tags":{"Key":"team","MatchOptions":["EQUALS"],"Values":["ml","ml-lab","to-come"]}},
                          {"And":[
                            {"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},
                            {"Tags":{"Key":"iamPrincipal/team","MatchOptions":["EQUALS"],"Values":["ml","ml-lab","to-come"]}}]},
                          {"And":[
                            {"Tags":{"Key":"team","MatchOptions":["ABSENT"]}},
                            {"Tags":{"Key":"iamPrincipal/team","MatchOptions":["ABSENT"]}},
                            {"Tags":{"Key":"squad","MatchOptions":["EQUALS"],"Values":["ml","ml-lab","to-come"]}}]}]}
                        """)));
    }

    @Test
    void valuesOfRulesAreThereBeforeTheirCharges() {
        JsonNode part = part(monthly(ML, PLAIN, "5000.50"));
        assertThat(part.path("FilterExpression"))
                .isEqualTo(
                        BudgetJson.read(
                                "{\"Tags\":{\"Key\":\"team\",\"MatchOptions\":[\"EQUALS\"],\"Values\":[\"ml\",\"ml-lab\",\"to-come\"]}}"));
        assertThat(part.path("Metrics").toString()).isEqualTo("[\"NetUnblendedCost\"]");
        assertThat(part.path("BudgetLimit").toString()).isEqualTo("{\"Amount\":\"5000.5\",\"Unit\":\"USD\"}");
        assertThat(part.path("PlannedBudgetLimits").isNull()).isTrue();
    }

    @Test
    void whatIsLeftOutIsLeftOutByItsRecordType() {
        JsonNode part = part(monthly(
                ML, new BudgetBasis(CostMetric.EFFECTIVE, Set.of(Exclusion.CREDITS, Exclusion.TAX), false), "5"));
        assertThat(part.path("FilterExpression").path("And").path(1))
                .isEqualTo(
                        BudgetJson.read(
                                "{\"Not\":{\"Dimensions\":{\"Key\":\"RECORD_TYPE\",\"MatchOptions\":[\"EQUALS\"],\"Values\":[\"Credit\",\"Tax\"]}}}"));
        assertThat(part.path("Metrics").toString()).isEqualTo("[\"NetAmortizedCost\"]");
    }

    @Test
    void limitsThatChangeArePlanned() {
        JsonNode months = part(monthly(ML, PLAIN, "5", "5", "8")).path("PlannedBudgetLimits");
        assertThat(months).hasSize(12);
        assertThat(months.path("1793491200").path("Amount").asString())
                .as("November")
                .isEqualTo("5");
        assertThat(months.path("1798761600").path("Amount").asString())
                .as("January")
                .isEqualTo("8");
        assertThat(months.path("1822348800").path("Amount").asString())
                .as("October")
                .isEqualTo("8");
        Budget quarters = budget(new BudgetScope.OfTeam(ML), Cadence.QUARTER, Month.JULY, "USD", PLAIN, "5", "6");
        assertThat(part(quarters).path("PlannedBudgetLimits")).hasSize(4);
        assertThat(part(quarters).path("TimeUnit").asString()).isEqualTo("QUARTERLY");
        Budget year = budget(new BudgetScope.OfTeam(ML), Cadence.YEAR, Month.JANUARY, "USD", PLAIN, "5", "6");
        assertThat(part(year).path("BudgetLimit").path("Amount").asString()).isEqualTo("5");
    }
}
