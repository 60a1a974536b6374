package dev.bursar.bench;

import module java.base;

/** Times two ways of doing the same in turns and prints both and their ratio: machines differ, ratios much less. */
public final class Comparison {
    private static final int ROUNDS = 11;
    private static final int WARM_UP = 2;

    private Comparison() {}

    /** One way of doing it; only {@link #run} is timed. */
    public interface Side {
        default void prepare() throws Exception {}

        void run() throws Exception;
    }

    /**
     * Runs both sides in turns, 11 rounds after two that don't count, the first of a round last in the next.
     *
     * @param repeat how often each side runs in a round; the round's time is their mean
     * @param bound the ratio that ours over the peer's may not exceed
     */
    public static void print(
            String title, int repeat, String ourName, Side ours, String peerName, Side peer, double bound)
            throws Exception {
        var rounds = new Rounds(repeat, ours, peer);
        double ratio = quartiles(rounds.ratios)[1];
        System.out.println(title);
        System.out.println("  " + line(ourName, rounds.ours));
        System.out.println("  " + line(peerName, rounds.peer));
        double[] q = quartiles(rounds.ratios);
        System.out.printf(
                Locale.ROOT,
                "  ratio %.3f (quartiles %.3f to %.3f), bound %.2f: %s%n",
                ratio,
                q[0],
                q[2],
                bound,
                ratio <= bound ? "pass" : "over");
    }

    /** The medians of both sides' milliseconds and of their ratios. */
    public record Ratio(double ours, double peer, double ratio) {}

    /** Runs both sides in turns as {@link #print} does, and prints nothing. */
    public static Ratio ratio(Side ours, Side peer) throws Exception {
        var rounds = new Rounds(1, ours, peer);
        return new Ratio(quartiles(rounds.ours)[1], quartiles(rounds.peer)[1], quartiles(rounds.ratios)[1]);
    }

    /**
     * Runs both sides in turns and compares how long the slowest twentieth takes.
     *
     * @param rounds how often each side runs, after a tenth as many that don't count
     * @param bound the ratio of the 95th percentiles that ours over the peer's may not exceed
     */
    public static void printP95(
            String title, int rounds, String ourName, Side ours, String peerName, Side peer, double bound)
            throws Exception {
        double[] our = new double[rounds];
        double[] theirs = new double[rounds];
        for (int round = -rounds / 10; round < rounds; round++) {
            double first = time(round % 2 == 0 ? ours : peer, 1);
            double second = time(round % 2 == 0 ? peer : ours, 1);
            if (round >= 0) {
                our[round] = round % 2 == 0 ? first : second;
                theirs[round] = round % 2 == 0 ? second : first;
            }
        }
        double ratio = percentile(our, 0.95) / percentile(theirs, 0.95);
        System.out.println(title);
        for (boolean mine : new boolean[] {true, false}) {
            double[] times = mine ? our : theirs;
            System.out.printf(
                    Locale.ROOT,
                    "  %-28s p95 %9.2f ms (median %.2f)%n",
                    mine ? ourName : peerName,
                    percentile(times, 0.95),
                    percentile(times, 0.5));
        }
        System.out.printf(
                Locale.ROOT, "  ratio of p95 %.3f, bound %.2f: %s%n", ratio, bound, ratio <= bound ? "pass" : "over");
    }

    private static final class Rounds {
        private final double[] ours = new double[ROUNDS];
        private final double[] peer = new double[ROUNDS];
        private final double[] ratios = new double[ROUNDS];

        Rounds(int repeat, Side our, Side their) throws Exception {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double first = time(round % 2 == 0 ? our : their, repeat);
                double second = time(round % 2 == 0 ? their : our, repeat);
                if (round >= 0) {
                    ours[round] = round % 2 == 0 ? first : second;
                    peer[round] = round % 2 == 0 ? second : first;
                    ratios[round] = ours[round] / peer[round];
                }
            }
        }
    }

    static double percentile(List<Double> values, double share) {
        return percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), share);
    }

    private static double percentile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return at(sorted, share);
    }

    private static double time(Side side, int repeat) throws Exception {
        long nanos = 0;
        for (int i = 0; i < repeat; i++) {
            side.prepare();
            long start = System.nanoTime();
            side.run();
            nanos += System.nanoTime() - start;
        }
        return nanos / 1e6 / repeat;
    }

    private static String line(String name, double[] times) {
        double[] q = quartiles(times);
        return String.format(Locale.ROOT, "%-28s median %9.2f ms (quartiles %.2f to %.2f)", name, q[1], q[0], q[2]);
    }

    private static double[] quartiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new double[] {at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75)};
    }

    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
