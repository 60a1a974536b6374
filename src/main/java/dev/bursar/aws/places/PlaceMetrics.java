package dev.bursar.aws.places;

import dev.bursar.efficiency.spi.MetricSource;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MessageData;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/** Reads hourly points of CloudWatch in an account and Region. */
@Component
class PlaceMetrics implements MetricSource {
    private static final Logger log = LoggerFactory.getLogger(PlaceMetrics.class);
    private static final String GET = "cloudwatch:GetMetricData";
    private static final String LIST = "cloudwatch:ListMetrics";
    private static final int MOST_DIMENSIONS = 30;
    private static final int HOUR = (int) Duration.ofHours(1).toSeconds();
    private static final int MOST_PAGES = 1_000;
    private static final String PARTIAL = "PartialData";
    private static final String COMPLETE = "Complete";

    private final PlaceClients clients;

    PlaceMetrics(PlaceClients clients) {
        this.clients = clients;
    }

    /** A token that has expired is not begun anew: the first page would be paid twice. */
    @Override
    public List<Series> read(Place place, List<Metric> metrics, Instant from, Instant to, RequestMeter meter) {
        Map<String, Points> asked = points(metrics);
        if (asked.isEmpty()) {
            return List.of();
        }
        List<MetricDataQuery> queries = asked.entrySet().stream()
                .map(one -> query(one.getKey(), one.getValue()))
                .toList();
        BigDecimal price = USD_A_METRIC.multiply(BigDecimal.valueOf(metrics.size()));
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            String page = token;
            GetMetricDataResponse answer = clients.send(
                    PlaceApi.CLOUDWATCH,
                    place,
                    GET,
                    price,
                    meter,
                    client -> client.getMetricData(request -> request.metricDataQueries(queries)
                            .startTime(from)
                            .endTime(to)
                            .nextToken(page)));
            token = answer.nextToken();
            boolean last = token == null || token.isEmpty();
            add(answer, asked, last);
            if (!last && (!seen.add(token) || seen.size() > MOST_PAGES)) {
                throw PlaceProblems.bad(place, GET, "its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        return asked.values().stream().map(Points::series).toList();
    }

    @Override
    public List<Map<String, String>> dimensions(
            Place place, String namespace, String metric, String dimension, RequestMeter meter) {
        return clients.list(PlaceApi.CLOUDWATCH, place, LIST, meter)
                .all(
                        (client, token) -> client.listMetrics(request -> request.namespace(namespace)
                                .metricName(metric)
                                .dimensions(filter -> filter.name(dimension))
                                .nextToken(token)),
                        answer -> answer.metrics().stream()
                                .map(one -> dimensions(one.dimensions()))
                                .filter(one -> one.containsKey(dimension))
                                .toList(),
                        ListMetricsResponse::nextToken);
    }

    /** Empty where a part of them can't be asked for again. */
    private static Map<String, String> dimensions(List<Dimension> answered) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        for (Dimension one : answered) {
            if (!SageMakerReader.isName(one.name()) || !SageMakerReader.isArn(one.value())) {
                return Map.of();
            }
            dimensions.put(one.name(), one.value());
        }
        return dimensions.size() > MOST_DIMENSIONS ? Map.of() : dimensions;
    }

    /** By the ids of their queries, which have to begin with a small letter. */
    private static Map<String, Points> points(List<Metric> metrics) {
        Map<String, Points> asked = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            if (metric.statistics().isEmpty() || metric.statistics().size() > STATISTICS_A_METRIC) {
                throw new IllegalArgumentException(
                        metric.name() + " has " + metric.statistics().size() + " statistics");
            }
            for (String statistic : metric.statistics()) {
                asked.put("q" + asked.size(), new Points(i, metric, statistic));
            }
        }
        if (asked.size() > MOST_QUERIES) {
            throw new IllegalArgumentException(asked.size() + " queries are more than " + MOST_QUERIES);
        }
        return asked;
    }

    private static MetricDataQuery query(String id, Points points) {
        List<Dimension> dimensions = points.metric.dimensions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> Dimension.builder()
                        .name(one.getKey())
                        .value(one.getValue())
                        .build())
                .toList();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.metric(metric -> metric.namespace(points.metric.namespace())
                                .metricName(points.metric.name())
                                .dimensions(dimensions))
                        .period(HOUR)
                        .stat(points.statistic))
                .returnData(true)
                .build();
    }

    private static void add(GetMetricDataResponse answer, Map<String, Points> asked, boolean last) {
        for (MetricDataResult result : answer.metricDataResults()) {
            Points points = asked.get(String.valueOf(result.id()));
            if (points != null) {
                points.add(result);
            }
        }
        List<String> codes = answer.messages().stream()
                .map(MessageData::code)
                .filter(code -> last || !PARTIAL.equals(code))
                .toList();
        if (!codes.isEmpty()) {
            log.warn("CloudWatch left points out: {}", codes);
            asked.values().forEach(points -> points.lost = true);
        }
    }

    /** What came of one query so far. */
    private static final class Points {
        private final int place;
        private final Metric metric;
        private final String statistic;
        private final List<Instant> times = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private boolean lost;
        private @Nullable String status;

        Points(int place, Metric metric, String statistic) {
            this.place = place;
            this.metric = metric;
            this.statistic = statistic;
        }

        void add(MetricDataResult result) {
            int pairs = Math.min(result.timestamps().size(), result.values().size());
            lost |= result.timestamps().size() != result.values().size();
            for (int i = 0; i < pairs; i++) {
                Instant time = result.timestamps().get(i);
                Double value = result.values().get(i);
                if (time == null || value == null) {
                    lost = true;
                } else {
                    times.add(time);
                    values.add(value);
                }
            }
            status = result.statusCodeAsString();
            lost |= !COMPLETE.equals(status) && !PARTIAL.equals(status);
        }

        Series series() {
            return new Series(place, statistic, times, values, !lost && COMPLETE.equals(status));
        }
    }
}
