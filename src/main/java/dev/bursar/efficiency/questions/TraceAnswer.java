package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.spi.TraceQuestions;
import dev.bursar.efficiency.spi.TraceQuestions.Found;
import dev.bursar.efficiency.spi.TraceQuestions.Trace;
import module java.base;

/**
 * Where the slowest traces spent their time.
 *
 * @param slow how many of the found ones these are: the slowest tenth
 * @param found traces that lead to the service
 * @param processed traces that AWS looked at and bills
 * @param complete false where the search ended at its limit
 */
public record TraceAnswer(int hours, List<Place> places, int slow, int found, long processed, boolean complete) {
    private static final double SLOWEST = 0.1;
    private static final int MOST = 20;
    private static final double MILLISECONDS = 1_000;

    /**
     * A call in which X-Ray sees the most of a trace's time.
     *
     * @param from "" where the time went by in the first service itself
     * @param milliseconds of the traces on average, all of their time
     */
    public record Place(String from, String to, int traces, double milliseconds) {}

    public TraceAnswer {
        places = List.copyOf(places);
    }

    public BigDecimal usd() {
        return TraceQuestions.price(processed);
    }

    static TraceAnswer of(int hours, Found found) {
        List<Trace> slowest = found.traces().stream()
                .sorted(Comparator.comparingDouble(Trace::seconds).reversed())
                .limit((long) Math.ceil(found.traces().size() * SLOWEST))
                .toList();
        Map<List<String>, List<Trace>> byCall = new HashMap<>();
        slowest.forEach(trace ->
                byCall.computeIfAbsent(call(trace), any -> new ArrayList<>()).add(trace));
        List<Place> places = byCall.entrySet().stream()
                .map(one -> new Place(
                        one.getKey().getFirst(),
                        one.getKey().getLast(),
                        one.getValue().size(),
                        MILLISECONDS
                                * one.getValue().stream()
                                        .mapToDouble(Trace::seconds)
                                        .average()
                                        .orElse(0)))
                .sorted(Comparator.comparingInt(Place::traces)
                        .reversed()
                        .thenComparing(Place::from)
                        .thenComparing(Place::to))
                .limit(MOST)
                .toList();
        return new TraceAnswer(
                hours, places, slowest.size(), found.traces().size(), found.processed(), found.complete());
    }

    /** From and to; to is "" where X-Ray says no cause. */
    private static List<String> call(Trace trace) {
        List<String> cause = trace.cause();
        return switch (cause.size()) {
            case 0 -> List.of("", "");
            case 1 -> List.of("", cause.getFirst());
            default -> List.of(cause.get(cause.size() - 2), cause.getLast());
        };
    }
}
