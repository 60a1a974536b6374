package dev.bursar.simulator.costs;

import dev.bursar.simulator.costs.Attribute.Dimension;
import dev.bursar.simulator.costs.Period.Granularity;
import dev.bursar.simulator.costs.Question.Tally;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.DayGenerator;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Cost Explorer, as far as it reads costs and looks after cost allocation tags. */
public final class CostExplorer extends JsonService {
    private static final Set<String> OF_TAGS = Set.of(
            "ListCostAllocationTags",
            "UpdateCostAllocationTagsStatus",
            "StartCostAllocationTagBackfill",
            "ListCostAllocationTagBackfillHistory");

    private final AllocationTags tags;
    private final Map<String, Operation> operations;

    public CostExplorer(Organisation organisation, AllocationTags tags, IntSupplier rowsPerPage) {
        super("ce", "AWSInsightsIndexService", Reach.PAYER);
        this.tags = tags;
        var pages = new Pages("NextPageToken", organisation::revision);
        var values = new KnownValues(organisation, pages);
        this.operations = Map.of(
                "GetCostAndUsage",
                CostAndUsage.of(organisation, pages, rowsPerPage),
                "GetCostAndUsageWithResources",
                CostAndUsage.withResources(organisation, pages, rowsPerPage),
                "GetTags",
                values::tags,
                "GetDimensionValues",
                values::dimensions,
                "GetCostForecast",
                new CostForecast(organisation),
                "GetAnomalies",
                new Anomalies(organisation, pages, rowsPerPage));
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        tags.settle();
        return OF_TAGS.contains(operation)
                ? tags.answer(operation, request, caller)
                : super.answer(operation, request, caller);
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }

    /** GetTags and GetDimensionValues: which values have lines in a period. */
    static final class KnownValues {
        private static final int MOST_RESULTS = 1000;

        private final Organisation organisation;
        private final QuestionReader reader;
        private final Pages pages;

        KnownValues(Organisation organisation, Pages pages) {
            this.organisation = organisation;
            this.reader = new QuestionReader(organisation);
            this.pages = pages;
        }

        /** The activated keys, or the values of one key, with an empty one where something is untagged. */
        ObjectNode tags(ObjectNode request) {
            var key = Json.text(request, "TagKey");
            if (key == null) {
                Period.past(request, organisation);
                return json(
                        request, "Tags", List.copyOf(organisation.carriedTags().keys()), StringNode::valueOf);
            }
            var tag = reader.tag(key);
            return json(
                    request,
                    "Tags",
                    values(request, cell -> tag.key(cell).substring(key.length() + 1)),
                    StringNode::valueOf);
        }

        ObjectNode dimensions(ObjectNode request) {
            var name = Json.required(request, "Dimension");
            var dimension = reader.dimension(name, "Dimension is invalid.");
            return json(request, "DimensionValues", values(request, dimension::of), value -> {
                var json = Json.object().put("Value", value);
                var attributes = json.putObject("Attributes");
                if (dimension == Dimension.LINKED_ACCOUNT) {
                    attributes.put("description", organisation.accountName(value));
                }
                return json;
            });
        }

        private List<String> values(JsonNode request, Function<Cell, String> value) {
            var period = Period.past(request, organisation);
            var filter = reader.filter(request);
            var search = Json.text(request, "SearchString");
            var snapshot = organisation.carriedTags().of(organisation.snapshot(period.start(), period.end()));
            var used = new boolean[snapshot.cells().size()];
            for (var day : snapshot.days()) {
                for (var cell : day.cells()) {
                    used[cell] = true;
                }
            }
            var values = new TreeSet<String>();
            for (var i = 0; i < used.length; i++) {
                var cell = snapshot.cells().get(i);
                if (used[i] && filter.matches(cell)) {
                    values.add(value.apply(cell));
                }
            }
            return values.stream().filter(text -> found(text, search)).toList();
        }

        private static boolean found(String text, @Nullable String search) {
            return search == null || text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
        }

        private ObjectNode json(
                ObjectNode request, String member, List<String> values, Function<String, JsonNode> shape) {
            var size = Math.clamp(Json.number(request, "MaxResults", MOST_RESULTS), 1, MOST_RESULTS);
            var page = pages.page(values, pages.place(request), size);
            var json = Json.object();
            pages.next(json, page);
            var array = json.putArray(member);
            page.items().forEach(value -> array.add(shape.apply(value)));
            return json.put("ReturnSize", page.items().size()).put("TotalSize", values.size());
        }
    }

    /** GetCostForecast: each coming day is expected to cost the mean of the last four weeks. */
    static final class CostForecast implements JsonService.Operation {
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
            json.putObject("Total")
                    .put("Amount", Tally.plain(over(period, daily)))
                    .put("Unit", Metric.CURRENCY);
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
}
