package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.spi.TraceQuestions;
import dev.bursar.efficiency.spi.TraceQuestions.Edge;
import dev.bursar.efficiency.spi.TraceQuestions.Graph;
import dev.bursar.efficiency.spi.TraceQuestions.Node;
import module java.base;

/**
 * The calls that lead to an endpoint, as X-Ray traced them.
 *
 * @param target the service that stands for the endpoint
 * @param isEndpoint false where X-Ray names SageMaker as a whole: calls to other endpoints are in it too
 * @param hops the slowest first
 * @param traces that a search would look at, about
 * @param mostTraces at which a search ends
 */
public record TracePath(Node target, boolean isEndpoint, List<Hop> hops, long traces, long mostTraces) {
    /** Traces may come in between the question and the search. */
    private static final int MARGIN = 2;

    private static final long LEAST_TRACES = 1_000;
    private static final double MILLISECONDS = 1_000;

    /**
     * Calls of one service to another.
     *
     * @param milliseconds on average, as the caller saw it
     * @param own milliseconds of them that the called service did not itself wait for others
     */
    public record Hop(String from, String to, long calls, long failed, double milliseconds, double own) {}

    public TracePath {
        hops = List.copyOf(hops);
    }

    public BigDecimal usd() {
        return TraceQuestions.price(traces);
    }

    public BigDecimal mostUsd() {
        return TraceQuestions.price(mostTraces);
    }

    /** Empty where no traced call leads to SageMaker. */
    static Optional<TracePath> of(Graph graph, String endpoint) {
        Optional<Node> named = graph.nodes().stream()
                .filter(node -> node.name().toLowerCase(Locale.ROOT).contains(endpoint.toLowerCase(Locale.ROOT)))
                .findFirst();
        Optional<Node> target = named.or(
                () -> graph.nodes().stream().filter(TracePath::isSageMaker).findFirst());
        return target.map(node -> {
            long traces = Math.max(
                    node.requests(),
                    graph.nodes().stream()
                            .filter(Node::root)
                            .mapToLong(Node::requests)
                            .sum());
            return new TracePath(
                    node, named.isPresent(), hops(graph, node), traces, Math.max(LEAST_TRACES, MARGIN * traces));
        });
    }

    private static boolean isSageMaker(Node node) {
        return (node.name() + "/" + node.type())
                .replace(" ", "")
                .toLowerCase(Locale.ROOT)
                .contains("sagemaker");
    }

    /** Of the edges that a request takes on its way to the target. */
    private static List<Hop> hops(Graph graph, Node target) {
        Set<Integer> leads = new HashSet<>(Set.of(target.id()));
        Deque<Integer> open = new ArrayDeque<>(leads);
        while (!open.isEmpty()) {
            int to = open.removeFirst();
            graph.edges().stream()
                    .filter(edge -> edge.to() == to && leads.add(edge.from()))
                    .forEach(edge -> open.addLast(edge.from()));
        }
        Map<Integer, String> names = new HashMap<>();
        graph.nodes().forEach(node -> names.put(node.id(), node.name()));
        return graph.edges().stream()
                .filter(edge -> leads.contains(edge.to()))
                .map(edge -> new Hop(
                        names.getOrDefault(edge.from(), "?"),
                        names.getOrDefault(edge.to(), "?"),
                        edge.calls(),
                        edge.failed(),
                        mean(edge),
                        own(graph, edge)))
                .sorted(Comparator.comparingDouble(Hop::own)
                        .reversed()
                        .thenComparing(Hop::from)
                        .thenComparing(Hop::to))
                .toList();
    }

    private static double mean(Edge edge) {
        return MILLISECONDS * edge.seconds() / edge.calls();
    }

    /** What the called service waits for others is shared by all of its calls alike. */
    private static double own(Graph graph, Edge edge) {
        double waited = graph.edges().stream()
                .filter(one -> one.from() == edge.to())
                .mapToDouble(Edge::seconds)
                .sum();
        long calls = graph.edges().stream()
                .filter(one -> one.to() == edge.to())
                .mapToLong(Edge::calls)
                .sum();
        return Math.max(0, mean(edge) - MILLISECONDS * waited / calls);
    }
}
