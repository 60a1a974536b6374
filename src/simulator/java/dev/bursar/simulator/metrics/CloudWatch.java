package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.QueryService;
import dev.bursar.simulator.http.Xml;
import dev.bursar.simulator.metrics.Machines.GpuSeries;
import dev.bursar.simulator.metrics.Machines.MachineSeries;
import dev.bursar.simulator.metrics.Query.Statistic;
import dev.bursar.simulator.metrics.Sources.ComponentSeries;
import dev.bursar.simulator.metrics.Sources.JobSeries;
import dev.bursar.simulator.ml.Bedrock;
import dev.bursar.simulator.ml.Ml;
import dev.bursar.simulator.ml.Oddity;
import module java.base;

/** CloudWatch's metrics in the caller's account and Region. */
public final class CloudWatch extends QueryService {
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
    public CloudWatch(Ml ml, Machines machines, Bedrock bedrock, Instant opened, Clock clock) {
        super("cloudwatch", "2010-08-01", Reach.REGIONS);
        this.opened = opened;
        this.sources = new Sources(ml, machines, bedrock, clock);
        this.catalogue = new Catalogue(ml, sources);
        this.clock = clock;
    }

    /** How many metrics were asked for, as AWS bills them: once for each request, also for a further page, whatever the time. */
    public long asked() {
        return asked.get();
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

    /** The metrics of an account and Region that ListMetrics knows. */
    static final class Catalogue {
        private static final List<String> QUEUES = List.of("ApproximateBacklogSize", "HasBacklogWithoutCapacity");

        private final Ml ml;
        private final Sources sources;

        /** A metric that ListMetrics gives. */
        record Known(String namespace, String metric, Map<String, String> dimensions) {
            Query query() {
                return new Query("m", metric, namespace, metric, dimensions, 3_600, "Sum", "");
            }
        }

        Catalogue(Ml ml, Sources sources) {
            this.ml = ml;
            this.sources = sources;
        }

        /** All of the caller's that there are series of. */
        List<Known> all(Caller caller) {
            var known = new ArrayList<Known>();
            for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
                var name = Map.of(Sources.ENDPOINT, endpoint.name());
                QUEUES.forEach(metric -> known.add(new Known(Sources.REQUESTS, metric, name)));
                for (var variant : endpoint.variants()) {
                    var both = Map.of(Sources.ENDPOINT, endpoint.name(), Sources.VARIANT, variant.name());
                    EndpointSeries.REQUESTS
                            .keySet()
                            .forEach(metric -> known.add(new Known(Sources.REQUESTS, metric, both)));
                    EndpointSeries.UTILISATION
                            .keySet()
                            .forEach(metric -> known.add(new Known(Sources.UTILISATION, metric, both)));
                }
                for (var component : endpoint.components()) {
                    var of = Map.of(Sources.COMPONENT, component.name());
                    ComponentSeries.REQUESTS
                            .keySet()
                            .forEach(metric -> known.add(new Known(Sources.REQUESTS, metric, of)));
                    ComponentSeries.UTILISATION
                            .keySet()
                            .forEach(metric -> known.add(new Known(Sources.COMPONENTS, metric, of)));
                }
            }
            known.removeIf(metric -> sources.series(caller, metric.query()) == null);
            sources.jobHosts(caller)
                    .forEach((namespace, hosts) -> hosts.forEach(host -> JobSeries.METRICS.forEach(
                            metric -> known.add(new Known(namespace, metric, Map.of(Sources.HOST, host))))));
            for (var id : sources.machines().ids(caller)) {
                MachineSeries.UNITS
                        .keySet()
                        .forEach(metric -> known.add(new Known(Sources.EC2, metric, Map.of(Sources.INSTANCE, id))));
            }
            for (var gpu : sources.machines().agentGpus(caller)) {
                GpuSeries.UNITS.keySet().forEach(metric -> known.add(new Known(Sources.AGENT, metric, gpu)));
            }
            return known;
        }
    }

    /** The points of a statistic, as parallel lists of times, in epoch seconds, and values. */
    record Points(List<Long> times, List<Double> values) {
        static final Points NONE = new Points(List.of(), List.of());

        private static final int DAY = 86_400;
        private static final int SLOT = Series.SLOT_MINUTES * 60;
        private static final long MINUTELY = 15L * DAY;
        private static final long FIVE_MINUTELY = 63L * DAY;
        private static final long HOURLY = 455L * DAY;
        private static final int HOUR = 3_600;

        /** Seconds until a point appears. */
        static final int LATE = 300;

        int size() {
            return times.size();
        }

        /**
         * The points of each statistic from the earliest on. What AWS doesn't keep in so short periods is left out, as are periods
         * without values.
         *
         * @param start a time, included, that is rounded down as AWS does
         * @param end a time, not included
         */
        static List<Points> of(
                Series series, List<Statistic> statistics, int period, Instant start, Instant end, Instant now) {
            var seconds = now.getEpochSecond();
            var age = seconds - start.getEpochSecond();
            var round = age < MINUTELY ? 60 : age < FIVE_MINUTELY ? SLOT : HOUR;
            var first = start.getEpochSecond() / round * round;
            var all = statistics.stream()
                    .map(any -> new Points(new ArrayList<>(), new ArrayList<>()))
                    .toList();
            Series.Day day = null;
            var of = Long.MIN_VALUE;
            for (var time = Math.ceilDiv(first, period) * period; time < end.getEpochSecond(); time += period) {
                if (!kept(seconds - time, period)) {
                    continue;
                }
                var sums = statistics.stream().map(Statistic.Sum::new).toList();
                for (var slot = time / SLOT * SLOT; slot < time + period; slot += SLOT) {
                    if (slot + SLOT > seconds - LATE) {
                        break;
                    }
                    var date = Math.floorDiv(slot, DAY);
                    if (day == null || date != of) {
                        day = series.on(LocalDate.ofEpochDay(date));
                        of = date;
                    }
                    var samples = day.from((int) (slot - date * DAY) / 60);
                    if (samples != null) {
                        var share = Math.min(1.0, (double) period / SLOT);
                        sums.forEach(sum -> sum.add(samples, share));
                    }
                }
                for (var i = 0; i < sums.size(); i++) {
                    if (!sums.get(i).isEmpty()) {
                        all.get(i).times.add(time);
                        all.get(i).values.add(statistics.get(i).of(sums.get(i)));
                    }
                }
            }
            return all;
        }

        private static boolean kept(long age, int period) {
            return age <= HOURLY
                    && (age <= FIVE_MINUTELY || period % HOUR == 0)
                    && (age <= MINUTELY || period % SLOT == 0);
        }

        Points newestFirst() {
            var late = new ArrayList<>(times);
            var last = new ArrayList<>(values);
            Collections.reverse(late);
            Collections.reverse(last);
            return new Points(late, last);
        }

        /** Each point twice. */
        Points doubled() {
            var twice = new ArrayList<Long>();
            var both = new ArrayList<Double>();
            for (var i = 0; i < size(); i++) {
                twice.addAll(List.of(times.get(i), times.get(i)));
                both.addAll(List.of(values.get(i), values.get(i)));
            }
            return new Points(twice, both);
        }

        Points part(int from, int to) {
            return new Points(times.subList(from, to), values.subList(from, to));
        }
    }
}
