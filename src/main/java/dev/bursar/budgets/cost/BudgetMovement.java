package dev.bursar.budgets.cost;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.charges.CostAnswers;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.kernel.Visibility;
import dev.bursar.ui.Formats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Says what moved a budget: the service and the account that grew most against the same days of the period before. */
@Component
public class BudgetMovement {
    private final CostAnswers costs;

    BudgetMovement(CostAnswers costs) {
        this.costs = costs;
    }

    /** {@code Amazon SageMaker +$8,412.10 and account fraud-prod +$7,900.00, compared with 1–24 Oct}; empty where nothing grew. */
    public Optional<String> of(Budget budget, LocalDateRange days, Book book) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDateRange> before = BudgetQuestions.sameDaysBefore(budget, days, book);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        largest(budget, days, before.get(), Dimension.SERVICE, book).ifPresent(parts::add);
        largest(budget, days, before.get(), Dimension.ACCOUNT, book).ifPresent(grew -> parts.add("account " + grew));
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", parts) + ", compared with " + Formats.shortRange(before.get()));
    }

    private Optional<String> largest(
            Budget budget, LocalDateRange days, LocalDateRange before, Dimension by, Book book) {
        BudgetBasis basis = budget.basis(budget.period(days.getStart()).getStart());
        return costs
                .ask(
                        new CostQuery(
                                days.getStart(),
                                days.getEnd(),
                                Granularity.MONTHLY,
                                basis.cost(),
                                by,
                                null,
                                basis.without(),
                                new DayRange(before.getStart(), before.getEnd()),
                                BudgetQuestions.filters(budget.scope(), basis, book, days.getStart())),
                        Visibility.EVERYTHING)
                .currencies()
                .stream()
                .filter(spend -> spend.currency().equals(budget.currency()))
                .map(CurrencySpend::rows)
                .flatMap(List::stream)
                .max(Comparator.comparing((Row row) -> row.total().subtract(row.before()))
                        .thenComparing(Row::key, Comparator.reverseOrder()))
                .filter(row -> row.total().compareTo(row.before()) > 0)
                .map(row -> row.label() + " " + Formats.signed(row.total().subtract(row.before()), budget.currency()));
    }
}
