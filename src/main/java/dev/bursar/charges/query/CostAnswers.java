package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.TagFacts;
import dev.bursar.charges.query.CostQueries.Facts;
import dev.bursar.charges.query.CostQueries.FromCostExplorer;
import dev.bursar.charges.query.CostService.CostSum;
import dev.bursar.charges.query.DimensionLabels.Labels;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/**
 * Answers questions about costs with what a visibility shows. It asks for no rights: {@link CostService} does that for the person who
 * asks, and other modules do it for figures that are the same for all who may see them, such as a budget's.
 */
@Component
@Transactional(readOnly = true)
public class CostAnswers {
    /** Its key doesn't matter: all tags of a charge are one number. */
    private static final Dimension ALL_TAGS = new Dimension.Tag("any");

    private final CostQueries queries;
    private final QueryConditions conditions;
    private final DimensionLabels labels;
    private final MonthlySpread spread;
    private final TermDictionary terms;
    private final KeptTags keptTags;

    CostAnswers(
            CostQueries queries,
            QueryConditions conditions,
            DimensionLabels labels,
            MonthlySpread spread,
            TermDictionary terms,
            KeptTags keptTags) {
        this.queries = queries;
        this.conditions = conditions;
        this.labels = labels;
        this.spread = spread;
        this.terms = terms;
        this.keptTags = keptTags;
    }

    /** The answer; empty where nothing may be seen. */
    public CostResult ask(CostQuery question, Visibility visibility) {
        return answer(question, visibility, false);
    }

    /** The same, with what is kept of a tag's values where the charges don't say them, as far as the person sees everything. */
    public CostResult explore(CostQuery question, Visibility visibility) {
        return answer(question, visibility, true);
    }

    private CostResult answer(CostQuery question, Visibility visibility, boolean withKept) {
        List<LocalDate> periods = periods(question);
        Kept kept = kept(question, visibility, withKept);
        List<CurrencySpend> currencies =
                visibility.nothing() ? List.of() : currencies(question, periods, visibility, kept);
        Facts facts = currencies.isEmpty()
                ? new Facts(0, queries.observedAt(), Finality.SETTLED, List.of())
                : queries.facts(question.from(), question.to(), visibility);
        return new CostResult(
                question,
                periods,
                currencies,
                facts.finality(),
                facts.observedAt(),
                facts.accounts(),
                facts.exported(),
                visibility.nothing()
                        ? Optional.empty()
                        : question.tag().map(tag -> tagFacts(question, tag, facts.exported(), visibility, kept)));
    }

    /** @param before of the days compared with; of the same days where nothing is compared */
    private record Kept(KeptAnswer now, KeptAnswer before) {}

    private Kept kept(CostQuery question, Visibility visibility, boolean asked) {
        var days = new DayRange(question.from(), question.to());
        DayRange compared = Optional.ofNullable(question.before()).orElse(days);
        if (!asked || question.tag().isEmpty()) {
            return new Kept(KeptAnswer.nothing(days), KeptAnswer.nothing(compared));
        }
        KeptAnswer now = keptTags.of(question, days, visibility);
        return new Kept(now, question.before() == null ? now : keptTags.of(question, compared, visibility));
    }

    private TagFacts tagFacts(
            CostQuery question, Dimension.Tag tag, List<LocalDateRange> exported, Visibility visibility, Kept kept) {
        FromCostExplorer own = notKept(kept.now(), visibility);
        FromCostExplorer compared = question.before() == null ? own : notKept(kept.before(), visibility);
        List<LocalDateRange> days = Stream.concat(compared.days().stream(), own.days().stream())
                .distinct()
                .toList();
        return new TagFacts(
                tag,
                days,
                Math.max(own.accounts(), compared.accounts()),
                days.stream().anyMatch(some -> exported.stream().anyMatch(some::overlaps)),
                kept.now().facts(),
                own.days().isEmpty() ? Map.of() : leftOut(question, kept.now().rest(), visibility));
    }

    private FromCostExplorer notKept(KeptAnswer kept, Visibility visibility) {
        List<FromCostExplorer> parts = kept.rest().stream()
                .map(rest -> queries.fromCostExplorer(rest.from(), rest.to(), visibility))
                .toList();
        return new FromCostExplorer(
                parts.stream().flatMap(part -> part.days().stream()).toList(),
                parts.stream().mapToInt(FromCostExplorer::accounts).max().orElse(0));
    }

    /** What of these days would match if what isn't known of its tags did. */
    private Map<String, BigDecimal> leftOut(CostQuery question, List<DayRange> days, Visibility visibility) {
        List<CostFilter> strict = question.filters().stream()
                .filter(filter -> filter.dimension() instanceof Dimension.Tag
                        && filter.operator() != Operator.IS_NOT
                        && !filter.values().contains(Dimension.NOT_STATED))
                .toList();
        if (strict.isEmpty()) {
            return Map.of();
        }
        List<CostFilter> filters = question.filters().stream()
                .map(filter -> strict.contains(filter)
                        ? new CostFilter(filter.dimension(), Operator.IS, List.of(Dimension.NOT_STATED))
                        : filter)
                .toList();
        Stretches stretches = conditions.of(question.coarse().with(filters));
        Map<String, BigDecimal> sums = new HashMap<>();
        days.forEach(some -> stretches
                .sums(some, stretch -> queries.cells(stretch, visibility))
                .forEach(cell -> sums.merge(cell.currency(), cell.amount(), BigDecimal::add)));
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    /** The sums of the question's groups for each period in which something was spent. */
    public List<CostSum> sums(CostQuery question, Visibility visibility) {
        CostResult answer = ask(question, visibility);
        var sums = new ArrayList<CostSum>();
        for (CurrencySpend spend : answer.currencies()) {
            CurrencyUnit currency = CurrencyUnit.of(spend.currency());
            for (CostResult.Row row : spend.rows()) {
                for (int at = 0; at < answer.periods().size(); at++) {
                    BigDecimal amount = row.perPeriod().get(at);
                    if (amount.signum() != 0) {
                        sums.add(new CostSum(
                                answer.periods().get(at), row.key(), row.label(), BigMoney.of(currency, amount)));
                    }
                }
            }
        }
        return sums;
    }

    /** The values of a dimension that have charges in the range, by name. */
    public List<Choice> choices(Dimension dimension, LocalDate from, LocalDate to, Visibility visibility) {
        if (visibility.nothing()) {
            return List.of();
        }
        boolean stored = !Dimension.OF_TEAMS.contains(dimension)
                && !Dimension.OF_MODELS.contains(dimension)
                && !Dimension.OF_CLUSTERS.contains(dimension)
                && dimension != Dimension.PROFILE;
        List<Choice> found = !stored
                ? asked(dimension, from, to, visibility)
                : named(
                        dimension,
                        queries.present(dimension, from, to, visibility).stream()
                                .map(Long::valueOf)
                                .toList());
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing((Choice choice) -> choice.label().toLowerCase(Locale.ROOT))
                        .thenComparing(Choice::key))
                .toList();
    }

    private List<Choice> named(Dimension dimension, List<Long> ids) {
        Labels named = labels.of(dimension, ids);
        return ids.stream().map(named::of).toList();
    }

    /** Of what isn't stored with charges what those have that the person may see. */
    private List<Choice> asked(Dimension dimension, LocalDate from, LocalDate to, Visibility visibility) {
        return ask(new CostQuery(from, to, Granularity.MONTHLY, CostMetric.BILLED, dimension, List.of()), visibility)
                .currencies()
                .stream()
                .flatMap(currency -> currency.rows().stream())
                .map(row -> new Choice(row.key(), row.label()))
                .toList();
    }

    /** What the charges from exports cost that have a value of a tag, by currency and the tag's key. */
    public Map<String, Map<String, BigDecimal>> tagged(CostQuery question, Visibility visibility) {
        if (visibility.nothing() || !queries.hasExports()) {
            return Map.of();
        }
        Set<String> keys = queries.exportedTagKeys();
        List<Cell> cells = conditions.of(question.about(question.from(), question.to(), ALL_TAGS, null)).all().stream()
                .flatMap(stretch -> queries.cells(stretch, visibility).stream())
                .toList();
        Map<Integer, List<String>> tags = new HashMap<>();
        terms.texts(ids(Cell::key, cells, List.of()).stream()
                        .map(Long::intValue)
                        .toList())
                .forEach((id, text) -> tags.put(
                        id,
                        TagsText.read(text).entrySet().stream()
                                .filter(tag -> !tag.getValue().isEmpty() && keys.contains(tag.getKey()))
                                .map(Map.Entry::getKey)
                                .toList()));
        Map<String, Map<String, BigDecimal>> sums = new HashMap<>();
        cells.forEach(cell -> tags.getOrDefault(
                        Objects.requireNonNull(cell.key()).intValue(), List.of())
                .forEach(key -> sums.computeIfAbsent(cell.currency(), any -> new HashMap<>())
                        .merge(key, cell.amount(), BigDecimal::add)));
        return sums;
    }

    /** The days with charges; empty while there are none. */
    public Optional<DayRange> extent(Visibility visibility) {
        return queries.extent(visibility);
    }

    /** Another text whenever costs of the months that begin in the range have changed, or their owners. */
    public String version(LocalDate from, LocalDate to) {
        return queries.version(from, to);
    }

    private List<CurrencySpend> currencies(
            CostQuery question, List<LocalDate> periods, Visibility visibility, Kept kept) {
        Stretches stretches = conditions.of(question);
        DayRange days = question.before();
        var numbers = new KeptAnswer.Numbers();
        List<Cell> now = kept.now().cells(question, CostQueries.shapes(question), numbers);
        kept.now()
                .rest()
                .forEach(rest -> now.addAll(stretches.sums(rest, stretch -> queries.cells(stretch, visibility))));
        if (question.spread()) {
            now.addAll(spread.now(question, visibility));
        }
        var before = new ArrayList<Cell>();
        if (days != null && !now.isEmpty()) {
            before.addAll(kept.before().cells(question, CostQueries.shapesBefore(question), numbers));
            kept.before()
                    .rest()
                    .forEach(rest ->
                            before.addAll(stretches.sums(rest, stretch -> queries.before(stretch, visibility))));
            if (question.spread()) {
                before.addAll(spread.before(question, days, visibility));
            }
        }
        Labels groups = numbers.labels(
                question.groupBy(),
                stretches
                        .labels(question.groupBy())
                        .orElseGet(() -> labels.of(question.groupBy(), ids(Cell::key, now, before))));
        Dimension thenBy = question.thenBy();
        Labels parts = thenBy == null
                ? id -> new Choice("", "")
                : numbers.labels(
                        thenBy,
                        stretches.labels(thenBy).orElseGet(() -> labels.of(thenBy, ids(Cell::part, now, before))));
        var sums = new ResultSums(periods, period -> place(question, days, period), groups, parts);
        now.forEach(sums::now);
        before.forEach(sums::before);
        return sums.currencies();
    }

    /** The place of a period among those of the days compared with, which is its place among the question's. */
    private static int place(CostQuery question, @Nullable DayRange days, LocalDate period) {
        if (days == null) {
            throw new IllegalStateException("Nothing is compared");
        }
        LocalDate first = question.granularity().periodOf(days.from());
        return (int) (question.granularity() == Granularity.DAILY ? ChronoUnit.DAYS : ChronoUnit.MONTHS)
                .between(first, period);
    }

    private static Set<Long> ids(Function<Cell, @Nullable Long> part, List<Cell> now, List<Cell> before) {
        return Stream.concat(now.stream(), before.stream())
                .map(part)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static List<LocalDate> periods(CostQuery question) {
        var periods = new ArrayList<LocalDate>();
        LocalDate period = question.granularity().periodOf(question.from());
        while (period.isBefore(question.to())) {
            periods.add(period);
            period = question.granularity() == Granularity.DAILY ? period.plusDays(1) : period.plusMonths(1);
        }
        return periods;
    }
}
