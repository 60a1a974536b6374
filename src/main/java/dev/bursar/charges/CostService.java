package dev.bursar.charges;

import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostQueries.Facts;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.charges.query.DimensionLabels.Labels;
import dev.bursar.charges.query.MoveQueries;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.ResultSums;
import dev.bursar.charges.query.Stretches;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.org.TeamAttributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers questions about spend, each with what the person who asks may see. Costs nothing at AWS. */
@Service
@Transactional(readOnly = true)
public class CostService {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')";
    private static final int MOST_TAGS = 100;

    private final CostQueries queries;
    private final MoveQueries moves;
    private final QueryConditions conditions;
    private final TermDictionary terms;
    private final Organisation organisation;
    private final DimensionLabels labels;
    private final Scope scope;

    public CostService(
            CostQueries queries,
            MoveQueries moves,
            QueryConditions conditions,
            TermDictionary terms,
            Organisation organisation,
            DimensionLabels labels,
            Scope scope) {
        this.queries = queries;
        this.moves = moves;
        this.conditions = conditions;
        this.terms = terms;
        this.organisation = organisation;
        this.labels = labels;
        this.scope = scope;
    }

    /** The answer for what the person may see; without rights it is empty, as if there were nothing. */
    @PreAuthorize(MAY_SEE)
    public CostResult ask(CostQuery question) {
        Visibility visibility = scope.visibility();
        List<LocalDate> periods = periods(question);
        List<CurrencySpend> currencies = visibility.nothing() ? List.of() : currencies(question, periods, visibility);
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
                facts.exported());
    }

    /** The sums of the question's groups for each period in which something was spent, as money; for jobs and reports. */
    @PreAuthorize(MAY_SEE)
    public List<CostSum> sums(CostQuery question) {
        CostResult answer = ask(question);
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

    /**
     * What a group cost in a period.
     *
     * @param period its first day
     * @param key of the group, as a filter takes it
     */
    public record CostSum(LocalDate period, String key, String label, BigMoney amount) {}

    /**
     * The values that a filter offers: those with charges in the range that the person may see, by name.
     *
     * @return value by shown name, in order
     */
    @PreAuthorize(MAY_SEE)
    public List<Choice> choices(Dimension dimension, LocalDate from, LocalDate to) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        List<Choice> found = Dimension.OF_TEAMS.contains(dimension)
                ? ofTeams(dimension, from, to)
                : named(dimension, queries.present(dimension, from, to, visibility));
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing((Choice choice) -> choice.label().toLowerCase(Locale.ROOT))
                        .thenComparing(Choice::key))
                .toList();
    }

    private List<Choice> named(Dimension dimension, List<Integer> ids) {
        Labels named = labels.of(dimension, ids);
        return ids.stream().map(named::of).toList();
    }

    /** Departments or cost centres whose teams have charges that the person may see. */
    private List<Choice> ofTeams(Dimension dimension, LocalDate from, LocalDate to) {
        return ask(new CostQuery(from, to, Granularity.MONTHLY, CostMetric.BILLED, dimension, List.of()))
                .currencies()
                .stream()
                .flatMap(currency -> currency.rows().stream())
                .map(row -> new Choice(row.key(), row.label()))
                .toList();
    }

    /**
     * What costs can be grouped and filtered by. After an import this includes what only charge files know, and their tags: all
     * of them for a person who sees everything, else those of the charges that the person may see.
     */
    @PreAuthorize(MAY_SEE)
    public List<Dimension> dimensions() {
        Visibility visibility = scope.visibility();
        var dimensions = new ArrayList<>(Dimension.COMMON);
        TeamAttributes attributes = organisation.attributes();
        if (!attributes.departments().isEmpty()) {
            dimensions.add(1, Dimension.DEPARTMENT);
        }
        if (!attributes.costCentres().isEmpty()) {
            dimensions.add(dimensions.indexOf(Dimension.ACCOUNT), Dimension.COST_CENTRE);
        }
        if (visibility.nothing() || !queries.hasExports()) {
            return dimensions;
        }
        dimensions.addAll(Dimension.OF_EXPORTS);
        Set<String> named = queries.exportedTagKeys();
        Stream<String> keys = visibility.everything()
                ? named.stream()
                : terms.texts(queries.exportedTags(visibility)).values().stream()
                        .flatMap(tags -> TagsText.read(tags).keySet().stream())
                        .filter(named::contains);
        keys.distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()))
                .limit(MOST_TAGS)
                .map(Dimension.Tag::new)
                .forEach(dimensions::add);
        return dimensions;
    }

    /** The days with charges that the person may see, first included and last excluded; empty while there are none. */
    @PreAuthorize(MAY_SEE)
    public Optional<DayRange> extent() {
        return queries.extent(scope.visibility());
    }

    /**
     * What moved most between an answer's days and those it is compared with: teams with the service and the account that moved
     * most; for a person who sees one or two teams, services of theirs.
     *
     * @param answer by team, of all their costs; its days compared with end where its own begin, or earlier
     * @param stored all days with costs, as {@link #extent} has them
     * @param most how many a currency
     * @return by currency, the largest move first; what did not move is left out
     */
    @PreAuthorize(MAY_SEE)
    public List<CostMove> moves(CostResult answer, DayRange stored, int most) {
        CostQuery question = answer.question();
        DayRange before = question.before();
        if (!question.groupBy().equals(Dimension.TEAM)
                || !question.filters().isEmpty()
                || !question.without().isEmpty()
                || before == null
                || before.to().isAfter(question.from())) {
            throw new IllegalArgumentException("Not an answer by team that is compared with days before");
        }
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        boolean few = !visibility.everything()
                && visibility.spans().stream()
                                .map(Visibility.Span::team)
                                .distinct()
                                .count()
                        < most;
        return few
                ? moves.ofServices(answer, before, visibility, most)
                : moves.ofTeams(answer, before, stored, visibility, most);
    }

    /**
     * How many accounts have costs in a range of days, and how many could have: those that AWS lists as active, or that had
     * costs in this range or the one before. A person who doesn't see everything gets only the accounts in which their teams
     * have costs.
     */
    @PreAuthorize(MAY_SEE)
    public Coverage accounts(DayRange now, DayRange before) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return new Coverage(0, 0);
        }
        if (!visibility.everything()) {
            List<Integer> seen = queries.present(Dimension.ACCOUNT, now.from(), now.to(), visibility);
            Set<Integer> known = new HashSet<>(seen);
            known.addAll(queries.present(Dimension.ACCOUNT, before.from(), before.to(), visibility));
            return new Coverage(seen.size(), known.size());
        }
        List<Integer> seen = queries.accounts(now.from(), now.to());
        Set<String> known = new HashSet<>(
                terms.texts(queries.accounts(before.from(), now.to())).values());
        organisation.accounts().stream()
                .filter(account -> account.state().equals("ACTIVE"))
                .map(Account::id)
                .forEach(known::add);
        return new Coverage(seen.size(), known.size());
    }

    /** Accounts with costs, of those that could have some. */
    public record Coverage(int seen, int known) {}

    /** When costs were last read; empty while nothing has been read. */
    @PreAuthorize(MAY_SEE)
    public Optional<Instant> observedAt() {
        return queries.observedAt();
    }

    /** Another text whenever costs of the months that begin in the range have changed, or their owners. */
    @PreAuthorize("hasRole('SYSTEM')")
    public String version(LocalDate from, LocalDate to) {
        return queries.version(from, to);
    }

    /** Whether the person who asks may see costs that no team owns. */
    @PreAuthorize(MAY_SEE)
    public boolean seesEverything() {
        return scope.visibility().everything();
    }

    private List<CurrencySpend> currencies(CostQuery question, List<LocalDate> periods, Visibility visibility) {
        Stretches stretches = conditions.of(question);
        List<Cell> now = now(question, stretches, visibility);
        DayRange days = question.before();
        List<Cell> before = days == null || now.isEmpty() ? List.of() : before(days, stretches, visibility);
        Labels groups = stretches
                .labels(question.groupBy())
                .orElseGet(() -> labels.of(question.groupBy(), ids(Cell::key, now, before)));
        Dimension thenBy = question.thenBy();
        Labels parts = thenBy == null
                ? id -> new Choice("", "")
                : stretches.labels(thenBy).orElseGet(() -> labels.of(thenBy, ids(Cell::part, now, before)));
        var sums = new ResultSums(periods, period -> place(question, days, period), groups, parts);
        now.forEach(sums::now);
        before.forEach(sums::before);
        return sums.currencies();
    }

    private List<Cell> now(CostQuery question, Stretches stretches, Visibility visibility) {
        var cells = new ArrayList<Cell>();
        for (Stretch stretch : stretches.all()) {
            cells.addAll(
                    stretches.folded(stretch, queries.cells(stretch.question(), stretch.conditions(), visibility)));
        }
        return cells;
    }

    private List<Cell> before(DayRange days, Stretches stretches, Visibility visibility) {
        var cells = new ArrayList<Cell>();
        for (Stretch stretch : stretches.of(days)) {
            CostQuery asked = stretch.question();
            cells.addAll(stretches.folded(
                    stretch,
                    queries.before(asked, new DayRange(asked.from(), asked.to()), stretch.conditions(), visibility)));
        }
        return cells;
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

    private static Set<Integer> ids(Function<Cell, @Nullable Integer> part, List<Cell> now, List<Cell> before) {
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
