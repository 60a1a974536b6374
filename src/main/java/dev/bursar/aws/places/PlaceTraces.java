package dev.bursar.aws.places;

import dev.bursar.efficiency.spi.TraceQuestions;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.xray.model.EdgeStatistics;
import software.amazon.awssdk.services.xray.model.GetServiceGraphResponse;
import software.amazon.awssdk.services.xray.model.GetTraceSummariesResponse;
import software.amazon.awssdk.services.xray.model.ResponseTimeRootCause;
import software.amazon.awssdk.services.xray.model.Service;
import software.amazon.awssdk.services.xray.model.TraceSummary;

/** Asks X-Ray in an account and Region. */
@Component
class PlaceTraces implements TraceQuestions {
    private static final String GRAPH = "xray:GetServiceGraph";
    private static final String SUMMARIES = "xray:GetTraceSummaries";
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int MOST_PAGES = 200;
    private static final int MOST_TRACES = 20_000;

    private final PlaceClients clients;

    PlaceTraces(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public Graph graph(Place place, Instant from, Instant to, RequestMeter meter) {
        require(from, to);
        var nodes = new ArrayList<Node>();
        var edges = new ArrayList<Edge>();
        clients.list(PlaceApi.XRAY, place, GRAPH, meter)
                .all(
                        (client, token) -> client.getServiceGraph(
                                request -> request.startTime(from).endTime(to).nextToken(token)),
                        GetServiceGraphResponse::services,
                        GetServiceGraphResponse::nextToken)
                .forEach(service -> add(service, nodes, edges));
        return new Graph(nodes, edges);
    }

    private static void require(Instant from, Instant to) {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("At most six hours: " + from + " to " + to);
        }
    }

    /** A service without a number can't be an edge's end. */
    private static void add(Service service, List<Node> nodes, List<Edge> edges) {
        if (service.referenceId() == null) {
            return;
        }
        int id = service.referenceId();
        @Nullable
        Long requests = service.summaryStatistics() == null
                ? null
                : service.summaryStatistics().totalCount();
        nodes.add(new Node(
                id,
                Objects.requireNonNullElse(service.name(), ""),
                Objects.requireNonNullElse(service.type(), ""),
                Boolean.TRUE.equals(service.root()),
                requests == null ? 0 : requests));
        service.edges().stream().filter(edge -> edge.referenceId() != null).forEach(edge -> {
            EdgeStatistics sums = edge.summaryStatistics();
            if (sums != null
                    && sums.totalCount() != null
                    && sums.totalCount() > 0
                    && isTime(sums.totalResponseTime())) {
                edges.add(new Edge(
                        id,
                        edge.referenceId(),
                        sums.totalCount(),
                        sums.okCount() == null ? 0 : Math.max(0, sums.totalCount() - sums.okCount()),
                        sums.totalResponseTime()));
            }
        });
    }

    private static boolean isTime(@Nullable Double seconds) {
        return seconds != null && Double.isFinite(seconds) && seconds >= 0;
    }

    private static @Nullable String next(Place place, @Nullable String token, Set<String> seen) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (!seen.add(token) || seen.size() > MOST_PAGES) {
            throw PlaceProblems.bad(place, SUMMARIES, "its pages do not end");
        }
        return token;
    }

    /** Pages may be empty. Whether each counts the traces of its own part isn't documented; their sum is never too little. */
    @Override
    public Found search(Place place, Search search, RequestMeter meter) {
        require(search.from(), search.to());
        BigDecimal price = TraceQuestions.price(search.mostTraces());
        var traces = new ArrayList<Trace>();
        long processed = 0;
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            String page = token;
            GetTraceSummariesResponse answer = clients.send(
                    PlaceApi.XRAY,
                    place,
                    SUMMARIES,
                    page == null ? price : BigDecimal.ZERO,
                    meter,
                    client -> client.getTraceSummaries(request -> request.startTime(search.from())
                            .endTime(search.to())
                            .sampling(false)
                            .filterExpression(filter(search.service()))
                            .nextToken(page)));
            answer.traceSummaries().stream()
                    .filter(one -> isTime(one.responseTime()))
                    .map(PlaceTraces::trace)
                    .forEach(traces::add);
            @Nullable Long looked = answer.tracesProcessedCount();
            processed += looked == null ? answer.traceSummaries().size() : looked;
            token = next(place, answer.nextToken(), seen);
        } while (token != null && processed < search.mostTraces() && traces.size() < MOST_TRACES);
        return new Found(traces, processed, token == null);
    }

    /** Quotes have no place in names of services, and X-Ray has no way to write them. */
    private static String filter(Node service) {
        String name = service.name().replace("\"", "").replace("\\", "");
        return service.type().isEmpty()
                ? "service(id(name: \"" + name + "\"))"
                : "service(id(name: \"" + name + "\", type: \"" + service.type().replace("\"", "") + "\"))";
    }

    private static Trace trace(TraceSummary summary) {
        List<String> cause = summary.responseTimeRootCauses().stream()
                .max((one, other) -> Boolean.compare(
                        Boolean.TRUE.equals(one.clientImpacting()), Boolean.TRUE.equals(other.clientImpacting())))
                .map(PlaceTraces::names)
                .orElse(List.of());
        return new Trace(summary.responseTime(), cause);
    }

    private static List<String> names(ResponseTimeRootCause cause) {
        return cause.services().stream()
                .map(service -> Objects.requireNonNullElse(service.name(), ""))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
