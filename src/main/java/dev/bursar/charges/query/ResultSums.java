package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.query.DimensionLabels.Labels;
import dev.bursar.charges.sums.Cell;
import module java.base;

/** Adds up the cells of an answer: groups with their parts, the days compared with, and the whole, for each currency. */
public final class ResultSums {
    private final Map<LocalDate, Integer> index = new HashMap<>();
    private final ToIntFunction<LocalDate> placeBefore;
    private final Labels groupLabels;
    private final Labels partLabels;
    private final Map<String, Currency> currencies = new TreeMap<>();
    private boolean partsHavePeriods;

    /** @param placeBefore the place of a period of the days compared with */
    public ResultSums(List<LocalDate> periods, ToIntFunction<LocalDate> placeBefore, Labels groups, Labels parts) {
        this.placeBefore = placeBefore;
        periods.forEach(period -> index.put(period, index.size()));
        groupLabels = groups;
        partLabels = parts;
    }

    public void now(Cell cell) {
        Long key = cell.key();
        if (key == null) {
            return; // every sum of now belongs to a group
        }
        Currency currency = currencies.computeIfAbsent(cell.currency(), any -> new Currency());
        Group group = currency.groups.computeIfAbsent(groupLabels.of(key), any -> new Group());
        if (cell.period() != null) {
            int at = index.getOrDefault(cell.period(), 0);
            group.add(at, cell.amount());
            currency.whole.add(at, cell.amount());
        }
        if (cell.part() != null) {
            Group part = group.parts.computeIfAbsent(partLabels.of(cell.part()), any -> new Group());
            part.total = part.total.add(cell.amount());
            if (cell.period() != null) {
                partsHavePeriods = true;
                part.add(index.getOrDefault(cell.period(), 0), cell.amount());
            }
        }
    }

    /** A sum of the days compared with; a currency without costs now is left out. */
    public void before(Cell cell) {
        Currency currency = currencies.get(cell.currency());
        if (currency == null) {
            return;
        }
        Long key = cell.key();
        if (key == null) {
            LocalDate period = cell.period();
            currency.beforeAt(period == null ? Integer.MAX_VALUE : placeBefore.applyAsInt(period), cell.amount());
            return;
        }
        Group group = currency.groups.computeIfAbsent(groupLabels.of(key), any -> new Group());
        group.before = group.before.add(cell.amount());
        if (cell.part() != null) {
            Group part = group.parts.computeIfAbsent(partLabels.of(cell.part()), any -> new Group());
            part.before = part.before.add(cell.amount());
        }
    }

    public List<CurrencySpend> currencies() {
        return currencies.entrySet().stream()
                .map(entry -> entry.getValue().spend(entry.getKey()))
                .sorted(Comparator.comparing(
                                (CurrencySpend spend) -> spend.total().abs())
                        .reversed()
                        .thenComparing(CurrencySpend::currency))
                .toList();
    }

    private final class Currency {
        private final Group whole = new Group();
        private final BigDecimal[] before = zeros();
        private final Map<Choice, Group> groups = new LinkedHashMap<>();

        /** What was spent in periods that the question hasn't is in the sum alone. */
        private void beforeAt(int period, BigDecimal amount) {
            if (period < before.length) {
                before[period] = before[period].add(amount);
            }
            whole.before = whole.before.add(amount);
        }

        private CurrencySpend spend(String currency) {
            var rows = new ArrayList<Row>(groups.size());
            groups.forEach((choice, group) -> rows.add(group.row(choice)));
            rows.sort(Comparator.comparing(Row::total)
                    .reversed()
                    .thenComparing(Row::label)
                    .thenComparing(Row::key));
            List<BigDecimal> perPeriod = whole.amounts();
            BigDecimal total = perPeriod.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return new CurrencySpend(currency, total, perPeriod, whole.before, Arrays.asList(before), rows);
        }
    }

    private final class Group {
        private BigDecimal[] perPeriod = {};
        private BigDecimal total = BigDecimal.ZERO;
        private BigDecimal before = BigDecimal.ZERO;
        private final Map<Choice, Group> parts = new LinkedHashMap<>();

        private void add(int period, BigDecimal amount) {
            if (perPeriod.length == 0) {
                perPeriod = zeros();
            }
            perPeriod[period] = perPeriod[period].add(amount);
        }

        private List<BigDecimal> amounts() {
            return Arrays.asList(perPeriod.length == 0 ? zeros() : perPeriod);
        }

        private Row row(Choice choice) {
            List<BigDecimal> amounts = amounts();
            var split = new ArrayList<Part>(parts.size());
            parts.forEach((key, part) -> split.add(new Part(
                    key.key(), key.label(), part.total, partsHavePeriods ? part.amounts() : List.of(), part.before)));
            split.sort(Comparator.comparing(Part::total)
                    .reversed()
                    .thenComparing(Part::label)
                    .thenComparing(Part::key));
            return new Row(
                    choice.key(),
                    choice.label(),
                    amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                    amounts,
                    before,
                    split);
        }
    }

    private BigDecimal[] zeros() {
        var zeros = new BigDecimal[index.size()];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }
}
