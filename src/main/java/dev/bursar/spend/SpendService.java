package dev.bursar.spend;

import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
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
    static final String UNALLOCATED = "Unallocated";
    static final String UNTAGGED = "Untagged";

    private final SpendQueries queries;
    private final SpendConditions conditions;
    private final Terms terms;
    private final Organisation organisation;
    private final OwnershipRules rules;
    private final Colours colours;
    private final Scope scope;

    SpendService(
            SpendQueries queries,
            SpendConditions conditions,
            Terms terms,
            Organisation organisation,
            OwnershipRules rules,
            Colours colours,
            Scope scope) {
        this.queries = queries;
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
                ? new Facts(0, queries.observedAt(), List.of())
                : queries.facts(question.from(), question.to(), visibility);
        return new SpendAnswer(question, periods, currencies, facts.estimated(), facts.observedAt(), facts.accounts());
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

    /** The days that have charges, first included and last excluded; empty while nothing has been read. */
    @PreAuthorize(MAY_SEE)
    public Optional<DayRange> extent() {
        return queries.extent();
    }

    /** When costs were last read; empty while nothing has been read. */
    @PreAuthorize(MAY_SEE)
    public Optional<Instant> observedAt() {
        return queries.observedAt();
    }

    /**
     * Where the month that {@code today} is in is heading, in its largest currency; empty while it has no costs that the person
     * may see.
     *
     * @param today the current day (UTC); the day before it is the last whole one
     */
    @PreAuthorize(MAY_SEE)
    public Optional<Projection> projection(LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate end = month.plusMonths(1);
        LocalDate since = today.minusDays(PROJECTED_FROM_DAYS);
        LocalDate first = since.isBefore(month) ? since : month;
        SpendAnswer answer =
                ask(new SpendQuestion(first, end, Granularity.DAILY, CostMetric.EFFECTIVE, Dimension.TEAM, List.of()));
        if (answer.currencies().isEmpty()) {
            return Optional.empty();
        }
        CurrencySpend spend = answer.currencies().getFirst();
        List<Projection.Team> teams = spend.rows().stream()
                .map(row -> projected(row, answer.periods(), month, today))
                .sorted(Comparator.comparing(
                                (Projection.Team team) -> team.key().equals("0"))
                        .thenComparing(team -> team.name().toLowerCase(Locale.ROOT)))
                .toList();
        Optional<Projection.Aws> aws = scope.visibility().everything()
                ? queries.forecast(month)
                        .filter(forecast -> forecast.currency().equals(spend.currency()))
                        .map(forecast -> aws(forecast, spend, answer.periods(), month, teams))
                : Optional.empty();
        return Optional.of(new Projection(month, spend.currency(), PROJECTED_FROM_DAYS, teams, aws));
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
            case TEAM -> {
                Map<TeamId, String> names = teamNames();
                yield id -> new Choice(String.valueOf(id), names.getOrDefault(new TeamId(id), UNALLOCATED));
            }
            case ACCOUNT -> {
                Map<Integer, String> texts = terms.texts(ids);
                Map<String, String> names = accountNames();
                yield id -> {
                    String account = texts.getOrDefault(id, "");
                    return new Choice(account, names.getOrDefault(account, account));
                };
            }
            case CHARGE_CATEGORY -> {
                Map<Integer, String> texts = terms.texts(ids);
                yield id -> {
                    String label =
                            RecordType.category(texts.getOrDefault(id, "")).label();
                    return new Choice(label, label);
                };
            }
            case SERVICE, RECORD_TYPE -> {
                Map<Integer, String> texts = terms.texts(ids);
                yield id -> {
                    String text = texts.getOrDefault(id, "");
                    return new Choice(text, text);
                };
            }
            case TAG_VALUE -> {
                Map<Integer, String> texts = terms.texts(ids);
                yield id -> {
                    String text = texts.getOrDefault(id, "");
                    return new Choice(text, text.isEmpty() ? UNTAGGED : text);
                };
            }
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
