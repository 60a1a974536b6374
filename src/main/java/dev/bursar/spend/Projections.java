package dev.bursar.spend;

import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.costexplorer.Forecasts;
import dev.bursar.costexplorer.StoredForecast;
import dev.bursar.forecast.DailySeries;
import dev.bursar.forecast.Forecast;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Where the open month is heading, of what the person may see. */
final class Projections {
    private static final int PROJECTED_FROM_DAYS = 7;
    private static final int MOST_PROJECTED = 2_000;
    /** Rows beyond these are drawn together, and a mean is as good. */
    private static final int MOST_FORECAST = 60;
    /** Many days of these are quickly summed. */
    private static final Set<Dimension> QUICK =
            Set.of(Dimension.TEAM, Dimension.SERVICE, Dimension.RECORD_TYPE, Dimension.CHARGE_CATEGORY);

    private final CostService costs;
    private final CostForecasts forecasts;
    private final Forecasts aws;
    private final Scope scope;

    Projections(CostService costs, CostForecasts forecasts, Forecasts aws, Scope scope) {
        this.costs = costs;
        this.forecasts = forecasts;
        this.aws = aws;
        this.scope = scope;
    }

    List<Projection> of(LocalDate today, CostMetric cost) {
        LocalDate month = today.withDayOfMonth(1);
        LocalDate end = month.plusMonths(1);
        LocalDate since = today.minusDays(PROJECTED_FROM_DAYS);
        LocalDate first = since.isBefore(month) ? since : month;
        Visibility visibility = scope.visibility();
        if (visibility.nothing()) {
            return List.of();
        }
        var question = new CostQuery(first, end, Granularity.DAILY, cost, Dimension.TEAM, List.of());
        CostResult result = costs.ask(question);
        CostHistory history = forecasts.history(question, today, visibility);
        Optional<StoredForecast> fromAws =
                cost == CostMetric.EFFECTIVE && visibility.everything() ? aws.of(month) : Optional.empty();
        return result.currencies().stream()
                .map(spend -> projection(spend, result.periods(), month, today, history, fromAws))
                .toList();
    }

    /**
     * The months of a period, by currency, the largest first; none where too little is known to forecast, and where all of them are over.
     *
     * @param asked whole months, their cost, what is left out and filters; its groups don't matter
     * @param whole the first day that isn't whole
     */
    List<Outlook> outlook(CostQuery asked, LocalDate whole) {
        var period = LocalDateRange.of(asked.from(), asked.to());
        Visibility visibility = scope.visibility();
        LocalDate first = costs.extent()
                .map(days -> days.from().withDayOfMonth(1))
                .filter(period.getStart()::isBefore)
                .orElse(period.getStart());
        if (visibility.nothing()
                || asked.filters().size() > Outlook.MOST_FILTERS
                || !whole.isBefore(period.getEnd())
                || !first.isBefore(period.getEnd())) {
            return List.of();
        }
        var question = new CostQuery(
                first,
                period.getEnd(),
                Granularity.DAILY,
                asked.cost(),
                Dimension.TEAM,
                null,
                asked.without(),
                null,
                asked.filters());
        CostHistory history = forecasts.history(question, whole, visibility);
        CostResult read = costs.ask(question);
        return history.groups().keySet().stream()
                .flatMap(currency -> history.sum(currency).stream().map(series -> {
                    List<BigDecimal> days = read.currencies().stream()
                            .filter(spend -> spend.currency().equals(currency))
                            .findFirst()
                            .map(CurrencySpend::perPeriod)
                            .orElseGet(() -> Collections.nCopies(read.periods().size(), BigDecimal.ZERO));
                    return new Outlook(
                            currency,
                            Stream.iterate(YearMonth.from(first), month -> month.plusMonths(1))
                                    .takeWhile(month -> month.atDay(1).isBefore(period.getEnd()))
                                    .map(month -> ahead(month, series, days, read.periods(), whole))
                                    .toList());
                }))
                .filter(outlook -> outlook.months().stream()
                        .noneMatch(month ->
                                month.spent().isEmpty() && month.forecast().isEmpty()))
                .sorted(Comparator.comparing(Outlook::expected).reversed())
                .toList();
    }

    private Outlook.Ahead ahead(
            YearMonth month, DailySeries series, List<BigDecimal> amounts, List<LocalDate> days, LocalDate whole) {
        var period = LocalDateRange.of(month.atDay(1), month.plusMonths(1).atDay(1));
        Optional<BigDecimal> spent = whole.isAfter(period.getStart())
                ? Optional.of(between(amounts, days, period.getStart(), period.getEnd()))
                : Optional.empty();
        return new Outlook.Ahead(
                month,
                spent,
                whole.isBefore(period.getEnd())
                        ? forecasts.of(series, period).map(forecast -> knowing(forecast, amounts, days, whole))
                        : Optional.empty());
    }

    private Projection projection(
            CurrencySpend spend,
            List<LocalDate> days,
            LocalDate month,
            LocalDate today,
            CostHistory history,
            Optional<StoredForecast> fromAws) {
        var period = LocalDateRange.of(month, month.plusMonths(1));
        List<Projection.Team> teams = spend.rows().stream()
                .map(row -> history.of(spend.currency(), row.key())
                        .flatMap(series -> forecasts.of(series, period))
                        .map(forecast -> knowing(forecast, row.perPeriod(), days, today))
                        .map(forecast -> forecast(row, forecast, days, month, today))
                        .orElseGet(() -> projected(row, days, month, today)))
                .sorted(Comparator.comparing(
                                (Projection.Team team) -> team.key().equals("0"))
                        .thenComparing(team -> team.name().toLowerCase(java.util.Locale.ROOT)))
                .toList();
        Optional<Forecast> whole = history.sum(spend.currency())
                .flatMap(series -> forecasts.of(series, period))
                .map(forecast -> knowing(forecast, spend.perPeriod(), days, today));
        var projection = new Projection(month, spend.currency(), PROJECTED_FROM_DAYS, teams, whole, Optional.empty());
        return fromAws.filter(one -> one.currency().equals(spend.currency()))
                .map(one -> new Projection(
                        month,
                        spend.currency(),
                        PROJECTED_FROM_DAYS,
                        teams,
                        whole,
                        Optional.of(aws(one, spend, days, month, projection.projected()))))
                .orElse(projection);
    }

    private static Projection.Team forecast(
            Row row, Forecast forecast, List<LocalDate> days, LocalDate month, LocalDate today) {
        return new Projection.Team(
                row.key(),
                row.label(),
                between(row.perPeriod(), days, month, today),
                forecast.mean(),
                forecast.range());
    }

    /** Costs of the last days may still arrive. */
    private static Forecast knowing(
            Forecast forecast, List<BigDecimal> perPeriod, List<LocalDate> days, LocalDate today) {
        return forecast.knowing(IntStream.range(0, days.size())
                .filter(i ->
                        !days.get(i).isBefore(forecast.next()) && days.get(i).isBefore(today))
                .mapToObj(perPeriod::get)
                .toList());
    }

    private static Projection.Team projected(Row row, List<LocalDate> days, LocalDate month, LocalDate today) {
        BigDecimal toDate = between(row.perPeriod(), days, month, today);
        BigDecimal lately = between(row.perPeriod(), days, today.minusDays(PROJECTED_FROM_DAYS), today);
        BigDecimal left = BigDecimal.valueOf(today.until(month.plusMonths(1), ChronoUnit.DAYS));
        BigDecimal rest =
                lately.multiply(left).divide(BigDecimal.valueOf(PROJECTED_FROM_DAYS), 10, RoundingMode.HALF_UP);
        return new Projection.Team(row.key(), row.label(), toDate, toDate.add(rest), Optional.empty());
    }

    private static Projection.Aws aws(
            StoredForecast forecast, CurrencySpend spend, List<LocalDate> days, LocalDate month, BigDecimal projected) {
        BigDecimal spent = between(spend.perPeriod(), days, month, forecast.askedOn());
        BigDecimal mean = spent.add(forecast.mean());
        return new Projection.Aws(
                forecast.askedOn(),
                mean,
                forecast.lower() == null ? null : spent.add(forecast.lower()),
                forecast.upper() == null ? null : spent.add(forecast.upper()),
                mean.subtract(projected));
    }

    Optional<Pace> pace(CostResult answer, LocalDate lastDay, LocalDate today) {
        CostQuery question = answer.question();
        LocalDate month = today.withDayOfMonth(1);
        LocalDate end = month.plusMonths(1);
        LocalDate next = lastDay.plusDays(1);
        if (question.granularity() != Granularity.DAILY
                || question.spread()
                || !question.from().equals(month)
                || question.to().isBefore(next)
                || !next.isAfter(month)
                || !next.isBefore(end)
                || answer.currencies().stream().anyMatch(spend -> spend.rows().size() > MOST_PROJECTED)) {
            return Optional.empty();
        }
        LocalDate whole = next.isAfter(today) ? today : next;
        LocalDate since = whole.minusDays(PROJECTED_FROM_DAYS);
        if (costs.extent().filter(days -> !days.from().isAfter(since)).isEmpty()) {
            return Optional.empty();
        }
        CostResult lately = since.isBefore(question.from()) ? costs.explore(since(question, since, whole)) : answer;
        boolean few =
                answer.currencies().stream().allMatch(spend -> spend.rows().size() <= MOST_FORECAST);
        CostHistory history = isQuick(question) || few && isQuickByAccount(question)
                ? forecasts.history(question, whole, scope.visibility())
                : CostHistory.none(whole);
        var period = LocalDateRange.of(month, end);
        Map<String, Map<String, List<BigDecimal>>> days = new HashMap<>();
        for (CurrencySpend spend : lately.currencies()) {
            Map<String, List<BigDecimal>> rows = new HashMap<>();
            for (Row row : spend.rows()) {
                Optional<Forecast> forecast = rows.size() < MOST_FORECAST
                        ? history.of(spend.currency(), row.key()).flatMap(series -> forecasts.of(series, period))
                        : Optional.empty();
                rows.put(
                        row.key(),
                        forecast.map(one -> daysFrom(one, next))
                                .orElseGet(() -> Collections.nCopies(
                                        (int) ChronoUnit.DAYS.between(next, end),
                                        mean(between(row.perPeriod(), lately.periods(), since, whole)))));
            }
            days.put(spend.currency(), rows);
        }
        return Optional.of(new Pace(next, end, days));
    }

    /** Of a day that isn't over its costs are drawn, not what it is expected to cost. */
    private static List<BigDecimal> daysFrom(Forecast forecast, LocalDate next) {
        int early = (int) ChronoUnit.DAYS.between(forecast.next(), next);
        return forecast.toCome().subList(early, forecast.toCome().size());
    }

    private static boolean isQuick(CostQuery question) {
        return Stream.concat(
                                Stream.of(question.groupBy()),
                                question.filters().stream().map(filter -> filter.dimension()))
                        .allMatch(QUICK::contains)
                && question.filters().size() < 15;
    }

    /** So are the days of a few accounts. */
    private static boolean isQuickByAccount(CostQuery question) {
        return question.groupBy() == Dimension.ACCOUNT
                && question.filters().size() < 15
                && question.filters().stream()
                        .map(CostFilter::dimension)
                        .allMatch(one -> QUICK.contains(one) && one != Dimension.SERVICE);
    }

    /** The same groups on other days. */
    private static CostQuery since(CostQuery question, LocalDate from, LocalDate to) {
        return new CostQuery(
                from,
                to,
                Granularity.DAILY,
                question.cost(),
                question.groupBy(),
                null,
                question.without(),
                null,
                question.filters());
    }

    private static BigDecimal mean(BigDecimal days) {
        return days.divide(BigDecimal.valueOf(PROJECTED_FROM_DAYS), 10, RoundingMode.HALF_UP);
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
}
