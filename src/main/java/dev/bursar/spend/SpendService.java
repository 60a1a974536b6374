package dev.bursar.spend;

import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.spend.Dimension.Plain;
import dev.bursar.spend.SpendAnswer.CurrencySpend;
import dev.bursar.spend.SpendAnswer.DayRange;
import dev.bursar.spend.SpendAnswer.Row;
import dev.bursar.spend.SpendQueries.Cell;
import dev.bursar.spend.SpendQueries.Claim;
import dev.bursar.spend.SpendQueries.Condition;
import dev.bursar.spend.SpendQueries.Facts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers questions about spend, each with what the person who asks may see. Costs nothing at AWS. */
@Service
@Transactional(readOnly = true)
public class SpendService {
    private static final String MAY_SEE = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final int PROJECTED_FROM_DAYS = 7;
    private static final int MOST_TAGS = 100;
    static final String UNALLOCATED = "Unallocated";
    static final String UNTAGGED = "Untagged";
    static final String NOT_STATED = "Not stated";

    private final SpendQueries queries;
    private final MoveQueries moves;
    private final SpendConditions conditions;
    private final Terms terms;
    private final Organisation organisation;
    private final OwnershipRules rules;
    private final Colours colours;
    private final Scope scope;

    SpendService(
            SpendQueries queries,
            MoveQueries moves,
            SpendConditions conditions,
            Terms terms,
            Organisation organisation,
            OwnershipRules rules,
            Colours colours,
            Scope scope) {
        this.queries = queries;
        this.moves = moves;
        this.conditions = conditions;
        this.terms = terms;
        this.organisation = organisation;
        this.rules = rules;
        this.colours = colours;
        this.scope = scope;
    }

    /** The answer for what the person may see; without rights it is empty, as if there were nothing. */
    @PreAuthorize(MAY_SEE)
    public SpendAnswer ask(SpendQuestion question) {
        Visibility visibility = scope.visibility();
        List<LocalDate> periods = periods(question);
        List<CurrencySpend> currencies =
                visibility.nothing() ? List.of() : currencies(question, periods, conditions.of(question), visibility);
        Facts facts = currencies.isEmpty()
                ? new Facts(0, queries.observedAt(), Finality.SETTLED, List.of())
                : queries.facts(question.from(), question.to(), visibility);
        return new SpendAnswer(
                question,
                periods,
                currencies,
                facts.finality(),
                facts.observedAt(),
                facts.accounts(),
                facts.exported());
    }

    /**
     * Which rules claimed the spend, one row for each rule, tag value and account, largest first, at most 200; the group is
     * the question's filters. Rows without a rule are Unallocated.
     */
    @PreAuthorize(MAY_SEE)
    public List<OwnershipReason> why(SpendQuestion question) {
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        List<Claim> claims = queries.claims(question, conditions.of(question), visibility, 200);
        Set<Integer> ids = new HashSet<>();
        claims.forEach(claim -> ids.addAll(List.of(claim.tagValue(), claim.account())));
        Map<Integer, String> texts = terms.texts(ids);
        Map<String, String> accounts = accountNames();
        Map<Integer, OwnershipRule> byId =
                rules.all().stream().collect(Collectors.toMap(OwnershipRule::id, Function.identity()));
        Map<TeamId, String> teams = teamNames();
        return claims.stream()
                .map(claim -> {
                    OwnershipRule rule = byId.get(claim.rule());
                    String account = texts.getOrDefault(claim.account(), "");
                    return new OwnershipReason(
                            Optional.ofNullable(rule),
                            rule == null ? UNALLOCATED : teams.getOrDefault(rule.team(), UNALLOCATED),
                            texts.getOrDefault(claim.tagValue(), ""),
                            account,
                            accounts.getOrDefault(account, account),
                            claim.currency(),
                            claim.amount());
                })
                .toList();
    }

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
        List<Integer> ids = queries.present(dimension, from, to, visibility);
        Labels labels = labels(dimension, ids);
        return ids.stream()
                .map(labels::of)
                .distinct()
                .sorted(Comparator.comparing((Choice choice) -> choice.label().toLowerCase(Locale.ROOT))
                        .thenComparing(Choice::key))
                .toList();
    }

    /**
     * What costs can be grouped and filtered by: as soon as an export was imported also what only exports know, and each tag
     * that a person who sees everything, or else the charges that they may see, have there.
     */
    @PreAuthorize(MAY_SEE)
    public List<Dimension> dimensions() {
        Visibility visibility = scope.visibility();
        var dimensions = new ArrayList<>(Dimension.COMMON);
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

    /**
     * The days that have charges which the person may see, first included and last excluded; empty while there are none: nothing
     * has been read, or nothing of theirs.
     */
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
    public List<CostMove> moves(SpendAnswer answer, DayRange stored, int most) {
        SpendQuestion question = answer.question();
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
     * How many accounts have costs in a range of days, of how many that could: those that AWS lists as active or that had costs
     * in the range or the one before. A person who doesn't see everything is told of those alone in which their teams have costs.
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

    /** {@link #projections} of the largest currency, in EffectiveCost. */
    @PreAuthorize(MAY_SEE)
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
    @PreAuthorize(MAY_SEE)
    public List<Projection> projections(LocalDate today, CostMetric cost) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate end = month.plusMonths(1);
        LocalDate since = today.minusDays(PROJECTED_FROM_DAYS);
        LocalDate first = since.isBefore(month) ? since : month;
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        var question = new SpendQuestion(first, end, Granularity.DAILY, cost, Dimension.TEAM, List.of());
        List<LocalDate> days = periods(question);
        Optional<SpendQueries.StoredForecast> forecast =
                cost == CostMetric.EFFECTIVE && visibility.everything() ? queries.forecast(month) : Optional.empty();
        return currencies(question, days, List.of(), visibility).stream()
                .map(spend -> projection(spend, days, month, today, forecast))
                .toList();
    }

    private static Projection projection(
            CurrencySpend spend,
            List<LocalDate> days,
            LocalDate month,
            LocalDate today,
            Optional<SpendQueries.StoredForecast> forecast) {
        List<Projection.Team> teams = spend.rows().stream()
                .map(row -> projected(row, days, month, today))
                .sorted(Comparator.comparing(
                                (Projection.Team team) -> team.key().equals("0"))
                        .thenComparing(team -> team.name().toLowerCase(Locale.ROOT)))
                .toList();
        Optional<Projection.Aws> aws = forecast.filter(one -> one.currency().equals(spend.currency()))
                .map(one -> aws(one, spend, days, month, teams));
        return new Projection(month, spend.currency(), PROJECTED_FROM_DAYS, teams, aws);
    }

    private static Projection.Team projected(Row row, List<LocalDate> days, LocalDate month, LocalDate today) {
        BigDecimal toDate = between(row.perPeriod(), days, month, today);
        BigDecimal lately = between(row.perPeriod(), days, today.minusDays(PROJECTED_FROM_DAYS), today);
        BigDecimal left = BigDecimal.valueOf(today.until(month.plusMonths(1), java.time.temporal.ChronoUnit.DAYS));
        BigDecimal rest = lately.multiply(left)
                .divide(BigDecimal.valueOf(PROJECTED_FROM_DAYS), 10, java.math.RoundingMode.HALF_UP);
        return new Projection.Team(row.key(), row.label(), toDate, toDate.add(rest));
    }

    private static Projection.Aws aws(
            SpendQueries.StoredForecast forecast,
            CurrencySpend spend,
            List<LocalDate> days,
            LocalDate month,
            List<Projection.Team> teams) {
        BigDecimal spent = between(spend.perPeriod(), days, month, forecast.askedOn());
        BigDecimal mean = spent.add(forecast.mean());
        BigDecimal projected = teams.stream().map(Projection.Team::projected).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Projection.Aws(
                forecast.askedOn(),
                mean,
                forecast.lower() == null ? null : spent.add(forecast.lower()),
                forecast.upper() == null ? null : spent.add(forecast.upper()),
                mean.subtract(projected));
    }

    private static BigDecimal between(List<BigDecimal> amounts, List<LocalDate> days, LocalDate from, LocalDate to) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < days.size(); i++) {
            if (!days.get(i).isBefore(from) && days.get(i).isBefore(to)) {
                sum = sum.add(amounts.get(i));
            }
        }
        return sum;
    }

    /** Whether the person who asks may see costs that no team owns. */
    @PreAuthorize(MAY_SEE)
    public boolean seesEverything() {
        return scope.visibility().everything();
    }

    /**
     * The palette's places, 1 to 10, of what one chart draws; each thing keeps its own for good.
     *
     * @param keys as in rows, the most important first, at most 100
     */
    @PreAuthorize(MAY_SEE)
    public Map<String, Integer> colours(Dimension dimension, List<String> keys) {
        return colours.of(dimension, keys.stream().distinct().limit(100).toList());
    }

    /** A value as a filter takes it, and its name. */
    public record Choice(String key, String label) {}

    private List<CurrencySpend> currencies(
            SpendQuestion question, List<LocalDate> periods, List<Condition> wanted, Visibility visibility) {
        List<Cell> now = queries.cells(question, wanted, visibility);
        DayRange days = question.before();
        List<Cell> before =
                days == null || now.isEmpty() ? List.of() : queries.before(question, days, wanted, visibility);
        Labels parts = question.thenBy() == null
                ? id -> new Choice("", "")
                : labels(question.thenBy(), ids(Cell::part, now, before));
        var sums = new SpendSums(periods, labels(question.groupBy(), ids(Cell::key, now, before)), parts);
        now.forEach(sums::now);
        before.forEach(sums::before);
        return sums.currencies();
    }

    private static Set<Integer> ids(Function<Cell, @Nullable Integer> part, List<Cell> now, List<Cell> before) {
        return Stream.concat(now.stream(), before.stream())
                .map(part)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static List<LocalDate> periods(SpendQuestion question) {
        var periods = new ArrayList<LocalDate>();
        LocalDate period = question.granularity().periodOf(question.from());
        while (period.isBefore(question.to())) {
            periods.add(period);
            period = question.granularity() == Granularity.DAILY ? period.plusDays(1) : period.plusMonths(1);
        }
        return periods;
    }

    private Labels labels(Dimension dimension, Collection<Integer> ids) {
        return switch (dimension) {
            case Plain.TEAM -> {
                Map<TeamId, String> names = teamNames();
                yield id -> new Choice(String.valueOf(id), names.getOrDefault(new TeamId(id), UNALLOCATED));
            }
            case Plain.ACCOUNT -> {
                Map<Integer, String> texts = terms.texts(ids);
                Map<String, String> names = accountNames();
                yield id -> {
                    String account = texts.getOrDefault(id, "");
                    return new Choice(account, names.getOrDefault(account, account));
                };
            }
            case Plain.CHARGE_CATEGORY -> {
                Map<Integer, String> texts = terms.texts(ids);
                yield id -> {
                    String label =
                            RecordType.category(texts.getOrDefault(id, "")).label();
                    return new Choice(label, label);
                };
            }
            case Plain.SERVICE, Plain.RECORD_TYPE -> texts(ids, "");
            case Plain.TAG_VALUE -> texts(ids, UNTAGGED);
            case Plain.REGION, Plain.USAGE_TYPE, Plain.PRICING_CATEGORY, Plain.COMMITMENT, Plain.RESOURCE ->
                texts(ids, NOT_STATED);
            case Dimension.Tag(String key) -> {
                Map<Integer, String> values = new HashMap<>();
                terms.texts(ids)
                        .forEach(
                                (id, tags) -> values.put(id, TagsText.read(tags).getOrDefault(key, "")));
                yield id -> {
                    String value = values.getOrDefault(id, Dimension.NOT_STATED);
                    return new Choice(
                            value,
                            value.isEmpty() ? UNTAGGED : value.equals(Dimension.NOT_STATED) ? NOT_STATED : value);
                };
            }
        };
    }

    /** Texts that are their own keys; without a text {@code otherwise}. */
    private Labels texts(Collection<Integer> ids, String otherwise) {
        Map<Integer, String> texts = terms.texts(ids);
        return id -> {
            String text = texts.getOrDefault(id, "");
            return new Choice(text, text.isEmpty() ? otherwise : text);
        };
    }

    private Map<TeamId, String> teamNames() {
        return teamNames(organisation);
    }

    /** All teams' names, Unallocated's first. */
    static Map<TeamId, String> teamNames(Organisation organisation) {
        Map<TeamId, String> names = new LinkedHashMap<>();
        names.put(TeamId.UNALLOCATED, UNALLOCATED);
        organisation.teams().forEach(team -> names.put(team.id(), team.name()));
        return names;
    }

    private Map<String, String> accountNames() {
        return accountNames(organisation);
    }

    static Map<String, String> accountNames(Organisation organisation) {
        return organisation.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
    }

    interface Labels {
        Choice of(int id);
    }
}
