package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.QueryService;
import dev.bursar.simulator.http.Xml;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Oddity;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** CloudWatch's metrics in the caller's account and Region. */
public final class CloudWatch implements QueryService {

    private static final int MOST_POINTS = 100_800;
    private static final int STATISTICS_A_METRIC = 5;
    private static final int MOST_METRICS = 500;
    private static final String TOKEN = "NextToken";

    private final Sources sources;
    private final Catalogue catalogue;
    private final Instant opened;
    private final Clock clock;
    private final Pages pages = new Pages(TOKEN, () -> 0);
    private final AtomicLong asked = new AtomicLong();

    /** @param opened before which nothing ran */
    public CloudWatch(Ml ml, Machines machines, Instant opened, Clock clock) {
        this.opened = opened;
        this.sources = new Sources(ml, machines, clock);
        this.catalogue = new Catalogue(ml, sources);
        this.clock = clock;
    }

    /** How many metrics were asked for, as AWS bills them: once for each request, also for a further page, whatever the time. */
    public long asked() {
        return asked.get();
    }

    @Override
    public String name() {
        return "cloudwatch";
    }

    @Override
    public Reach reach() {
        return Reach.REGIONS;
    }

    @Override
    public String version() {
        return "2010-08-01";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("GetMetricData", this::getMetricData, "ListMetrics", this::listMetrics);
    }

    private String listMetrics(Map<String, String> form, Caller caller) {
        var namespace = form.getOrDefault("Namespace", "");
        var metric = form.getOrDefault("MetricName", "");
        var dimensions = Query.dimensions(form, "Dimensions.member.");
        var found = catalogue.all(caller).stream()
                .filter(known -> namespace.isEmpty() || known.namespace().equals(namespace))
                .filter(known -> metric.isEmpty() || known.metric().equals(metric))
                .filter(known -> dimensions.entrySet().stream()
                        .allMatch(wanted -> known.dimensions().containsKey(wanted.getKey())
                                && (wanted.getValue().isEmpty()
                                        || wanted.getValue()
                                                .equals(known.dimensions().get(wanted.getKey())))))
                .toList();
        var page = pages.page(found, place(form), MOST_METRICS);
        var xml = new StringBuilder("<Metrics>");
        for (var known : page.items()) {
            xml.append("<member>").append(Xml.element("Namespace", known.namespace()));
            xml.append(Xml.element("MetricName", known.metric())).append("<Dimensions>");
            known.dimensions()
                    .forEach((name, value) -> xml.append("<member>")
                            .append(Xml.element("Name", name))
                            .append(Xml.element("Value", value))
                            .append("</member>"));
            xml.append("</Dimensions></member>");
        }
        xml.append("</Metrics>");
        var next = page.next();
        return (next == null ? "" : Xml.element(TOKEN, next)) + xml;
    }

    private record Result(Query query, Points points, boolean partial) {}

    private String getMetricData(Map<String, String> form, Caller caller) {
        var queries = Query.all(form);
        var start = time(form, "StartTime");
        var end = time(form, "EndTime");
        if (!start.isBefore(end)) {
            throw AwsRefusal.of("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
        }
        unique(queries);
        var place = place(form);
        asked.addAndGet(billed(queries));
        var ascending = "TimestampAscending".equals(form.get("ScanBy"));
        var results = new ArrayList<Result>();
        var found = new HashMap<Query, Points>();
        for (var query : queries) {
            var partial = sources.odd(caller, query, Oddity.PARTIAL);
            if (!found.containsKey(query)) {
                found.putAll(points(
                        caller, queries.stream().filter(query::isOfSameSeries).toList(), start, end));
            }
            var points = found.getOrDefault(query, Points.NONE);
            var given = partial ? points.part(0, points.size() / 2) : points;
            results.add(new Result(query, ascending ? given : given.newestFirst(), partial));
        }
        return xml(results, place, most(form));
    }

    /** Of queries that differ in their statistic: what was published is looked at once for all of them. */
    private Map<Query, Points> points(Caller caller, List<Query> queries, Instant start, Instant end) {
        var query = queries.getFirst();
        var statistics = queries.stream().map(each -> Statistic.of(each.stat())).toList();
        var series = sources.series(caller, query);
        if (series == null || !query.unit().isEmpty() && !query.unit().equals(series.unit())) {
            return Map.of();
        }
        var doubled = sources.odd(caller, query, Oddity.DOUBLED);
        var points = Points.of(
                series, statistics, query.period(), start.isBefore(opened) ? opened : start, end, clock.instant());
        var found = new HashMap<Query, Points>();
        for (var i = 0; i < queries.size(); i++) {
            found.put(queries.get(i), doubled ? points.get(i).doubled() : points.get(i));
        }
        return found;
    }

    /** Points are counted over all queries, in their order. */
    private String xml(List<Result> results, Pages.Place place, int most) {
        var from = place.offset();
        var to = from + most;
        var xml = new StringBuilder("<MetricDataResults>");
        var before = 0;
        for (var result : results) {
            var size = result.points.size();
            var first = Math.clamp(from - before, 0, size);
            var last = Math.clamp(to - before, 0, size);
            if (first < last || from == 0) {
                member(xml, result, first, last);
            }
            before += size;
        }
        xml.append("</MetricDataResults>");
        var all = Collections.nCopies(before, "");
        var next = pages.page(all, place, most).next();
        return (next == null ? "" : Xml.element(TOKEN, next)) + xml + "<Messages/>";
    }

    private static void member(StringBuilder xml, Result result, int first, int last) {
        var points = result.points.part(first, last);
        xml.append("<member>").append(Xml.element("Id", result.query.id()));
        xml.append(Xml.element("Label", result.query.label())).append("<Timestamps>");
        for (var time : points.times()) {
            xml.append("<member>").append(Instant.ofEpochSecond(time)).append("</member>");
        }
        xml.append("</Timestamps><Values>");
        for (var value : points.values()) {
            xml.append("<member>").append(value).append("</member>");
        }
        xml.append("</Values>");
        var whole = last == result.points.size() && !result.partial;
        xml.append(Xml.element("StatusCode", whole ? "Complete" : "PartialData"))
                .append("</member>");
    }

    private Pages.Place place(Map<String, String> form) {
        var json = Json.object();
        form.forEach(json::put);
        try {
            return pages.place(json);
        } catch (AwsRefusal refusal) {
            throw AwsRefusal.of("InvalidNextToken", refusal.text());
        }
    }

    private static int most(Map<String, String> form) {
        var text = form.getOrDefault("MaxDatapoints", String.valueOf(MOST_POINTS));
        var most = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (most < 1 || most > MOST_POINTS) {
            throw AwsRefusal.of("ValidationError", "MaxDatapoints must be between 1 and " + MOST_POINTS + ".");
        }
        return most;
    }

    private static void unique(List<Query> queries) {
        var ids = new HashSet<String>();
        for (var query : queries) {
            if (!ids.add(query.id())) {
                throw AwsRefusal.of(
                        "ValidationError", "The values for parameter Id in MetricDataQueries are not unique.");
            }
        }
    }

    private static long billed(List<Query> queries) {
        var statistics = new HashMap<List<Object>, Set<String>>();
        for (var query : queries) {
            statistics.computeIfAbsent(query.billed(), none -> new HashSet<>()).add(query.stat());
        }
        return statistics.values().stream()
                .mapToLong(each -> Math.ceilDiv(each.size(), STATISTICS_A_METRIC))
                .sum();
    }

    private static Instant time(Map<String, String> form, String member) {
        try {
            return Instant.parse(form.getOrDefault(member, ""));
        } catch (DateTimeException e) {
            throw AwsRefusal.of("ValidationError", "The parameter " + member + " must be a timestamp.");
        }
    }
}
