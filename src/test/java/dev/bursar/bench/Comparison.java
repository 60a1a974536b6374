package dev.bursar.bench;

import java.util.Arrays;
import java.util.Locale;

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
        double[] our = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double first = time(round % 2 == 0 ? ours : peer, repeat);
            double second = time(round % 2 == 0 ? peer : ours, repeat);
            if (round >= 0) {
                our[round] = round % 2 == 0 ? first : second;
                theirs[round] = round % 2 == 0 ? second : first;
                ratios[round] = our[round] / theirs[round];
            }
        }
        double ratio = quartiles(ratios)[1];
        System.out.println(title);
        System.out.println("  " + line(ourName, our));
        System.out.println("  " + line(peerName, theirs));
        double[] q = quartiles(ratios);
        System.out.printf(
                Locale.ROOT,
                "  ratio %.3f (quartiles %.3f to %.3f), bound %.2f: %s%n",
                ratio,
                q[0],
                q[2],
                bound,
                ratio <= bound ? "pass" : "over");
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
