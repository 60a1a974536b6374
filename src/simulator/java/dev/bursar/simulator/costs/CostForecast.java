package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.organisation.DayGenerator;
import dev.bursar.simulator.organisation.Organisation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** GetCostForecast: each coming day is expected to cost the mean of the last four weeks. */
final class CostForecast implements JsonService.Operation {

    private static final int DAYS_SEEN = 28;
    private static final int MOST_DAILY_MONTHS = 3;
    private static final int MOST_MONTHLY_MONTHS = 18;
    private static final int LEAST_LEVEL = 51;
    private static final int MOST_LEVEL = 99;

    private final Organisation organisation;
    private final QuestionReader reader;

    CostForecast(Organisation organisation) {
        this.organisation = organisation;
        this.reader = new QuestionReader(organisation);
    }

    @Override
    public ObjectNode answer(ObjectNode request) {
        var metric = metric(Json.required(request, "Metric"));
        var granularity = Granularity.asked(request);
        var filter = reader.filter(request);
        var period = Period.future(request, organisation);
        var months = granularity == Granularity.DAILY ? MOST_DAILY_MONTHS : MOST_MONTHLY_MONTHS;
        if (period.end().isAfter(period.start().plusMonths(months))) {
            throw AwsRefusal.invalid(
                    "Forecasts at " + granularity + " granularity are limited to " + months + " months");
        }
        var level = Json.number(request, "PredictionIntervalLevel", 0);
        if (level != 0 && (level < LEAST_LEVEL || level > MOST_LEVEL)) {
            throw AwsRefusal.invalid("Value at 'predictionIntervalLevel' must be between 51 and 99");
        }
        return json(period, granularity, daily(metric, filter), level);
    }

    private static Metric metric(String name) {
        for (var metric : Metric.values()) {
            if (metric.name().equals(name) && metric.isCost()) {
                return metric;
            }
        }
        throw AwsRefusal.invalid("Metric " + name + " is invalid for a cost forecast");
    }

    private BigDecimal daily(Metric metric, Filter filter) {
        var today = organisation.today();
        var seen = new Period(today.minusDays(DAYS_SEEN), today);
        var rows = new Question(seen, Granularity.DAILY, List.of(metric), List.of(), filter).answer(organisation);
        var sum = BigDecimal.ZERO;
        for (var row : rows) {
            sum = row.tally() == null ? sum : sum.add(row.tally().sum(0));
        }
        if (sum.signum() == 0) {
            throw AwsRefusal.of("DataUnavailableException", "Insufficient amount of historical data.");
        }
        return sum.divide(BigDecimal.valueOf(DAYS_SEEN), DayGenerator.DECIMALS, RoundingMode.HALF_UP);
    }

    private static ObjectNode json(Period period, Granularity granularity, BigDecimal daily, int level) {
        var json = Json.object();
        json.putObject("Total").put("Amount", Tally.plain(over(period, daily))).put("Unit", Metric.CURRENCY);
        var times = json.putArray("ForecastResultsByTime");
        for (var bucket : granularity.buckets(period)) {
            var mean = over(bucket, daily);
            var time = times.addObject();
            time.set("TimePeriod", bucket.json());
            time.put("MeanValue", Tally.plain(mean));
            if (level > 0) {
                var width = mean.multiply(BigDecimal.valueOf(level))
                        .movePointLeft(3)
                        .setScale(6, RoundingMode.HALF_UP);
                time.put("PredictionIntervalLowerBound", Tally.plain(mean.subtract(width)));
                time.put("PredictionIntervalUpperBound", Tally.plain(mean.add(width)));
            }
        }
        return json;
    }

    private static BigDecimal over(Period period, BigDecimal daily) {
        return daily.multiply(BigDecimal.valueOf(ChronoUnit.DAYS.between(period.start(), period.end())));
    }
}
