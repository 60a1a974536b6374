package dev.bursar.budgets.aws;

import static dev.bursar.budgets.aws.SampleBudgets.budget;
import static dev.bursar.budgets.aws.SampleBudgets.expression;
import static dev.bursar.budgets.aws.SampleBudgets.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.aws.AwsBudgetReader.FilterReading;
import dev.bursar.budgets.aws.AwsBudgetService.BudgetDays;
import dev.bursar.budgets.aws.WatchesNothing.Facts;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Health;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a budget can never alert, and what is no such way. */
class WatchesNothingTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Facts KNOWN =
            new Facts(NOW, Optional.of(Set.of("team", "environment")), List.of("team"), Set.of("search", "vision"));
    private static final Facts UNKNOWN = new Facts(NOW, Optional.empty(), List.of(), Set.of());

    private static Optional<Class<?>> why(AwsBudget budget, Facts facts) {
        return WatchesNothing.of(budget, FilterReading.of(budget.filter()), facts)
                .map(WatchesNothing::getClass);
    }

    private static AwsBudget until(String end) {
        return budget("COST", "MONTHLY", tagged("user:team$search"), null, Instant.parse(end), null);
    }

    @Test
    void aGoodOneWatchesSomething() {
        assertThat(why(budget(tagged("user:team$search")), KNOWN)).isEmpty();
        assertThat(why(budget(tagged("user:team$search", "user:team$vison")), KNOWN))
                .isEmpty();
        assertThat(why(budget(tagged("user:team$search", "team$search")), KNOWN))
                .isEmpty();
        assertThat(why(budget(tagged("user:team$")), KNOWN)).isEmpty();
        assertThat(why(until("2026-11-25T00:00:00Z"), KNOWN)).isEmpty();
        assertThat(why(
                        budget("COST", "MONTHLY", tagged("user:team$search"), null, null, new Health("HEALTHY", null)),
                        KNOWN))
                .isEmpty();
    }

    @Test
    void endedAndUnhealthyOnesDoNot() {
        assertThat(why(until("2026-11-24T09:00:00Z"), KNOWN)).contains(WatchesNothing.Ended.class);
        AwsBudget sick = budget(
                "COST", "MONTHLY", tagged("user:team$search"), null, null, new Health("UNHEALTHY", "FILTER_INVALID"));
        assertThat(WatchesNothing.of(sick, FilterReading.of(sick.filter()), KNOWN))
                .contains(new WatchesNothing.Unhealthy("FILTER_INVALID"));
    }

    @Test
    void tagFiltersThatFindNothingDoNot() {
        assertThat(why(budget(tagged("team$search")), KNOWN)).contains(WatchesNothing.NoPrefix.class);
        assertThat(why(budget(tagged("user:project$atlas")), KNOWN)).contains(WatchesNothing.KeyNotActive.class);
        assertThat(why(budget(tagged("user:team$vison")), KNOWN)).contains(WatchesNothing.ValueNotFound.class);
        assertThat(why(budget(tagged("user:team$Search")), KNOWN)).contains(WatchesNothing.ValueNotFound.class);
        assertThat(why(onService(budget(tagged("user:team$vison"))), KNOWN))
                .contains(WatchesNothing.ValueNotFound.class);
        assertThat(why(
                        budget(expression("{\"Tags\":{\"Key\":\"team\",\"Values\":[\"vison\"]}}", "UnblendedCost")),
                        KNOWN))
                .contains(WatchesNothing.ValueNotFound.class);
        assertThat(why(
                        budget(expression(
                                "{\"Tags\":{\"Key\":\"team\",\"Values\":[\"SEARCH\"],\"MatchOptions\":[\"CASE_INSENSITIVE\"]}}",
                                "UnblendedCost")),
                        KNOWN))
                .isEmpty();
    }

    private static AwsBudget onService(AwsBudget budget) {
        return budget(SampleBudgets.and(budget.filter(), "Service", "Amazon SageMaker"));
    }

    private static AwsBudget inOrder(String first, String second, String value) {
        return budget(expression("""
                {"Or":[{"Tags":{"Key":"%1$s","Values":["%3$s"]}},
                       {"And":[{"Tags":{"Key":"%1$s","MatchOptions":["ABSENT"]}},{"Tags":{"Key":"%2$s","Values":["%3$s"]}}]}]}
                """.formatted(first, second, value), "UnblendedCost"));
    }

    @Test
    void anOrderOfKeysFindsNothingWhereNoneOfThemDoes() {
        Facts both = new Facts(
                NOW,
                Optional.of(Set.of("team", "environment")),
                List.of("team", "environment"),
                Set.of("search", "vision"));
        assertThat(why(inOrder("team", "environment", "search"), both)).isEmpty();
        assertThat(why(inOrder("team", "environment", "vison"), both)).contains(WatchesNothing.ValueNotFound.class);
        assertThat(why(inOrder("team", "environment", "vison"), KNOWN)).isEmpty();
        assertThat(why(inOrder("squad", "tribe", "search"), KNOWN)).contains(WatchesNothing.KeyNotActive.class);
        assertThat(why(inOrder("squad", "environment", "search"), KNOWN)).isEmpty();
        assertThat(why(inOrder("squad", "iamPrincipal/team", "search"), KNOWN))
                .as("AWS doesn't always list a caller's key")
                .isEmpty();
    }

    @Test
    void whatIsNotKnownIsNotSaid() {
        assertThat(why(budget(tagged("user:project$atlas")), UNKNOWN)).isEmpty();
        assertThat(why(budget(tagged("user:team$vison")), UNKNOWN)).isEmpty();
        assertThat(why(budget(tagged("user:environment$prd")), KNOWN)).isEmpty();
    }

    @Test
    void figuresAreOfThePeriodOfTheTimeUnit() {
        LocalDate today = LocalDate.of(2026, 11, 24);
        assertThat(days("DAILY", today)).contains(new DayRange(today, today.plusDays(1)));
        assertThat(days("MONTHLY", today)).contains(new DayRange(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1)));
        assertThat(days("QUARTERLY", today))
                .contains(new DayRange(LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 1)));
        assertThat(days("ANNUALLY", today)).contains(new DayRange(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)));
        assertThat(days("WEEKLY", today)).isEmpty();
        assertThat(days("CUSTOM", today)).isEmpty();
        assertThat(BudgetDays.of(
                        budget(
                                "COST",
                                "CUSTOM",
                                tagged("user:team$search"),
                                Instant.parse("2026-02-15T00:00:00Z"),
                                Instant.parse("2026-12-24T00:00:00Z"),
                                null),
                        today))
                .contains(new DayRange(LocalDate.of(2026, 2, 15), LocalDate.of(2026, 12, 24)));
    }

    @ParameterizedTest
    @CsvSource({
        "MONTHLY,2026-09-01T00:00:00Z,2026-08-01,2026-09-01",
        "MONTHLY,2026-08-31T23:59:59Z,2026-08-01,2026-09-01",
        "MONTHLY,2026-08-15T00:00:00Z,2026-08-01,2026-08-15",
        "QUARTERLY,2026-08-15T00:00:00Z,2026-07-01,2026-08-15",
        "ANNUALLY,2026-08-15T00:00:00Z,2026-01-01,2026-08-15",
        "DAILY,2026-08-15T00:00:00Z,2026-08-14,2026-08-15",
        "MONTHLY,2087-06-15T00:00:00Z,2026-11-01,2026-12-01",
        "MONTHLY,2026-11-28T00:00:00Z,2026-11-01,2026-12-01"
    })
    void ofABudgetThatHasEndedFiguresAreOfItsLastPeriod(String unit, Instant end, LocalDate from, LocalDate to) {
        assertThat(BudgetDays.of(
                        budget("COST", unit, tagged("user:team$search"), null, end, null), LocalDate.of(2026, 11, 24)))
                .contains(new DayRange(from, to));
    }

    private static Optional<DayRange> days(String unit, LocalDate today) {
        return BudgetDays.of(budget("COST", unit, tagged("user:team$search"), null, null, null), today);
    }
}
