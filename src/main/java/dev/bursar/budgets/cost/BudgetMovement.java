package dev.bursar.budgets.cost;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Moved;
import dev.bursar.budgets.Moved.Grew;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.kernel.Visibility;
import dev.bursar.spend.SpendLinks;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Finds what moved a budget: the service and the account that grew most against the same days of the period before. */
@Component
public class BudgetMovement {
    private static final int MOST = 3;
    /** Causes of more days are not looked for. */
    private static final int MOST_DAYS = 62;

    private final CostAnswers costs;

    BudgetMovement(CostAnswers costs) {
        this.costs = costs;
    }

    /** The service and the account that grew most; empty where nothing did. */
    public Optional<Moved> of(Budget budget, LocalDateRange days, Book book) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDateRange> before = BudgetQuestions.sameDaysBefore(budget, days, book);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Grew service = largest(budget, days, before.get(), Dimension.SERVICE, book);
        Grew account = largest(budget, days, before.get(), Dimension.ACCOUNT, book);
        return service == null && account == null
                ? Optional.empty()
                : Optional.of(new Moved.By(
                        service,
                        account,
                        budget.currency(),
                        before.get().getStart(),
                        before.get().getEnd()));
    }

    /**
     * What a budget's costs of some days are compared with, and what grew most.
     *
     * @param before empty where not all of the days before are stored: then nothing is compared
     * @param drivers the largest first, at most three; empty where nothing grew
     */
    public record Movement(LocalDateRange days, Optional<LocalDateRange> before, List<Driver> drivers) {
        public Movement {
            drivers = List.copyOf(drivers);
        }
    }

    /**
     * A team's service that costs more than before.
     *
     * @param address of the same comparison on the Spend page
     * @param why address of what the change is put down to
     */
    public record Driver(String service, String team, BigDecimal spent, BigDecimal before, String address, String why) {
        public BigDecimal grew() {
            return spent.subtract(before);
        }
    }

    /** The services of teams that grew most over the period's whole days; empty before its first whole day. */
    public Optional<Movement> drivers(Budget budget, LocalDateRange period, Book book) {
        Optional<LocalDateRange> whole = whole(period, book);
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        LocalDateRange days = whole.get();
        Comparison comparison = comparison(budget);
        DayRange before = comparison.of(new DayRange(days.getStart(), days.getEnd()));
        LocalDateRange same = LocalDateRange.of(before.from(), before.to());
        if (!stores(book, before)) {
            return Optional.of(new Movement(days, Optional.empty(), List.of()));
        }
        BudgetBasis basis = budget.basis(period.getStart());
        List<CostFilter> filters = BudgetQuestions.filters(budget.scope(), basis, book, days.getStart());
        var question = new CostQuery(
                days.getStart(),
                days.getEnd(),
                Granularity.MONTHLY,
                basis.cost(),
                Dimension.TEAM,
                Dimension.SERVICE,
                basis.without(),
                before,
                filters);
        List<Driver> drivers = costs.ask(question, Visibility.EVERYTHING).currencies().stream()
                .filter(spend -> spend.currency().equals(budget.currency()))
                .flatMap(spend -> spend.rows().stream())
                .flatMap(row -> row.parts().stream().map(part -> driver(row, part, question, comparison)))
                .filter(driver -> driver.grew().signum() > 0)
                .sorted(Comparator.comparing(Driver::grew)
                        .reversed()
                        .thenComparing(Driver::service)
                        .thenComparing(Driver::team))
                .limit(MOST)
                .toList();
        return Optional.of(new Movement(days, Optional.of(same), drivers));
    }

    /** The days of a period that are whole; empty before the first of them. */
    private static Optional<LocalDateRange> whole(LocalDateRange period, Book book) {
        LocalDate end = book.wholeUntil().isBefore(period.getEnd()) ? book.wholeUntil() : period.getEnd();
        return end.isAfter(period.getStart())
                ? Optional.of(LocalDateRange.of(period.getStart(), end))
                : Optional.empty();
    }

    /** A year is compared with the year before; else Spend's own previous period, so that it shows the same amounts. */
    private static Comparison comparison(Budget budget) {
        return budget.cadence() == Cadence.YEAR ? Comparison.LAST_YEAR : Comparison.PREVIOUS;
    }

    private static boolean stores(Book book, DayRange days) {
        return book.stored()
                .filter(stored -> stored.encloses(LocalDateRange.of(days.from(), days.to())))
                .isPresent();
    }

    /** What a budget's costs of some days are held against. */
    public record Compared(DayRange days, DayRange before, CostMetric cost, List<CostFilter> filters) {
        public Compared {
            filters = List.copyOf(filters);
        }
    }

    /**
     * The period's whole days as drivers are told of, to look for events in; empty before the first of them, where not all days before
     * are stored, and of periods that are longer than two months.
     */
    public static Optional<Compared> compared(Budget budget, LocalDateRange period, Book book) {
        BudgetBasis basis = budget.basis(period.getStart());
        return whole(period, book)
                .map(days -> new DayRange(days.getStart(), days.getEnd()))
                .map(days -> new Compared(
                        days,
                        comparison(budget).of(days),
                        basis.cost(),
                        BudgetQuestions.filters(budget.scope(), basis, book, days.from())))
                .filter(compared -> Comparison.length(compared.days()) <= MOST_DAYS && stores(book, compared.before()));
    }

    private static Driver driver(Row row, Part part, CostQuery question, Comparison comparison) {
        var filters = new ArrayList<>(question.filters().stream()
                .filter(filter -> filter.dimension() != Dimension.TEAM)
                .toList());
        filters.add(new CostFilter(Dimension.TEAM, Operator.IS, List.of(row.key())));
        filters.add(new CostFilter(Dimension.SERVICE, Operator.IS, List.of(part.key())));
        return new Driver(
                part.label(),
                row.label(),
                part.total(),
                part.before(),
                SpendLinks.compared(
                        SpendLinks.view(
                                question.from(),
                                question.to(),
                                question.cost(),
                                Dimension.ACCOUNT,
                                question.without(),
                                filters),
                        comparison),
                ChangeLinks.between(
                        new DayRange(question.from(), question.to()),
                        comparison.of(new DayRange(question.from(), question.to())),
                        question.cost(),
                        filters));
    }

    private @Nullable Grew largest(Budget budget, LocalDateRange days, LocalDateRange before, Dimension by, Book book) {
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
                .map(row -> new Grew(row.label(), row.total().subtract(row.before())))
                .orElse(null);
    }
}
