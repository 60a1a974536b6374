package dev.bursar.spend;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.costexplorer.BreakdownCosts;
import dev.bursar.costexplorer.Forecasts;
import dev.bursar.kernel.Scope;
import dev.bursar.org.MarkedTeams;
import dev.bursar.org.Organisation;
import dev.bursar.setup.TeamKey;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/** What the explorer shows beside costs: where the month is heading, and each thing's colour. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class SpendService {
    private final CostService costs;
    private final Projections projections;
    private final Colours colours;
    private final Scope scope;
    private final Organisation organisation;
    private final TeamKey teamKey;
    private final BreakdownCosts breakdowns;

    SpendService(
            CostService costs,
            CostForecasts forecasts,
            Forecasts aws,
            Colours colours,
            Scope scope,
            Organisation organisation,
            TeamKey teamKey,
            BreakdownCosts breakdowns) {
        this.costs = costs;
        projections = new Projections(costs, forecasts, aws, scope);
        this.colours = colours;
        this.scope = scope;
        this.organisation = organisation;
        this.teamKey = teamKey;
        this.breakdowns = breakdowns;
    }

    /** An answer as pages show it: new teams are marked in one by team, and what isn't tagged says which tag it lacks. */
    public CostResult marked(CostResult answer) {
        Dimension by = answer.question().groupBy();
        if (by == Dimension.TAG_VALUE || answer.question().thenBy() == Dimension.TAG_VALUE) {
            Optional<String> none = teamTag().map(key -> new Dimension.Tag(key).none());
            BinaryOperator<String> named = (key, label) -> key.isEmpty() ? none.orElse(label) : label;
            BinaryOperator<String> same = (key, label) -> label;
            return by == Dimension.TAG_VALUE ? answer.labelled(named) : teams(answer.labelled(same, named));
        }
        return teams(answer);
    }

    private CostResult teams(CostResult answer) {
        if (answer.question().groupBy() != Dimension.TEAM) {
            return answer;
        }
        Set<String> unconfirmed = unconfirmed();
        return unconfirmed.isEmpty()
                ? answer
                : answer.labelled((key, label) -> unconfirmed.contains(key) ? label + MarkedTeams.NEW : label);
    }

    /** Teams to choose from as pages show them: new teams are marked. */
    public List<Choice> marked(List<Choice> teams) {
        Set<String> unconfirmed = unconfirmed();
        return teams.stream()
                .map(team -> unconfirmed.contains(team.key())
                        ? new Choice(team.key(), team.label() + MarkedTeams.NEW)
                        : team)
                .toList();
    }

    private Set<String> unconfirmed() {
        return organisation.unconfirmed().stream()
                .map(team -> String.valueOf(team.value()))
                .collect(Collectors.toSet());
    }

    /** {@link #projections} of the largest currency, in EffectiveCost. */
    public Optional<Projection> projection(LocalDate today) {
        return projections(today, CostMetric.EFFECTIVE).stream().findFirst();
    }

    /**
     * Where the month that {@code today} is in is heading, the largest currency first; empty while it has no costs that the person
     * may see.
     *
     * @param today the current day (UTC); the day before it is the last whole one
     * @param cost AWS's forecast is of EffectiveCost, and absent from others
     */
    public List<Projection> projections(LocalDate today, CostMetric cost) {
        return projections.of(today, cost);
    }

    /**
     * What the months of a period cost or are expected to, by currency, the largest first; none where all of them are over, and where under
     * eight weeks of costs are known.
     *
     * @param period whole months
     * @param today the current day (UTC)
     */
    public List<Outlook> outlook(LocalDateRange period, CostMetric cost, LocalDate today) {
        return outlook(
                new CostQuery(period.getStart(), period.getEnd(), Granularity.MONTHLY, cost, Dimension.TEAM, List.of()),
                today);
    }

    /**
     * The same of some costs only.
     *
     * @param question about whole months, with filters that {@link Outlook#knows} allows; its groups don't matter
     */
    public List<Outlook> outlook(CostQuery question, LocalDate today) {
        LocalDate whole = costs.extent()
                .map(CostResult.DayRange::to)
                .filter(end -> end.isBefore(today))
                .orElse(today);
        return projections.outlook(question, whole);
    }

    /**
     * What the days left of the open month are expected to cost, for each row of a daily answer that reaches from the month's first day to
     * the last day with costs. Empty for any other answer, for more than 2,000 rows, and before seven whole days have been read.
     *
     * @param lastDay the last day with costs, which may not be over
     * @param today the current day (UTC)
     */
    public Optional<Pace> pace(CostResult answer, LocalDate lastDay, LocalDate today) {
        return projections.pace(answer, lastDay, today);
    }

    /**
     * How much of some costs carries each tag key that their sources know, the largest first: the tag that names teams, those of charge
     * files, and all of breakdowns. Other keys that none of these costs has are left out.
     */
    public List<TagSpend> tags(CostQuery question) {
        Optional<TagSpend> teams = tagged(question, Dimension.TAG_VALUE, Set.of());
        if (teams.isEmpty()) {
            return List.of();
        }
        TagSpend whole = teams.get();
        Map<String, BigDecimal> files = costs.tagged(question).getOrDefault(whole.currency(), Map.of());
        Set<String> kept = keptKeys();
        Stream<TagSpend> ofFiles = files.entrySet().stream()
                .filter(tag -> !kept.contains(tag.getKey()))
                .map(tag -> new TagSpend(
                        new Dimension.Tag(tag.getKey()), whole.currency(), tag.getValue(), whole.total(), true, false));
        Stream<TagSpend> ofBreakdowns =
                kept.stream().flatMap(key -> tagged(question, new Dimension.Tag(key), files.keySet()).stream());
        return Stream.of(Stream.of(whole), ofFiles, ofBreakdowns)
                .flatMap(some -> some)
                .filter(one -> one.tagged().signum() != 0
                        || one.tag() instanceof Dimension.Tag(String key) && kept.contains(key))
                .sorted(Comparator.comparing(TagSpend::tagged)
                        .reversed()
                        .thenComparing(one -> one.tag().label()))
                .toList();
    }

    /** One tag, in the largest currency; empty where nothing was spent. */
    private Optional<TagSpend> tagged(CostQuery question, Dimension tag, Set<String> inFiles) {
        CostResult answer = costs.explore(new CostQuery(
                question.from(),
                question.to(),
                Granularity.MONTHLY,
                question.cost(),
                tag,
                null,
                question.without(),
                null,
                question.filters()));
        return answer.currencies().stream()
                .findFirst()
                .map(spend -> new TagSpend(
                        tag,
                        spend.currency(),
                        spend.rows().stream()
                                .filter(row ->
                                        !row.key().isEmpty() && !row.key().equals(Dimension.NOT_STATED))
                                .map(Row::total)
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        spend.total(),
                        tag instanceof Dimension.Tag(String key) && inFiles.contains(key),
                        answer.tag()
                                .filter(facts -> !facts.kept().days().isEmpty())
                                .isPresent()));
    }

    /** The keys that breakdowns keep; none for who doesn't see all costs. */
    private Set<String> keptKeys() {
        if (!scope.visibility().everything()) {
            return Set.of();
        }
        Optional<String> teams = teamTag();
        return breakdowns.all().stream()
                .map(Breakdown::tagKey)
                .filter(key -> !teams.equals(Optional.of(key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the explorer groups and filters by: what charges know, and the tags of breakdowns. */
    public List<Dimension> dimensions() {
        var dimensions = new ArrayList<>(costs.dimensions());
        keptKeys().stream()
                .map(Dimension.Tag::new)
                .filter(tag -> !dimensions.contains(tag))
                .forEach(dimensions::add);
        boolean tags = dimensions.removeIf(Dimension.TAG_VALUE::equals);
        if (tags) {
            // with the other tags
            int first = (int) dimensions.stream()
                    .takeWhile(dimension -> !(dimension instanceof Dimension.Tag))
                    .count();
            dimensions.add(first, Dimension.TAG_VALUE);
        }
        return dimensions;
    }

    /** The values that a filter of the explorer offers, by name: those of the charges, of a tag those of breakdowns too. */
    public List<Choice> choices(Dimension dimension, LocalDate from, LocalDate to) {
        List<Choice> found = costs.choices(dimension, from, to);
        if (!(dimension instanceof Dimension.Tag(String key)) || !keptKeys().contains(key)) {
            return found;
        }
        LocalDate first = from.withDayOfMonth(1);
        LocalDate last = to.minusDays(1).withDayOfMonth(1).plusMonths(1);
        return Stream.concat(
                        found.stream(),
                        Stream.of(Granularity.DAILY, Granularity.MONTHLY)
                                .flatMap(granularity -> costs
                                        .explore(new CostQuery(
                                                first, last, granularity, CostMetric.EFFECTIVE, dimension, List.of()))
                                        .currencies()
                                        .stream())
                                .flatMap(spend -> spend.rows().stream())
                                .map(row -> new Choice(row.key(), row.label())))
                .distinct()
                .sorted(Comparator.comparing((Choice choice) -> choice.label().toLowerCase(Locale.ROOT))
                        .thenComparing(Choice::key))
                .toList();
    }

    /** The key of the tag whose values name teams, which all sources of costs know; empty while none does. */
    public Optional<String> teamTag() {
        return teamKey.key();
    }

    /**
     * The palette's places, 1 to 10, of what one chart draws; each thing keeps its own for good.
     *
     * @param keys as in rows, the most important first, at most 100
     */
    public Map<String, Integer> colours(Dimension dimension, List<String> keys) {
        return colours.of(dimension, keys.stream().distinct().limit(100).toList());
    }
}
