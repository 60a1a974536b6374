package dev.bursar.budgets;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostService;
import dev.bursar.charges.CostService.CostSum;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Organisation;
import dev.bursar.org.TeamAttributes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Adds up what counts for budgets, with two questions for all budgets that count the same charges of the same days. */
@Component
class BudgetCosts {
    /** Charged on one day for more than it. */
    private static final CostFilter LUMPS = new CostFilter(
            Dimension.CHARGE_CATEGORY,
            Operator.IS,
            List.of(ChargeCategory.PURCHASE.label(), ChargeCategory.TAX.label()));

    private final CostService costs;
    private final Organisation organisation;

    BudgetCosts(CostService costs, Organisation organisation) {
        this.costs = costs;
        this.organisation = organisation;
    }

    /** Which charges count, of which days. */
    private record Question(CostMetric cost, Set<Exclusion> without, LocalDateRange days) {}

    /** Costs of each team and day in each currency. */
    private record Sums(Map<Key, BigDecimal> all, Map<Key, BigDecimal> lumps) {
        private record Key(LocalDate day, int team, String currency) {}
    }

    /**
     * What was spent in a period of each budget.
     *
     * @param days by budget: the days of its period that have all their costs; none where the period has none yet
     */
    Map<Integer, PeriodCosts> of(Map<Budget, LocalDateRange> days) {
        Map<Question, Sums> asked = new HashMap<>();
        TeamAttributes attributes = organisation.attributes();
        Map<Integer, PeriodCosts> found = new HashMap<>();
        days.forEach((budget, range) -> found.put(
                budget.id(),
                range.isEmpty()
                        ? new PeriodCosts(List.of(), List.of())
                        : costs(
                                budget,
                                range,
                                asked.computeIfAbsent(
                                        new Question(budget.cost(), budget.without(), range), this::ask),
                                attributes)));
        return found;
    }

    private Sums ask(Question question) {
        return new Sums(sums(question, List.of()), sums(question, List.of(LUMPS)));
    }

    private Map<Sums.Key, BigDecimal> sums(Question question, List<CostFilter> filters) {
        Map<Sums.Key, BigDecimal> sums = new HashMap<>();
        for (CostSum sum : costs.sums(new CostQuery(
                question.days().getStart(),
                question.days().getEnd(),
                Granularity.DAILY,
                question.cost(),
                Dimension.TEAM,
                null,
                question.without(),
                null,
                filters))) {
            sums.merge(
                    new Sums.Key(
                            sum.period(),
                            Integer.parseInt(sum.key()),
                            sum.amount().getCurrencyUnit().getCode()),
                    sum.amount().getAmount(),
                    BigDecimal::add);
        }
        return sums;
    }

    private static PeriodCosts costs(Budget budget, LocalDateRange range, Sums sums, TeamAttributes attributes) {
        var daily = new ArrayList<BigDecimal>();
        var lumps = new ArrayList<BigDecimal>();
        for (LocalDate day = range.getStart(); day.isBefore(range.getEnd()); day = day.plusDays(1)) {
            BigDecimal lump = sum(budget, day, sums.lumps(), attributes);
            lumps.add(lump);
            daily.add(sum(budget, day, sums.all(), attributes).subtract(lump));
        }
        return new PeriodCosts(daily, lumps);
    }

    private static BigDecimal sum(
            Budget budget, LocalDate day, Map<Sums.Key, BigDecimal> sums, TeamAttributes attributes) {
        return sums.entrySet().stream()
                .filter(sum -> sum.getKey().day().equals(day)
                        && sum.getKey().currency().equals(budget.currency())
                        && counts(budget.scope(), sum.getKey().team(), day, attributes))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean counts(BudgetScope scope, int team, LocalDate day, TeamAttributes attributes) {
        return switch (scope) {
            case BudgetScope.OfEverything everything -> true;
            case BudgetScope.OfUnallocated unallocated -> team == TeamId.UNALLOCATED.value();
            case BudgetScope.OfTeam(TeamId wanted) -> team == wanted.value();
            case BudgetScope.OfDepartment(DepartmentId wanted) -> liesIn(wanted, new TeamId(team), day, attributes);
        };
    }

    /** Whether the team lies in the department on the day, or in one below it. */
    private static boolean liesIn(DepartmentId wanted, TeamId team, LocalDate day, TeamAttributes attributes) {
        var seen = new HashSet<DepartmentId>();
        Optional<DepartmentId> at = Optional.ofNullable(attributes.departments().get(team))
                .flatMap(timeline -> timeline.at(day));
        while (at.isPresent() && seen.add(at.get())) {
            if (at.get().equals(wanted)) {
                return true;
            }
            at = Optional.ofNullable(attributes.parents().get(at.get())).flatMap(timeline -> timeline.at(day));
        }
        return false;
    }
}
