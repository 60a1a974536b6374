package dev.bursar.charges.query;

import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.MonthlyCharge;
import dev.bursar.charges.SupportService;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Moves what is booked on one day for a whole month ({@link MonthlyCharge}) to all days of its month, those to come too: so each day's
 * amount stays the same while the month goes on, and days of an open month compare with those of a month that is over. No sum of a
 * whole month changes. Which charges these are is judged over all costs, so that all filters, groups and people agree.
 */
@Component
public class MonthlySpread {
    /** Decimals that costs are stored with. */
    private static final int SCALE = 10;

    private final CostQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;

    MonthlySpread(CostQueries queries, QueryConditions conditions, TermDictionary terms) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
    }

    /** What is to be added to the sums of the question's own days, by day and group. */
    public List<Cell> now(CostQuery question, Visibility visibility) {
        return moved(
                question,
                new DayRange(question.from(), question.to()),
                visibility,
                stretch -> queries.cells(stretch, visibility),
                false);
    }

    /** What is to be added to the sums of the days compared with, by day and by group. */
    public List<Cell> before(CostQuery question, DayRange days, Visibility visibility) {
        return moved(question, days, visibility, stretch -> queries.before(stretch, visibility), true);
    }

    /** @param apart whether sums of days and sums of groups are told apart, as of days compared with */
    private List<Cell> moved(
            CostQuery question,
            DayRange days,
            Visibility visibility,
            Function<Stretch, List<Cell>> sums,
            boolean apart) {
        var cells = new ArrayList<Cell>();
        for (List<Condition> which : monthly(question, days)) {
            conditions.of(question, which).sums(days, sums).forEach(booked -> cells.add(taken(booked)));
            for (Cell month : months(question, days, which, visibility)) {
                BigDecimal within = BigDecimal.ZERO;
                for (Map.Entry<LocalDate, BigDecimal> share :
                        shares(month, days).entrySet()) {
                    cells.add(new Cell(
                            share.getKey(), apart ? null : month.key(), null, month.currency(), share.getValue()));
                    within = within.add(share.getValue());
                }
                if (apart || month.part() != null) {
                    cells.add(new Cell(null, month.key(), month.part(), month.currency(), within));
                }
            }
        }
        return cells;
    }

    private static Cell taken(Cell booked) {
        return new Cell(
                booked.period(),
                booked.key(),
                booked.part(),
                booked.currency(),
                booked.amount().negate());
    }

    private List<Cell> months(CostQuery question, DayRange days, List<Condition> which, Visibility visibility) {
        DayRange whole = wholeMonths(days);
        CostQuery monthly = question.monthly(whole.from(), whole.to());
        return conditions.of(monthly, which).sums(whole, stretch -> queries.cells(stretch, visibility));
    }

    /** The days' shares of a month's sum, for those of its days that are asked for. */
    private static Map<LocalDate, BigDecimal> shares(Cell cell, DayRange days) {
        LocalDate first = Optional.ofNullable(cell.period()).orElseThrow();
        List<BigDecimal> shares = shares(cell.amount(), YearMonth.from(first).lengthOfMonth());
        var within = new HashMap<LocalDate, BigDecimal>();
        for (int i = 0; i < shares.size(); i++) {
            LocalDate day = first.plusDays(i);
            if (!day.isBefore(days.from()) && day.isBefore(days.to())) {
                within.put(day, shares.get(i));
            }
        }
        return within;
    }

    /** Equal parts whose sum is exactly the amount: what can't be divided goes to the first ones, one smallest unit each. */
    static List<BigDecimal> shares(BigDecimal amount, int number) {
        int scale = Math.max(SCALE, amount.scale());
        BigDecimal each = amount.divide(BigDecimal.valueOf(number), scale, RoundingMode.DOWN);
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale).multiply(BigDecimal.valueOf(amount.signum()));
        int units = amount.subtract(each.multiply(BigDecimal.valueOf(number)))
                .abs()
                .movePointRight(scale)
                .intValueExact();
        var shares = new ArrayList<BigDecimal>(number);
        for (int i = 0; i < number; i++) {
            shares.add(i < units ? each.add(unit) : each);
        }
        return shares;
    }

    private static DayRange wholeMonths(DayRange days) {
        return new DayRange(
                days.from().withDayOfMonth(1),
                days.to().minusDays(1).withDayOfMonth(1).plusMonths(1));
    }

    /** Conditions that each keep other charges of a month, and together all of them. */
    private List<List<Condition>> monthly(CostQuery question, DayRange days) {
        DayRange months = wholeMonths(days);
        Set<Integer> types =
                booked(question, months, Dimension.RECORD_TYPE, TermDictionary.Kind.RECORD_TYPE, MonthlyCharge::is);
        Set<Integer> support =
                booked(question, months, Dimension.SERVICE, TermDictionary.Kind.SERVICE, SupportService::is);
        var kept = new ArrayList<List<Condition>>();
        if (!types.isEmpty()) {
            kept.add(List.of(new Condition(Dimension.RECORD_TYPE, types, true)));
        }
        if (!support.isEmpty()) {
            var rest = new ArrayList<Condition>();
            rest.add(new Condition(Dimension.SERVICE, support, true));
            if (!types.isEmpty()) {
                rest.add(new Condition(Dimension.RECORD_TYPE, types, false));
            }
            kept.add(rest);
        }
        return kept;
    }

    /** Which of a dimension's wanted values have charges, but not on most days. */
    private Set<Integer> booked(
            CostQuery question,
            DayRange months,
            Dimension dimension,
            TermDictionary.Kind kind,
            Predicate<String> wanted) {
        Set<Integer> ids = terms.all(kind).entrySet().stream()
                .filter(term -> wanted.test(term.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Optional<DayRange> stored = queries.extent(Visibility.EVERYTHING);
        if (ids.isEmpty() || stored.isEmpty()) {
            return Set.of();
        }
        Map<Integer, Set<LocalDate>> days = new HashMap<>();
        var asked = new CostQuery(months.from(), months.to(), Granularity.DAILY, question.cost(), dimension, List.of());
        for (Cell cell : queries.cells(
                new Stretch(asked, List.of(new Condition(dimension, ids, true))), Visibility.EVERYTHING)) {
            if (cell.key() != null && cell.period() != null && cell.amount().signum() != 0) {
                days.computeIfAbsent(cell.key().intValue(), any -> new HashSet<>())
                        .add(cell.period());
            }
        }
        LocalDate from =
                stored.get().from().isAfter(months.from()) ? stored.get().from() : months.from();
        LocalDate to = stored.get().to().isBefore(months.to()) ? stored.get().to() : months.to();
        long all = ChronoUnit.DAYS.between(from, to);
        return days.entrySet().stream()
                .filter(one -> !MonthlyCharge.isDaily(one.getValue().size(), all))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
