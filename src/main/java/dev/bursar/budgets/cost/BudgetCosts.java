package dev.bursar.budgets.cost;

import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.PeriodCosts;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.FirstCostRead;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.MonthlyCharge;
import dev.bursar.charges.SupportService;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.charges.query.CostService.CostSum;
import dev.bursar.forecast.DailySeries;
import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.Forecaster;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Team;
import dev.bursar.org.TeamAttributes;
import dev.bursar.spend.CostForecasts;
import dev.bursar.spend.CostHistory;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/**
 * Adds up what counts for budgets. It sees all costs, because a budget's figures are the same for everybody who may see the budget: who
 * that is, is up to its callers.
 */
@Component
public class BudgetCosts {
    private final CostAnswers costs;
    private final CostForecasts forecasts;
    private final Organisation organisation;
    private final FirstCostRead firstRead;
    private final Clock clock;

    BudgetCosts(
            CostAnswers costs,
            CostForecasts forecasts,
            Organisation organisation,
            FirstCostRead firstRead,
            Clock clock) {
        this.firstRead = firstRead;
        this.costs = costs;
        this.forecasts = forecasts;
        this.organisation = organisation;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** Whether costs were read as a whole once. */
    public boolean areWhole() {
        return firstRead.isOver();
    }

    public Instant now() {
        return clock.instant();
    }

    public BudgetNames names() {
        return names(organisation.attributes());
    }

    private BudgetNames names(TeamAttributes attributes) {
        return new BudgetNames(
                organisation.teams().stream().collect(Collectors.toMap(Team::id, Team::name)),
                attributes.departmentNames());
    }

    /** Costs as they are now; one book answers any number of budgets with few questions. */
    public Book open() {
        return new Book(costs.extent(Visibility.EVERYTHING));
    }

    private List<String> currencies(DayRange stored) {
        return costs
                .ask(
                        new CostQuery(
                                stored.to().minusDays(1).withDayOfMonth(1),
                                stored.to(),
                                Granularity.MONTHLY,
                                CostMetric.EFFECTIVE,
                                Dimension.TEAM,
                                List.of()),
                        Visibility.EVERYTHING)
                .currencies()
                .stream()
                .map(CurrencySpend::currency)
                .toList();
    }

    private List<String> values(DayRange stored, Dimension dimension, Predicate<String> wanted) {
        return costs.choices(dimension, stored.from(), stored.to(), Visibility.EVERYTHING).stream()
                .map(Choice::key)
                .filter(wanted)
                .toList();
    }

    /** Which charges count, of which days. */
    private record Question(BudgetBasis basis, LocalDateRange days) {}

    private record Key(String currency, LocalDate day) {}

    /** By currency and day, what each team cost. */
    private record Sums(Map<Key, Map<Integer, BigDecimal>> all, Map<Key, Map<Integer, BigDecimal>> lumps) {}

    /** What has been asked of one state of the costs. */
    public final class Book {
        private final Optional<DayRange> stored;
        private final TeamAttributes attributes = organisation.attributes();
        private final BudgetNames names = names(attributes);
        private final Map<Question, Sums> asked = new HashMap<>();
        private final Map<Question, Map<Key, Map<Integer, BigDecimal>>> plain = new HashMap<>();
        private final Map<BudgetBasis, CostHistory> histories = new HashMap<>();
        private @Nullable List<String> currencies;
        private @Nullable List<String> support;
        private @Nullable List<String> lumpTypes;

        private Book(Optional<DayRange> stored) {
            this.stored = stored;
        }

        public TeamAttributes attributes() {
            return attributes;
        }

        public String name(BudgetScope scope) {
            return names.of(scope);
        }

        /** The currency in which most was spent in the last month with costs; empty while there are none. */
        public Optional<String> currency() {
            return currencies().stream().findFirst();
        }

        /** Currencies of the last month with costs, the largest first. */
        public List<String> currencies() {
            List<String> known = currencies;
            if (known == null) {
                known = stored.map(BudgetCosts.this::currencies).orElse(List.of());
                currencies = known;
            }
            return known;
        }

        /** The days with costs. */
        public Optional<LocalDateRange> stored() {
            return stored.map(days -> LocalDateRange.of(days.from(), days.to()));
        }

        /** The first day whose costs aren't whole: today, or the day after the last one that was read. */
        public LocalDate wholeUntil() {
            LocalDate today = today();
            return stored.map(DayRange::to).filter(end -> end.isBefore(today)).orElse(today);
        }

        /** What was spent in a period by whom a budget is for. */
        public PeriodCosts of(BudgetScope scope, BudgetBasis basis, String currency, LocalDateRange period) {
            LocalDateRange days = known(period);
            if (days.isEmpty()) {
                return PeriodCosts.none(period.getStart());
            }
            Sums sums = sums(basis, days);
            int whole = Math.clamp(ChronoUnit.DAYS.between(days.getStart(), wholeUntil()), 0, days.lengthInDays());
            var all = new ArrayList<BigDecimal>();
            var lumps = new ArrayList<BigDecimal>();
            for (LocalDate day = days.getStart(); day.isBefore(days.getEnd()); day = day.plusDays(1)) {
                var key = new Key(currency, day);
                all.add(sum(scope, day, sums.all().getOrDefault(key, Map.of())));
                lumps.add(sum(scope, day, sums.lumps().getOrDefault(key, Map.of())));
            }
            return split(days, whole, all, lumps);
        }

        /** Where a period's costs are heading; empty where it is over, and where too little is known. */
        public Optional<Forecast> forecast(
                BudgetScope scope, BudgetBasis basis, String currency, LocalDateRange period) {
            LocalDate whole = wholeUntil();
            if (stored.isEmpty() || !whole.isBefore(period.getEnd()) || whole.isBefore(period.getStart())) {
                return Optional.empty();
            }
            return series(scope, history(basis, period), currency).flatMap(series -> forecasts.of(series, period));
        }

        /** What a month that is over was expected to cost after each number of its days; empty where it can't be said. */
        public List<BigDecimal> evenings(BudgetScope scope, BudgetBasis basis, String currency, LocalDateRange month) {
            return series(scope, history(basis, month), currency)
                    .map(series -> Forecaster.evenings(series, YearMonth.from(month.getStart())))
                    .orElse(List.of());
        }

        private CostHistory history(BudgetBasis basis, LocalDateRange days) {
            return histories.computeIfAbsent(
                    basis,
                    any -> forecasts.history(
                            query(new Question(basis, days), filters(basis)), wholeUntil(), Visibility.EVERYTHING));
        }

        private Optional<DailySeries> series(BudgetScope scope, CostHistory history, String currency) {
            return switch (scope) {
                case BudgetScope.OfTeam(TeamId team) -> history.of(currency, String.valueOf(team.value()));
                case BudgetScope.OfUnallocated any -> history.of(currency, String.valueOf(TeamId.UNALLOCATED.value()));
                case BudgetScope.OfEverything any -> history.sum(currency);
                case BudgetScope.OfDepartment(DepartmentId wanted) ->
                    CostHistory.sum(history.of(currency).entrySet().stream()
                            .map(team -> team.getValue()
                                    .only(day -> liesIn(wanted, new TeamId(Integer.parseInt(team.getKey())), day)))
                            .toList());
            };
        }

        /** What was spent in a period by whom a budget is for, where nothing is projected. */
        public BigDecimal spent(BudgetScope scope, BudgetBasis basis, String currency, LocalDateRange period) {
            LocalDateRange days = known(period);
            if (days.isEmpty()) {
                return BigDecimal.ZERO;
            }
            Map<Key, Map<Integer, BigDecimal>> all =
                    plain.computeIfAbsent(new Question(basis, days), question -> sums(question, filters(basis)));
            return days.stream()
                    .map(day -> sum(scope, day, all.getOrDefault(new Key(currency, day), Map.of())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /** Asks at once for the days of several periods that will be asked for: one question a basis. */
        public void prepare(Map<BudgetBasis, LocalDateRange> spans) {
            spans.forEach((basis, span) -> {
                LocalDateRange days = known(span);
                if (!days.isEmpty()) {
                    sums(basis, days);
                }
            });
        }

        /** Of these days, and maybe of others too. */
        private Sums sums(BudgetBasis basis, LocalDateRange days) {
            for (var known : asked.entrySet()) {
                if (known.getKey().basis().equals(basis)
                        && known.getKey().days().encloses(days)) {
                    return known.getValue();
                }
            }
            var question = new Question(basis, days);
            Sums sums = ask(question);
            asked.put(question, sums);
            return sums;
        }

        /** The days of a period from its first one on that have been read, the present one too. */
        private LocalDateRange known(LocalDateRange period) {
            LocalDate end = stored.map(DayRange::to).orElse(period.getStart());
            LocalDate last = end.isBefore(period.getEnd()) ? end : period.getEnd();
            boolean any = stored.isPresent() && last.isAfter(period.getStart());
            return LocalDateRange.of(period.getStart(), any ? last : period.getStart());
        }

        private List<CostFilter> filters(BudgetBasis basis) {
            var filters = new ArrayList<CostFilter>();
            if (basis.withoutSupport()) {
                supportFilter().ifPresent(filters::add);
            }
            return filters;
        }

        private Sums ask(Question question) {
            List<CostFilter> filters = filters(question.basis());
            Map<Key, Map<Integer, BigDecimal>> all = sums(question, filters);
            List<String> types = lumpTypes;
            if (types == null) {
                types = values(stored.orElseThrow(), Dimension.RECORD_TYPE, MonthlyCharge::is);
                lumpTypes = types;
            }
            if (types.isEmpty()) {
                return new Sums(all, Map.of());
            }
            filters.add(new CostFilter(Dimension.RECORD_TYPE, Operator.IS, types));
            return new Sums(all, sums(question, filters));
        }

        /** Keeps all costs but those of AWS Support; empty where there are none. */
        public Optional<CostFilter> supportFilter() {
            List<String> services = support;
            if (services == null) {
                services = stored.map(days -> values(days, Dimension.SERVICE, SupportService::is))
                        .orElse(List.of());
                support = services;
            }
            return services.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CostFilter(Dimension.SERVICE, Operator.IS_NOT, services));
        }

        private Map<Key, Map<Integer, BigDecimal>> sums(Question question, List<CostFilter> filters) {
            Map<Key, Map<Integer, BigDecimal>> sums = new HashMap<>();
            for (CostSum sum : costs.sums(query(question, filters), Visibility.EVERYTHING)) {
                sums.computeIfAbsent(
                                new Key(sum.amount().getCurrencyUnit().getCode(), sum.period()), any -> new HashMap<>())
                        .merge(Integer.valueOf(sum.key()), sum.amount().getAmount(), BigDecimal::add);
            }
            return sums;
        }

        private static CostQuery query(Question question, List<CostFilter> filters) {
            return new CostQuery(
                    question.days().getStart(),
                    question.days().getEnd(),
                    Granularity.DAILY,
                    question.basis().cost(),
                    Dimension.TEAM,
                    null,
                    question.basis().without(),
                    null,
                    filters);
        }

        private BigDecimal sum(BudgetScope scope, LocalDate day, Map<Integer, BigDecimal> teams) {
            return switch (scope) {
                case BudgetScope.OfTeam(TeamId team) -> teams.getOrDefault(team.value(), BigDecimal.ZERO);
                case BudgetScope.OfUnallocated any -> teams.getOrDefault(TeamId.UNALLOCATED.value(), BigDecimal.ZERO);
                case BudgetScope.OfEverything any -> PeriodCosts.sum(List.copyOf(teams.values()));
                case BudgetScope.OfDepartment(DepartmentId wanted) ->
                    teams.entrySet().stream()
                            .filter(team -> liesIn(wanted, new TeamId(team.getKey()), day))
                            .map(Map.Entry::getValue)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            };
        }

        /** Whether the team lies in the department on the day, or in one below it. */
        private boolean liesIn(DepartmentId wanted, TeamId team, LocalDate day) {
            return departments(team, day).contains(wanted);
        }

        /** The team's department on a day and all above it. */
        public List<DepartmentId> departments(TeamId team, LocalDate day) {
            return Optional.ofNullable(attributes.departments().get(team))
                    .flatMap(timeline -> timeline.at(day))
                    .map(department -> departments(department, day))
                    .orElse(List.of());
        }

        /** The department and all above it on a day. */
        public List<DepartmentId> departments(DepartmentId department, LocalDate day) {
            var seen = new ArrayList<DepartmentId>();
            Optional<DepartmentId> at = Optional.of(department);
            while (at.isPresent() && !seen.contains(at.get())) {
                seen.add(at.get());
                at = Optional.ofNullable(attributes.parents().get(at.get())).flatMap(timeline -> timeline.at(day));
            }
            return seen;
        }
    }

    /** What is charged on most days is no lump, whatever it is called. */
    private static PeriodCosts split(LocalDateRange days, int whole, List<BigDecimal> all, List<BigDecimal> lumps) {
        long charged = lumps.stream().filter(lump -> lump.signum() != 0).count();
        boolean daily = MonthlyCharge.isDaily(charged, lumps.size());
        var rest = new ArrayList<BigDecimal>();
        var single = new ArrayList<BigDecimal>();
        for (int i = 0; i < all.size(); i++) {
            BigDecimal lump = daily ? BigDecimal.ZERO : lumps.get(i);
            single.add(lump);
            rest.add(all.get(i).subtract(lump));
        }
        return new PeriodCosts(days, whole, rest, single);
    }

    /** Budgets by what they are for: who may read the journal may see all of them. */
    @Bean
    static SubjectNames budgetNames(BudgetStore store, BudgetCosts costs) {
        return SubjectNames.of(
                "budget",
                ids -> {
                    BudgetNames names = costs.names();
                    return store.all().stream()
                            .filter(budget -> ids.contains(String.valueOf(budget.id())))
                            .collect(Collectors.toMap(
                                    budget -> String.valueOf(budget.id()),
                                    budget -> names.of(budget.scope()) + ", "
                                            + budget.cadence().label().toLowerCase(Locale.ROOT)));
                },
                id -> id.matches("[1-9]\\d{0,8}")
                        ? Optional.of(BudgetLinks.budget(Integer.parseInt(id)))
                        : Optional.empty());
    }

    /** What scopes are called. */
    public record BudgetNames(Map<TeamId, String> teams, Map<DepartmentId, String> departments) {
        private static final String EVERYTHING = "All costs";
        private static final String UNALLOCATED = "Unallocated";

        public BudgetNames {
            teams = Map.copyOf(teams);
            departments = Map.copyOf(departments);
        }

        /** {@code Fraud}, {@code All costs}. */
        public String of(BudgetScope scope) {
            return switch (scope) {
                case BudgetScope.OfTeam(TeamId team) -> teams.getOrDefault(team, "");
                case BudgetScope.OfDepartment(DepartmentId department) -> departments.getOrDefault(department, "");
                case BudgetScope.OfEverything any -> EVERYTHING;
                case BudgetScope.OfUnallocated any -> UNALLOCATED;
            };
        }
    }
}
