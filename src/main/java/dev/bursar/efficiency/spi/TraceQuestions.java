package dev.bursar.efficiency.spi;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;

/** Asks X-Ray in a place. AWS bills the traces that a search looks at, whatever it finds; the graph of services is free. */
public interface TraceQuestions {
    /** Price in USD of a million traces that were looked at, beyond the free ones. */
    BigDecimal USD_A_MILLION = new BigDecimal("0.50");

    /** Price in USD, rounded up to a millionth. */
    static BigDecimal price(long traces) {
        return USD_A_MILLION
                .multiply(BigDecimal.valueOf(traces))
                .movePointLeft(6)
                .setScale(6, RoundingMode.UP);
    }

    /**
     * A service that takes part in traces.
     *
     * @param id within its graph
     * @param type as X-Ray writes it, such as AWS::Lambda::Function; "" where it says none
     * @param root whether traces begin with it
     * @param requests traced ones that it took
     */
    record Node(int id, String name, String type, boolean root, long requests) {}

    /**
     * Traced calls of one service to another.
     *
     * @param failed of them, by the caller's fault or by the called one's
     * @param seconds that all of them took together
     */
    record Edge(int from, int to, long calls, long failed, double seconds) {}

    /** What called what in a time. */
    record Graph(List<Node> nodes, List<Edge> edges) {
        public Graph {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /**
     * A search for traces of one service.
     *
     * @param from included; at most six hours before the end
     * @param mostTraces that AWS may look at; the search ends with the page that passes it
     */
    record Search(Node service, Instant from, Instant to, long mostTraces) {}

    /**
     * A trace that was found.
     *
     * @param seconds that its request took
     * @param cause the services down to the one in which most of the time went by, as X-Ray sees it; empty where it says none
     */
    record Trace(double seconds, List<String> cause) {
        public Trace {
            cause = List.copyOf(cause);
        }
    }

    /**
     * What a search found.
     *
     * @param processed traces that AWS looked at, which is what it bills
     * @param complete false where the search ended at its limit
     */
    record Found(List<Trace> traces, long processed, boolean complete) {
        public Found {
            traces = List.copyOf(traces);
        }
    }

    /**
     * The graph of services; free.
     *
     * @param from included; at most six hours before the end
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     */
    Graph graph(Place place, Instant from, Instant to, RequestMeter meter);

    /**
     * Searches. AWS says only afterwards what it bills, so the meter counts the price of the most traces.
     *
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     * @throws dev.bursar.sync.CapReached when that price would pass a cap; nothing was sent
     */
    Found search(Place place, Search search, RequestMeter meter);
}
