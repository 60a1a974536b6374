package dev.bursar.spend;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.MonthlyCharge;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.SupportService;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.forecast.DailySeries;
import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.Forecaster;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/**
 * Forecasts costs, for pages and for budgets alike. It asks for no rights: its callers say what may be seen. What it read is kept until
 * costs or their owners change, and what it worked out as long as it is asked for.
 */
@Component
public class CostForecasts {
    private static final int MONTHS = 13;
    private static final int MOST_ARRIVING = 7;
    private static final int MOST_HISTORIES = 12;
    private static final int MOST_FORECASTS = 600;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final CostAnswers costs;
    private final Cache<Asked, CostHistory> histories = Caffeine.newBuilder()
            .maximumSize(MOST_HISTORIES)
            .expireAfterAccess(KEPT)
            .build();
    private final Cache<Wanted, Optional<Forecast>> forecasts = Caffeine.newBuilder()
            .maximumSize(MOST_FORECASTS)
            .expireAfterAccess(KEPT)
            .build();

    CostForecasts(CostAnswers costs) {
        this.costs = costs;
    }

    private record Asked(CostQuery question, Visibility visibility, String version) {}

    private record Wanted(DailySeries series, LocalDateRange period) {}

    /**
     * Where costs are heading in a period; empty where under eight whole weeks of them are known.
     *
     * @param series up to the last day whose costs have arrived
     */
    public Optional<Forecast> of(DailySeries series, LocalDateRange period) {
        if (series.usage().size() < Forecast.LEAST_DAYS) {
            return Optional.empty();
        }
        var wanted = new Wanted(series, period);
        Optional<Forecast> known = forecasts.getIfPresent(wanted);
        if (known == null) {
            known = Forecaster.of(series, period.getStart(), period.getEnd());
            forecasts.put(wanted, known);
        }
        return known;
    }

    /**
     * The daily costs of a question's groups, of the 13 months before a day; none where these are under eight weeks. Days whose costs still
     * arrive are left out.
     *
     * @param like its groups, filters, cost and what it leaves out
     * @param whole the first day that isn't whole
     */
    public CostHistory history(CostQuery like, LocalDate whole, Visibility visibility) {
        Optional<DayRange> stored = costs.extent(visibility);
        if (stored.isEmpty()) {
            return CostHistory.none(whole);
        }
        LocalDate first = whole.minusMonths(MONTHS).withDayOfMonth(1);
        LocalDate from = stored.get().from().isAfter(first) ? stored.get().from() : first;
        if (ChronoUnit.DAYS.between(from, whole) < Forecast.LEAST_DAYS) {
            return CostHistory.none(whole);
        }
        CostQuery question = asked(like, from, whole, like.groupBy(), like.filters());
        var asked = new Asked(question, visibility, costs.version(from.withDayOfMonth(1), whole.plusMonths(1)));
        CostHistory known = histories.getIfPresent(asked);
        if (known == null) {
            known = read(question, visibility);
            histories.put(asked, known);
        }
        return known;
    }

    private static CostQuery asked(
            CostQuery like, LocalDate from, LocalDate to, Dimension groupBy, List<CostFilter> filters) {
        return new CostQuery(from, to, Granularity.DAILY, like.cost(), groupBy, null, like.without(), null, filters);
    }

    private CostHistory read(CostQuery question, Visibility visibility) {
        CostResult all = costs.ask(question, visibility);
        LocalDate to = arrived(all);
        int days = (int) ChronoUnit.DAYS.between(question.from(), to);
        var lumps = new ArrayList<CostResult>();
        List<String> booked = booked(question, visibility);
        if (!booked.isEmpty()) {
            lumps.add(only(question, visibility, new CostFilter(Dimension.RECORD_TYPE, Operator.IS, booked)));
        }
        List<String> support = support(question, visibility);
        if (!support.isEmpty()) {
            var supports = new ArrayList<CostFilter>();
            supports.add(new CostFilter(Dimension.SERVICE, Operator.IS, support));
            if (!booked.isEmpty()) {
                supports.add(new CostFilter(Dimension.RECORD_TYPE, Operator.IS_NOT, booked));
            }
            lumps.add(only(question, visibility, supports.toArray(CostFilter[]::new)));
        }
        Map<String, Map<String, DailySeries>> groups = new HashMap<>();
        for (CurrencySpend spend : all.currencies()) {
            Map<String, DailySeries> series = new HashMap<>();
            for (Row row : spend.rows()) {
                List<BigDecimal> single = CostHistory.zeros(row.perPeriod().size());
                lumps.forEach(some -> add(single, some, spend.currency(), row.key()));
                var usage = new ArrayList<BigDecimal>();
                for (int i = 0; i < single.size(); i++) {
                    usage.add(row.perPeriod().get(i).subtract(single.get(i)));
                }
                series.put(
                        row.key(), new DailySeries(question.from(), usage.subList(0, days), single.subList(0, days)));
            }
            groups.put(spend.currency(), series);
        }
        return new CostHistory(question.from(), to, groups);
    }

    /** Daily costs are kept by account or by service. By account Support's fee stays among usage, as what comes on a day of each month. */
    private List<String> support(CostQuery question, Visibility visibility) {
        return question.groupBy() == Dimension.ACCOUNT
                ? List.of()
                : costs.choices(Dimension.SERVICE, question.from(), question.to(), visibility).stream()
                        .map(Choice::key)
                        .filter(SupportService::is)
                        .toList();
    }

    /** The day after the last one whose costs have arrived. */
    private static LocalDate arrived(CostResult answer) {
        LocalDate to = answer.question().to();
        LocalDate earliest = to.minusDays(MOST_ARRIVING);
        Optional<LocalDate> read = answer.observedAt().map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        while (read.isPresent()
                && to.isAfter(earliest)
                && answer.finality().isArriving(to.minusDays(1), to, read.get())) {
            to = to.minusDays(1);
        }
        return to;
    }

    /** The same of some charges only. */
    private CostResult only(CostQuery question, Visibility visibility, CostFilter... more) {
        var filters = new ArrayList<>(question.filters());
        filters.addAll(List.of(more));
        return costs.ask(question.with(filters), visibility);
    }

    private static void add(List<BigDecimal> sums, CostResult some, String currency, String key) {
        some.currencies().stream()
                .filter(spend -> spend.currency().equals(currency) && !isDaily(spend.perPeriod()))
                .flatMap(spend -> spend.rows().stream())
                .filter(row -> row.key().equals(key))
                .forEach(row -> {
                    for (int i = 0; i < sums.size(); i++) {
                        sums.set(i, sums.get(i).add(row.perPeriod().get(i)));
                    }
                });
    }

    /** Record types that are booked on some days and not used, but for those that turn out to be booked on most days. */
    private List<String> booked(CostQuery question, Visibility visibility) {
        CostQuery types = asked(question, question.from(), question.to(), Dimension.RECORD_TYPE, question.filters());
        return costs.ask(types, visibility).currencies().stream()
                .flatMap(spend -> spend.rows().stream())
                .filter(row -> isBooked(row.key()) && !isDaily(row.perPeriod()))
                .map(Row::key)
                .distinct()
                .toList();
    }

    private static boolean isBooked(String recordType) {
        ChargeCategory category = RecordType.category(recordType);
        return MonthlyCharge.is(recordType)
                || category == ChargeCategory.CREDIT
                || category == ChargeCategory.ADJUSTMENT;
    }

    private static boolean isDaily(List<BigDecimal> days) {
        long charged = days.stream().filter(day -> day.signum() != 0).count();
        return MonthlyCharge.isDaily(charged, days.size());
    }
}
