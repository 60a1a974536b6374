package dev.bursar.spend;

import dev.bursar.charges.Choice;
import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.costexplorer.BreakdownCosts;
import dev.bursar.costexplorer.BreakdownCosts.Cell;
import dev.bursar.costexplorer.ReadRange;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import dev.bursar.spend.BreakdownAnswer.Check;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Costs by further tag keys, for those who may see the whole account: nothing says which team a part of them belongs to. Admins
 * turn breakdowns on and off; each is paid for.
 */
@Service
@Transactional(readOnly = true)
public class Breakdowns {
    private static final String SEES_EVERYTHING = "hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String MAY_CHANGE = "hasRole('ADMIN')";
    /** What AWS asks for a page of an answer of Cost Explorer. */
    public static final BigDecimal PAGE_USD = new BigDecimal("0.01");

    private static final int ROWS_A_PAGE = 1_000;
    /** Costs are looked at three times a day. */
    private static final int REFRESHES_A_MONTH = 3 * 30;

    private static final int MOST = 10;

    private final BreakdownCosts costs;
    private final CostService spend;
    private final Organisation organisation;
    private final Journal journal;
    private final JobRequests due;
    private final Clock clock;

    Breakdowns(
            BreakdownCosts costs,
            CostService spend,
            Organisation organisation,
            Journal journal,
            JobRequests due,
            Clock clock) {
        this.costs = costs;
        this.spend = spend;
        this.organisation = organisation;
        this.journal = journal;
        this.due = due;
        this.clock = clock;
    }

    /** Those that are turned on, by name. */
    @PreAuthorize(SEES_EVERYTHING)
    public List<Breakdown> all() {
        return costs.all();
    }

    /**
     * What a breakdown costs at AWS.
     *
     * @param first pages of its first reading
     * @param refresh pages of each later one
     * @param aMonth the most that a month of refreshes costs, in USD
     */
    public record Price(int first, int refresh, BigDecimal aMonth) {
        public BigDecimal firstUsd() {
            return PAGE_USD.multiply(BigDecimal.valueOf(first));
        }

        private static Price of(int first, int refresh) {
            return new Price(first, refresh, PAGE_USD.multiply(BigDecimal.valueOf((long) refresh * REFRESHES_A_MONTH)));
        }
    }

    /** A guess before it is turned on: as if the tag had as many values as the one that names teams. Asks nothing of AWS. */
    @PreAuthorize(SEES_EVERYTHING)
    public Price price(Dimension dimension) {
        ReadRange frame = ReadRange.at(clock.instant());
        LocalDate last = frame.open().minusMonths(1);
        List<Long> groups = costs.groups(dimension, last, frame.open());
        int months = (int) frame.history().until(frame.open(), java.time.temporal.ChronoUnit.MONTHS);
        int daily = pages(groups.getFirst()
                * Math.max(1, frame.open().until(frame.end(), java.time.temporal.ChronoUnit.DAYS))
                / last.lengthOfMonth());
        return Price.of(daily + pages(groups.getLast() * months), daily);
    }

    private static int pages(long rows) {
        return (int) Math.max(1, (rows + ROWS_A_PAGE - 1) / ROWS_A_PAGE);
    }

    /**
     * Reads it soon, and with each run of its job from then on.
     *
     * @throws BreakdownExists when this tag is broken down by this dimension already
     * @throws IllegalArgumentException when the key has no right length, or there are 10 already
     */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.CONSTRAINT)
    public int turnOn(String tagKey, Dimension dimension) {
        String key = tagKey.strip();
        if (key.isEmpty() || key.length() > Breakdown.LONGEST_KEY || key.indexOf('\0') >= 0 || key.indexOf('$') >= 0) {
            throw new IllegalArgumentException("A tag key has 1 to 128 characters");
        }
        if (!Breakdown.DIMENSIONS.contains(dimension)) {
            throw new IllegalArgumentException("No breakdown is read by " + dimension);
        }
        if (costs.all().size() >= MOST) {
            throw new IllegalArgumentException("There are at most 10 breakdowns");
        }
        int id = costs.add(key, dimension);
        due.add(Breakdown.JOB);
        journal.record(SpendAction.BREAKDOWN_TURNED_ON, subject(id), null, fields(key, dimension));
        return id;
    }

    /**
     * Stops reading it, and forgets what was read.
     *
     * @throws StaleEdit when it is off already
     */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.CONDITION)
    public void turnOff(int id) {
        Breakdown was = find(id).orElseThrow(() -> new StaleEdit(subject(id)));
        if (!costs.remove(id)) {
            throw new StaleEdit(subject(id));
        }
        journal.record(SpendAction.BREAKDOWN_TURNED_OFF, subject(id), fields(was.tagKey(), was.dimension()), null);
    }

    /**
     * A month of a breakdown; empty where there is no such breakdown. Days and parts without costs are absent.
     *
     * @param filters on {@link Dimension#TAG_VALUE}, which stands for the breakdown's own tag, and on its dimension; others are
     *     no part of it
     */
    @PreAuthorize(SEES_EVERYTHING)
    public Optional<BreakdownAnswer> ask(int id, YearMonth month, List<CostFilter> filters) {
        return find(id).map(breakdown -> answer(breakdown, month, filters));
    }

    private BreakdownAnswer answer(Breakdown breakdown, YearMonth month, List<CostFilter> filters) {
        if (filters.stream()
                .anyMatch(filter ->
                        filter.dimension() != Dimension.TAG_VALUE && filter.dimension() != breakdown.dimension())) {
            throw new IllegalArgumentException("A breakdown answers only what it was read by");
        }
        LocalDate from = month.atDay(1);
        boolean daily = costs.isDaily(breakdown.id(), from);
        List<Cell> cells = costs.month(breakdown.id(), from);
        LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        LocalDate next = from.plusMonths(1);
        LocalDate to = daily
                ? cells.getLast().period().plusDays(1)
                : next.isAfter(today) && from.isBefore(today) ? today.plusDays(1) : next;
        var question = new CostQuery(
                from,
                to,
                daily ? Granularity.DAILY : Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.TAG_VALUE,
                breakdown.dimension(),
                Set.of(),
                null,
                filters);
        CostResult charges = spend.ask(
                new CostQuery(from, to, Granularity.MONTHLY, CostMetric.EFFECTIVE, Dimension.TEAM, List.of()));
        List<LocalDate> periods = daily ? from.datesUntil(to).toList() : List.of(from);
        Map<String, String> names =
                breakdown.dimension() == Dimension.ACCOUNT ? DimensionLabels.accountNames(organisation) : Map.of();
        List<Cell> kept = cells.stream()
                .filter(cell -> filters.stream().allMatch(filter -> matches(filter, cell, names)))
                .toList();
        var answer = new CostResult(
                question,
                periods,
                currencies(kept, periods, names),
                charges.finality(),
                breakdown.readAt(),
                charges.accountsSeen());
        return new BreakdownAnswer(
                breakdown,
                answer,
                choices(cells, Cell::tagValue, value -> ChoiceText.of(value, ChoiceText.UNTAGGED)),
                choices(cells, Cell::value, value -> names.getOrDefault(value, value)),
                checks(cells, charges));
    }

    private static List<Choice> choices(List<Cell> cells, Function<Cell, String> value, UnaryOperator<String> name) {
        return cells.stream()
                .map(value)
                .distinct()
                .map(one -> new Choice(one, name.apply(one)))
                .sorted(Comparator.comparing((Choice choice) -> choice.label().toLowerCase(Locale.ROOT))
                        .thenComparing(Choice::key))
                .toList();
    }

    private static boolean matches(CostFilter filter, Cell cell, Map<String, String> names) {
        String value = filter.dimension() == Dimension.TAG_VALUE ? cell.tagValue() : cell.value();
        boolean found = filter.operator() == Operator.CONTAINS
                ? filter.values().stream()
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .anyMatch(part -> value.toLowerCase(Locale.ROOT).contains(part)
                                || names.getOrDefault(value, "")
                                        .toLowerCase(Locale.ROOT)
                                        .contains(part))
                : filter.values().contains(value);
        return found != (filter.operator() == Operator.IS_NOT);
    }

    private static List<Check> checks(List<Cell> cells, CostResult charges) {
        var read = new TreeMap<String, BigDecimal>();
        cells.forEach(cell -> read.merge(cell.currency(), cell.amount(), BigDecimal::add));
        charges.currencies().forEach(spend -> read.putIfAbsent(spend.currency(), BigDecimal.ZERO));
        return read.entrySet().stream()
                .map(sum -> new Check(
                        sum.getKey(),
                        sum.getValue(),
                        charges.currencies().stream()
                                .filter(spend -> spend.currency().equals(sum.getKey()))
                                .map(CurrencySpend::total)
                                .findFirst()
                                .orElse(BigDecimal.ZERO)))
                .toList();
    }

    private static List<CurrencySpend> currencies(
            List<Cell> cells, List<LocalDate> periods, Map<String, String> names) {
        Map<String, List<Cell>> byCurrency =
                cells.stream().collect(Collectors.groupingBy(Cell::currency, TreeMap::new, Collectors.toList()));
        return byCurrency.entrySet().stream()
                .map(entry -> spend(entry.getKey(), entry.getValue(), periods, names))
                .sorted(Comparator.comparing((CurrencySpend one) -> one.total().abs())
                        .reversed()
                        .thenComparing(CurrencySpend::currency))
                .toList();
    }

    private static CurrencySpend spend(
            String currency, List<Cell> cells, List<LocalDate> periods, Map<String, String> names) {
        var groups = new LinkedHashMap<String, List<Cell>>();
        cells.forEach(cell -> groups.computeIfAbsent(cell.tagValue(), any -> new ArrayList<>())
                .add(cell));
        List<Row> rows = groups.entrySet().stream()
                .map(group -> new Row(
                        group.getKey(),
                        ChoiceText.of(group.getKey(), ChoiceText.UNTAGGED),
                        sum(group.getValue()),
                        perPeriod(group.getValue(), periods),
                        BigDecimal.ZERO,
                        parts(group.getValue(), names)))
                .sorted(Comparator.comparing(Row::total)
                        .reversed()
                        .thenComparing(Row::label)
                        .thenComparing(Row::key))
                .toList();
        List<BigDecimal> nothing =
                periods.stream().map(period -> BigDecimal.ZERO).toList();
        return new CurrencySpend(currency, sum(cells), perPeriod(cells, periods), BigDecimal.ZERO, nothing, rows);
    }

    private static List<Part> parts(List<Cell> cells, Map<String, String> names) {
        var sums = new LinkedHashMap<String, BigDecimal>();
        cells.forEach(cell -> sums.merge(cell.value(), cell.amount(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(part -> new Part(
                        part.getKey(),
                        names.getOrDefault(part.getKey(), part.getKey()),
                        part.getValue(),
                        List.of(),
                        BigDecimal.ZERO))
                .sorted(Comparator.comparing(Part::total)
                        .reversed()
                        .thenComparing(Part::label)
                        .thenComparing(Part::key))
                .toList();
    }

    private static List<BigDecimal> perPeriod(Collection<Cell> cells, List<LocalDate> periods) {
        var sums = new BigDecimal[periods.size()];
        Arrays.fill(sums, BigDecimal.ZERO);
        for (Cell cell : cells) {
            int at = periods.size() == 1
                    ? 0
                    : (int) periods.getFirst().until(cell.period(), java.time.temporal.ChronoUnit.DAYS);
            sums[at] = sums[at].add(cell.amount());
        }
        return List.of(sums);
    }

    private static BigDecimal sum(Collection<Cell> cells) {
        return cells.stream().map(Cell::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Optional<Breakdown> find(int id) {
        return costs.all().stream().filter(breakdown -> breakdown.id() == id).findFirst();
    }

    private static Map<String, Object> fields(String key, Dimension dimension) {
        return Map.of("tagKey", key, "dimension", dimension.stored());
    }

    private static String subject(int id) {
        return "breakdown:" + id;
    }
}
