package dev.bursar.simulator.http;

import dev.bursar.simulator.faults.Effect;
import module java.base;

/** What was asked and how it went, so that a test or a person can count requests. */
public final class RequestLog {
    /** The outcome of a request that was answered as asked (and that AWS would charge for). */
    public static final String OK = "OK";

    private static final int MOST_ENTRIES = 50_000;

    /**
     * One request. {@code groupBy} is written TYPE:Key; what a request doesn't have is empty; the outcome is
     * {@link #OK}, an error code or the name of an {@link Effect}. For S3, {@code filter} is the key or prefix, for a search its query,
     * for AssumeRole the role. The account is the caller's, the Region that of the signature.
     */
    public record Entry(
            String service,
            String operation,
            List<String> groupBy,
            String granularity,
            String start,
            String end,
            String filter,
            int page,
            String outcome,
            String account,
            String region) {
        static Entry of(String service, String operation, String filter, int page, String outcome) {
            return new Entry(service, operation, List.of(), "", "", "", filter, page, outcome, "", "");
        }

        public Entry from(Caller caller) {
            return new Entry(
                    service,
                    operation,
                    groupBy,
                    granularity,
                    start,
                    end,
                    filter,
                    page,
                    outcome,
                    caller.account(),
                    caller.region());
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

    public RequestLog() {}

    public synchronized void add(Entry entry) {
        entries.add(entry);
        if (entries.size() > MOST_ENTRIES) {
            entries.remove();
        }
        counts.computeIfAbsent(entry.operation(), operation -> new TreeMap<>()).merge(entry.outcome(), 1, Integer::sum);
    }

    /** The latest requests, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Numbers of requests by operation, then by outcome. */
    public synchronized Map<String, Map<String, Integer>> counts() {
        var copy = new TreeMap<String, Map<String, Integer>>();
        counts.forEach((operation, outcomes) -> copy.put(operation, new TreeMap<>(outcomes)));
        return copy;
    }

    public synchronized int count(String operation) {
        return counts.getOrDefault(operation, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    public synchronized int count(String operation, String outcome) {
        return counts.getOrDefault(operation, Map.of()).getOrDefault(outcome, 0);
    }

    public synchronized void clear() {
        entries.clear();
        counts.clear();
    }
}
