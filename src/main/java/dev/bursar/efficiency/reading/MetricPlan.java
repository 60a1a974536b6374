package dev.bursar.efficiency.reading;

import dev.bursar.efficiency.spi.MetricSource;
import dev.bursar.efficiency.spi.MetricSource.Metric;
import dev.bursar.setup.spi.Place;
import module java.base;

/**
 * Puts wanted metrics into as few requests as AWS's limits allow, before anything is paid for. AWS bills a metric once for each request
 * that asks for it, so a metric with all its statistics is in one request, and so is a resource with all its metrics where they fit one:
 * what ends in between has read it or hasn't. The metrics of the dearest resources come first, so that a cap leaves out those that matter
 * least.
 *
 * @param requests in the order in which they are to be sent
 * @param metrics of all requests
 * @param usd price of all requests
 */
public record MetricPlan(List<Request> requests, int metrics, BigDecimal usd) {
    /**
     * The metrics of one resource.
     *
     * @param cost of the resource, by which resources are ordered; 0 where it isn't known
     */
    public record Wanted(Place place, String resource, BigDecimal cost, List<Metric> metrics) {
        public Wanted {
            metrics = List.copyOf(metrics);
        }
    }

    /** One request: from and to are those of the plan. */
    public record Request(Place place, List<Metric> metrics) {
        public Request {
            metrics = List.copyOf(metrics);
        }

        /** Each statistic of each metric is one query. */
        public int queries() {
            return metrics.stream()
                    .mapToInt(metric -> metric.statistics().size())
                    .sum();
        }

        public BigDecimal usd() {
            return price(metrics.size());
        }
    }

    public MetricPlan {
        requests = List.copyOf(requests);
    }

    /**
     * Plans the reading of hourly points.
     *
     * @param from a full hour, included
     * @param to a full hour, not included
     */
    public static MetricPlan of(List<Wanted> wanted, Instant from, Instant to) {
        long hours = Duration.between(from, to).toHours();
        if (hours <= 0) {
            throw new IllegalArgumentException("The window has at least one hour");
        }
        int most = mostQueries(hours);
        var sorted = new ArrayList<>(wanted);
        sorted.sort(Comparator.comparing(Wanted::cost).reversed().thenComparing(Wanted::resource));
        var open = new HashMap<Place, List<Metric>>();
        var filled = new ArrayList<Request>();
        var requests = new ArrayList<List<Metric>>();
        var places = new ArrayList<Place>();
        Map<Key, LinkedHashSet<String>> merged = merged(sorted);
        for (Wanted resource : sorted) {
            List<Metric> metrics = taken(resource, merged);
            // counts at the first metric only: a resource that fits a request whole isn't begun at the end of another
            int together = queries(metrics) <= most ? queries(metrics) : 0;
            for (Metric metric : metrics) {
                int queries = metric.statistics().size();
                if (queries > Math.min(most, MetricSource.STATISTICS_A_METRIC)) {
                    throw new IllegalArgumentException("Too many statistics of " + metric.name());
                }
                List<Metric> request = open.get(resource.place());
                if (request == null || queries(request) + Math.max(together, queries) > most) {
                    request = new ArrayList<>();
                    open.put(resource.place(), request);
                    requests.add(request);
                    places.add(resource.place());
                }
                request.add(metric);
                together = 0;
            }
        }
        for (int i = 0; i < requests.size(); i++) {
            filled.add(new Request(places.get(i), requests.get(i)));
        }
        int metrics =
                filled.stream().mapToInt(request -> request.metrics().size()).sum();
        return new MetricPlan(filled, metrics, price(metrics));
    }

    /** The most queries of one request, so that its answer fits one page. */
    public static int mostQueries(long hours) {
        return (int) Math.min(MetricSource.MOST_QUERIES, MetricSource.MOST_POINTS / hours);
    }

    private record Key(Place place, String namespace, String name, Map<String, String> dimensions) {
        static Key of(Wanted resource, Metric metric) {
            return new Key(resource.place(), metric.namespace(), metric.name(), metric.dimensions());
        }
    }

    /** Each metric once, where it is wanted first, with all statistics that are wanted of it. */
    private static Map<Key, LinkedHashSet<String>> merged(List<Wanted> sorted) {
        var metrics = new LinkedHashMap<Key, LinkedHashSet<String>>();
        for (Wanted resource : sorted) {
            for (Metric metric : resource.metrics()) {
                metrics.computeIfAbsent(Key.of(resource, metric), key -> new LinkedHashSet<>())
                        .addAll(metric.statistics());
            }
        }
        return metrics;
    }

    /** The metrics that no resource before it wants, with all statistics that are wanted of them. */
    private static List<Metric> taken(Wanted resource, Map<Key, LinkedHashSet<String>> merged) {
        var taken = new ArrayList<Metric>();
        for (Metric metric : resource.metrics()) {
            LinkedHashSet<String> statistics = merged.remove(Key.of(resource, metric));
            if (statistics != null) {
                taken.add(new Metric(metric.namespace(), metric.name(), metric.dimensions(), List.copyOf(statistics)));
            }
        }
        return taken;
    }

    private static int queries(List<Metric> metrics) {
        return metrics.stream().mapToInt(metric -> metric.statistics().size()).sum();
    }

    private static BigDecimal price(int metrics) {
        return MetricSource.USD_A_METRIC.multiply(BigDecimal.valueOf(metrics));
    }
}
