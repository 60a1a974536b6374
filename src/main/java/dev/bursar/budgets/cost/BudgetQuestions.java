package dev.bursar.budgets.cost;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import dev.bursar.spend.SpendLinks;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What counts for a budget, as a question that Spend answers with the same sum. */
public final class BudgetQuestions {
    private BudgetQuestions() {}

    /** @param day on which departments lie in each other */
    public static List<CostFilter> filters(BudgetScope scope, BudgetBasis basis, Book book, LocalDate day) {
        var filters = new ArrayList<CostFilter>();
        switch (scope) {
            case BudgetScope.OfTeam(TeamId team) -> filters.add(is(Dimension.TEAM, String.valueOf(team.value())));
            case BudgetScope.OfUnallocated any ->
                filters.add(is(Dimension.TEAM, String.valueOf(TeamId.UNALLOCATED.value())));
            case BudgetScope.OfDepartment(DepartmentId department) ->
                filters.add(new CostFilter(Dimension.DEPARTMENT, Operator.IS, within(department, book, day)));
            case BudgetScope.OfEverything any -> {}
        }
        if (basis.withoutSupport()) {
            book.supportFilter().ifPresent(filters::add);
        }
        return filters;
    }

    private static CostFilter is(Dimension dimension, String value) {
        return new CostFilter(dimension, Operator.IS, List.of(value));
    }

    /** The department and all below it, as many as a filter takes. */
    private static List<String> within(DepartmentId department, Book book, LocalDate day) {
        var found = new TreeSet<DepartmentId>();
        found.add(department);
        int size = 0;
        while (found.size() > size) {
            size = found.size();
            book.attributes()
                    .parents()
                    .forEach((child, parents) ->
                            parents.at(day).filter(found::contains).ifPresent(parent -> found.add(child)));
        }
        return found.stream()
                .map(DepartmentId::value)
                .map(String::valueOf)
                .limit(200)
                .toList();
    }

    /** The Spend page of what counts in a period; Spend shows the days that have costs. */
    public static String address(Budget budget, LocalDateRange period, Book book) {
        BudgetBasis basis = budget.basis(period.getStart());
        return SpendLinks.view(
                period.getStart(),
                period.getEnd(),
                basis.cost(),
                budget.scope() instanceof BudgetScope.OfTeam || budget.scope() instanceof BudgetScope.OfUnallocated
                        ? Dimension.SERVICE
                        : Dimension.TEAM,
                basis.without(),
                filters(budget.scope(), basis, book, period.getStart()));
    }

    /** The same days of the period before: as many from its first one on; empty where they aren't all stored. */
    public static Optional<LocalDateRange> sameDaysBefore(Budget budget, LocalDateRange days, Book book) {
        LocalDateRange before = budget.cadence().shifted(budget.period(days.getStart()), -1);
        LocalDate end = before.getStart().plusDays(days.lengthInDays());
        LocalDateRange same =
                LocalDateRange.of(before.getStart(), end.isAfter(before.getEnd()) ? before.getEnd() : end);
        return book.stored().filter(stored -> stored.encloses(same)).map(stored -> same);
    }
}
