package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.PeriodCosts;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyFinder;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.charges.Finality;
import dev.bursar.forecast.DailySeries;
import dev.bursar.forecast.Forecaster;
import dev.bursar.simulator.cloudtrail.Events;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.UsedResource;
import dev.bursar.simulator.resources.ResourceInventory;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.threeten.extra.LocalDateRange;

/** What the demo has to tell on each first day, by the functions that the product decides with. */
class DemoStoriesTest {
    /** Anomalies are told of 35 days, by the eight weeks before them. */
    private static final int READ_DAYS = 130;

    private static final String SAGEMAKER = "Amazon SageMaker";
    private static final String FRAUD = "876543210987";
    private static final String SEARCH = "654321098765";
    private static final String SANDBOX = "321098765432";

    private static Stream<LocalDate> days() {
        LocalDate first = LocalDate.parse("2026-12-01");
        return Stream.concat(
                first.datesUntil(first.plusDays(60)),
                Stream.of("2027-03-01", "2027-03-15", "2027-03-31", "2027-04-01", "2028-02-29")
                        .map(LocalDate::parse));
    }

    /** An organisation as it is at eight in the morning of the demo's first day. */
    private static final class FirstDay {
        final LocalDate today;
        final Organisation organisation;
        final Clock clock;
        final List<Line> lines;

        FirstDay(LocalDate today) {
            this.today = today;
            clock = Clock.fixed(today.atTime(8, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
            organisation = Organisation.demo(clock, today);
            lines = organisation.lines(today.minusDays(READ_DAYS), today);
        }

        List<FoundAnomaly> anomalies(String team) {
            LocalDate whole = today.minusDays(Finality.ARRIVING_DAYS);
            List<BigDecimal> daily = daily(line ->
                            tag(line).equals(team) && line.cell().service().equals(SAGEMAKER))
                    .subList(0, READ_DAYS - Finality.ARRIVING_DAYS);
            return AnomalyFinder.find(
                    new DailyCosts(today.minusDays(READ_DAYS), daily, zeros(daily.size())),
                    AnomalyBounds.USUAL,
                    whole.minusDays(35));
        }

        /** EffectiveCost of usage. */
        List<BigDecimal> daily(Predicate<Line> wanted) {
            var sums = new BigDecimal[READ_DAYS];
            Arrays.fill(sums, BigDecimal.ZERO);
            for (Line line : lines) {
                if (line.cell().recordType().endsWith("Usage") && wanted.test(line)) {
                    int at = (int) (line.day().toEpochDay()
                            - today.minusDays(READ_DAYS).toEpochDay());
                    sums[at] = sums[at].add(line.costs().netAmortized());
                }
            }
            return List.of(sums);
        }

        BigDecimal spent(String team, YearMonth month) {
            return lines.stream()
                    .filter(line -> YearMonth.from(line.day()).equals(month)
                            && tag(line).equals(team))
                    .map(line -> line.costs().netUnblended())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BudgetFigures budget(String team, Cadence cadence, Month yearStart, boolean over) {
            List<BigDecimal> daily = daily(line -> tag(line).equals(team));
            LocalDateRange period = cadence.period(today, yearStart);
            LocalDateRange days = LocalDateRange.of(period.getStart(), today);
            List<BigDecimal> its = daily.subList(READ_DAYS - days.lengthInDays(), READ_DAYS);
            var costs = new PeriodCosts(days, its.size(), its, zeros(its.size()));
            var forecast = Forecaster.of(
                    new DailySeries(today.minusDays(READ_DAYS), daily, zeros(READ_DAYS)),
                    period.getStart(),
                    period.getEnd());
            BudgetFigures before = BudgetFigures.of(period, BigDecimal.ONE, costs, forecast, false);
            BigDecimal limit = DemoBudgets.limit(over, before)
                    .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                    .movePointRight(2);
            return BudgetFigures.of(period, limit, costs, forecast, false);
        }
    }

    private static String tag(Line line) {
        return line.cell().tags().getOrDefault(Organisation.TEAM_TAG, "");
    }

    private static List<BigDecimal> zeros(int count) {
        return java.util.Collections.nCopies(count, BigDecimal.ZERO);
    }

    @ParameterizedTest
    @MethodSource("days")
    void eachFirstDayHasAnOpenAnomalyOneToRateABudgetOverOneProjectedOverAndADeletion(LocalDate today) {
        var day = new FirstDay(today);
        assertThat(day.anomalies("fraud")).as("a new endpoint, which goes on").anySatisfy(one -> {
            assertThat(one.lasts()).isTrue();
            assertThat(one.from()).isEqualTo(day.organisation.storyDay());
        });
        assertThat(day.anomalies("search")).as("a load test, which has ended").anySatisfy(one -> {
            assertThat(one.lasts()).isFalse();
            assertThat(one.from()).isEqualTo(today.minusDays(9));
            assertThat(one.to()).isEqualTo(today.minusDays(5));
        });
        assertThat(day.budget("fraud", Cadence.QUARTER, DemoBudgets.yearStart(today), true)
                        .state())
                .isEqualTo(BudgetState.OVER);
        BudgetFigures nearly = day.budget("recommendations", Cadence.MONTH, Month.JANUARY, false);
        assertThat(nearly.spent().orElse(BigDecimal.ZERO)).isLessThan(nearly.limit());
        assertThat(nearly.projected().orElseThrow())
                .isGreaterThan(nearly.limit().multiply(new BigDecimal("1.02")));
        Set<String> teams = day.lines.stream().map(DemoStoriesTest::tag).collect(Collectors.toSet());
        assertThat(day.lines)
                .as("of the last whole month, calls whose team only their caller's tag names")
                .anyMatch(line -> YearMonth.from(line.day())
                                .equals(YearMonth.from(today).minusMonths(1))
                        && tag(line).isEmpty()
                        && teams.contains(
                                line.cell().tags().getOrDefault(Organisation.CALLER + Organisation.TEAM_TAG, "none")));
        assertThat(new ResourceInventory(day.organisation, day.clock)
                        .all().stream()
                                .filter(one -> one.arn().contains(SEARCH + ":endpoint/")
                                        && one.ends().equals(today.minusDays(5))))
                .as("endpoints that somebody has deleted")
                .hasSize(2);
    }

    /** The month before the last is issued, the three last whole ones are the history of budgets. */
    @ParameterizedTest
    @MethodSource("days")
    void eachFirstDayHasStatementsToAnswerAndToDisputeAHistoryOfBudgetsAndTagsToPropose(LocalDate today) {
        var day = new FirstDay(today);
        var issued = YearMonth.from(today).minusMonths(2);
        assertThat(List.of("fraud", "search")).allSatisfy(team -> {
            assertThat(day.spent(team, issued)).as("the lead's statement").isPositive();
            assertThat(List.of(issued.minusMonths(1), issued, issued.plusMonths(1)))
                    .allSatisfy(month -> assertThat(day.spent(team, month)).isPositive());
        });
        assertThat(new ResourceInventory(day.organisation, day.clock)
                        .existing().stream()
                                .filter(one -> Set.of(FRAUD, SEARCH).contains(one.account()))
                                .filter(one -> !one.tags().containsKey(Organisation.TEAM_TAG)))
                .as("what the admin and the lead propose")
                .hasSizeGreaterThanOrEqualTo(6);
        assertThat(day.organisation.resources().stream()
                        .filter(one -> one.cell().account().equals(SANDBOX)
                                && one.starts().isBefore(today)
                                && one.ends().isAfter(today))
                        .map(UsedResource::id))
                .as("what is probably the lead's, in an account that nobody has for itself")
                .anyMatch(id -> id.contains("fraud-samples"))
                .anyMatch(id -> id.contains("search-eval"));
    }

    @Test
    void aPersonMadeTheOneAndAUserDeletedTheOthersAlsoInTheYearBefore() {
        var day = new FirstDay(LocalDate.parse("2027-01-01"));
        var events = new Events(day.organisation, new ResourceInventory(day.organisation, day.clock), day.clock).all();
        assertThat(events.stream()
                        .filter(event -> event.name().equals("CreateEndpoint")
                                && event.account().equals(FRAUD))
                        .map(event -> Optional.ofNullable(event.user()).orElse(""))
                        .collect(Collectors.toSet()))
                .contains("fraud-ml");
        assertThat(events.stream()
                        .filter(event -> event.name().equals("DeleteEndpoint")
                                && event.account().equals(SEARCH)))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(event -> assertThat(event.time()).isBefore("2027-01-01T00:00:00Z"));
    }
}
