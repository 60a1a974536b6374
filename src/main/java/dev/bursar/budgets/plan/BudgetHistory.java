package dev.bursar.budgets.plan;

import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetFigures;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.PeriodCosts;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What past periods say about a limit: what it could be, and what it would have told. */
public final class BudgetHistory {
    static final int PERIODS = 6;
    private static final int MEDIAN_OF = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private BudgetHistory() {}

    /**
     * A period whose costs are all stored.
     *
     * @param evenings what it was expected to cost after each number of its days, from none on; empty where that isn't known
     */
    public record Past(LocalDateRange period, PeriodCosts costs, List<BigDecimal> evenings) {
        public Past {
            evenings = List.copyOf(evenings);
        }

        public BigDecimal spent() {
            return costs.spent();
        }
    }

    /**
     * A limit that fits the past.
     *
     * @param median of what these periods cost, exactly
     * @param limit the median, rounded up to a whole hundred, or to a whole unit below a thousand
     */
    public record Suggestion(BigDecimal limit, BigDecimal median, List<LocalDateRange> periods) {
        public Suggestion {
            periods = List.copyOf(periods);
        }
    }

    /**
     * What a limit would have done in a past period.
     *
     * @param overOn the day on which more than the limit was spent; empty where it never was
     * @param toldOn the day after which the first threshold would have been passed; empty where none would have been
     */
    public record WouldHave(
            LocalDateRange period, BigDecimal spent, Optional<LocalDate> overOn, Optional<LocalDate> toldOn) {
        public boolean over() {
            return overOn.isPresent();
        }
    }

    /** The last six periods before a day whose costs are all stored, the newest first. */
    public static List<Past> past(
            Book book,
            BudgetScope scope,
            BudgetBasis basis,
            String currency,
            Cadence cadence,
            Month yearStart,
            LocalDate today) {
        var past = new ArrayList<Past>();
        LocalDateRange period = cadence.period(today, yearStart);
        for (int i = 0; i < PERIODS; i++) {
            period = cadence.shifted(period, -1);
            LocalDateRange whole = period;
            if (book.stored().filter(stored -> stored.encloses(whole)).isEmpty()) {
                break;
            }
            past.add(new Past(whole, book.of(scope, basis, currency, whole), List.of()));
        }
        return past;
    }

    /** The same with what months were expected to cost, which takes a moment. */
    static List<Past> withEvenings(List<Past> past, Book book, BudgetScope scope, BudgetBasis basis, String currency) {
        return past.stream()
                .map(one -> new Past(one.period(), one.costs(), book.evenings(scope, basis, currency, one.period())))
                .toList();
    }

    /** The median of the last three whole periods, or of fewer where there are no more; empty where nothing was spent. */
    public static Optional<Suggestion> suggestion(List<Past> past) {
        List<Past> last = past.stream().limit(MEDIAN_OF).toList();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        List<BigDecimal> sums = last.stream().map(Past::spent).sorted().toList();
        int middle = sums.size() / 2;
        BigDecimal median = sums.size() % 2 == 1
                ? sums.get(middle)
                : sums.get(middle - 1).add(sums.get(middle)).divide(BigDecimal.TWO);
        if (median.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal limit = median.compareTo(BigDecimal.valueOf(1_000)) >= 0
                ? median.divide(HUNDRED, 0, RoundingMode.CEILING).multiply(HUNDRED)
                : median.setScale(0, RoundingMode.CEILING);
        return Optional.of(
                new Suggestion(limit, median, last.stream().map(Past::period).toList()));
    }

    /** What a limit would have done, the newest period first. */
    public static List<WouldHave> wouldHave(List<Past> past, BigDecimal limit, List<Threshold> thresholds) {
        return past.stream().map(one -> wouldHave(one, limit, thresholds)).toList();
    }

    private static WouldHave wouldHave(Past past, BigDecimal limit, List<Threshold> thresholds) {
        List<BudgetFigures> evenings = IntStream.rangeClosed(1, past.costs().whole())
                .mapToObj(days ->
                        BudgetFigures.of(past.period(), limit, past.costs().until(days), false))
                .toList();
        return new WouldHave(
                past.period(),
                past.spent(),
                first(evenings, past.period(), day -> evenings.get(day).overBy().isPresent())
                        .filter(day -> past.spent().compareTo(limit) > 0),
                first(
                        evenings,
                        past.period(),
                        day -> thresholds.stream()
                                .anyMatch(threshold -> amount(past, day + 1, evenings.get(day), threshold.kind())
                                        .filter(amount -> threshold.isReached(amount, limit))
                                        .isPresent())));
    }

    private static Optional<BigDecimal> amount(Past past, int days, BudgetFigures figures, Threshold.Kind kind) {
        return kind == Threshold.Kind.PROJECTED && days < past.evenings().size()
                ? Optional.of(past.evenings().get(days))
                : figures.amount(kind);
    }

    private static Optional<LocalDate> first(List<BudgetFigures> evenings, LocalDateRange period, IntPredicate wanted) {
        return IntStream.range(0, evenings.size())
                .filter(wanted)
                .mapToObj(day -> period.getStart().plusDays(day))
                .findFirst();
    }
}
