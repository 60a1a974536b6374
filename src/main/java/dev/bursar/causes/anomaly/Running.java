package dev.bursar.causes.anomaly;

import dev.bursar.causes.anomaly.FoundAnomaly.Day;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/** An anomaly that hasn't ended, with what was usual when it began. */
final class Running {
    private final DailyCosts costs;
    final AnomalyKind kind;
    final int from;
    private final double level;
    private final double mean;
    private final double[] factors;
    private int last;
    private int spell;
    private double highest;

    Running(DailyCosts costs, AnomalyKind kind, int from, double level, Baseline baseline) {
        this.costs = costs;
        this.kind = kind;
        this.from = from;
        this.last = from - 1;
        this.level = level;
        this.mean = level == 0 ? baseline.mean(Math.max(from, baseline.begin() + 1)) : level;
        this.factors = baseline.factors();
    }

    double usual(int day) {
        return level * factors[day % Baseline.WEEK];
    }

    BigDecimal expected(int day) {
        return amount(usual(day));
    }

    double scale(int day) {
        double scale = (usual(day) + Math.max(level, mean)) / 2;
        return scale > 0 ? scale : 1;
    }

    void over(int day, double excess) {
        boolean goesOn = day == last + 1;
        spell = goesOn ? spell + 1 : 1;
        highest = goesOn ? Math.max(highest, excess) : excess;
        last = day;
    }

    double level() {
        return level;
    }

    /** The last day that was over the bounds. */
    int last() {
        return last;
    }

    /** The days in a row that were over the bounds at last, and the highest excess of them. */
    int spell() {
        return spell;
    }

    double highest() {
        return highest;
    }

    /** Whether some days cost more than expected, taken together. */
    boolean isExcess(int since, int to) {
        return actual(since, to).compareTo(expected(since, to)) > 0;
    }

    private BigDecimal actual(int since, int to) {
        return costs.usage().subList(since, to).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal expected(int since, int to) {
        return IntStream.range(since, to).mapToObj(this::expected).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    FoundAnomaly anomaly(int to) {
        return new FoundAnomaly(
                kind,
                costs.from().plusDays(from),
                costs.from().plusDays(to),
                to == costs.usage().size(),
                expected(from, to),
                actual(from, to),
                amount(level),
                null,
                IntStream.range(from, to)
                        .mapToObj(day -> new Day(expected(day), costs.usage().get(day)))
                        .toList());
    }

    static BigDecimal amount(double value) {
        return BigDecimal.valueOf(Math.max(0, value)).setScale(2, RoundingMode.HALF_UP);
    }
}
