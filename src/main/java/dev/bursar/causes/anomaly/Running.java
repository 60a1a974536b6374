package dev.bursar.causes.anomaly;

import dev.bursar.causes.anomaly.FoundAnomaly.Day;
import module java.base;
import org.jspecify.annotations.Nullable;

/** An anomaly, with what was usual when it began. */
final class Running {
    private static final int CENTS = 2;

    private final DailyCosts costs;
    final AnomalyKind kind;
    final int from;
    /** The day on which it was found. */
    final int seen;

    final @Nullable Running upon;
    private final double level;
    private final double mean;
    /** What is usual on each weekday. */
    private final double[] week;

    private final BitSet over = new BitSet();
    private final List<Running> above = new ArrayList<>();
    private int last;
    private int spell;
    private double highest;
    private int ended;

    private Running(
            DailyCosts costs,
            AnomalyKind kind,
            int from,
            int seen,
            @Nullable Running upon,
            double level,
            double mean,
            double[] week) {
        this.costs = costs;
        this.kind = kind;
        this.from = from;
        this.seen = seen;
        this.upon = upon;
        this.last = from - 1;
        this.level = level;
        this.mean = mean;
        this.week = week;
        this.ended = Integer.MAX_VALUE;
    }

    /** One that rises from the usual. */
    static Running of(DailyCosts costs, AnomalyKind kind, int from, int seen, double level, Baseline baseline) {
        double mean = level == 0 ? baseline.mean(Math.max(from, baseline.begin() + 1)) : level;
        double[] week = baseline.factors();
        for (int weekday = 0; weekday < week.length; weekday++) {
            week[weekday] *= level;
        }
        return new Running(costs, kind, from, seen, null, level, mean, week);
    }

    /** One that rises from another. */
    static Running upon(Running other, Step step, int from, int seen) {
        double[] week = other.week.clone();
        for (int weekday = 0; weekday < week.length; weekday++) {
            week[weekday] = step.of(week[weekday]);
        }
        double level = step.of(other.level);
        var begins = new Running(other.costs, AnomalyKind.JUMP, from, seen, other, level, level, week);
        other.above.add(begins);
        return begins;
    }

    double usual(int day) {
        return week[day % Baseline.WEEK];
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
        over.set(day);
    }

    boolean wasOver(int day) {
        return over.get(day);
    }

    int daysOver() {
        return over.cardinality();
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

    /** It is known on a day that it is over. */
    void end(int day) {
        ended = day;
    }

    boolean isOpen(int day) {
        return seen <= day && day < ended;
    }

    /** Whether some days cost more than expected, taken together. */
    boolean isExcess(int since, int to) {
        return sum(since, to, costs.usage()::get).compareTo(sum(since, to, this::expected)) > 0;
    }

    /** A day of one that rises from another counts if it does; what it is above is that other's. */
    private BigDecimal expectedShare(int day) {
        return isBelow(day) ? costs.usage().get(day).max(BigDecimal.ZERO) : expected(day);
    }

    /** What the one above has for an excess is the one above's. */
    private BigDecimal actualShare(int day) {
        return isBelow(day)
                ? costs.usage().get(day).max(BigDecimal.ZERO)
                : risen(day).map(one -> one.expected(day)).orElse(costs.usage().get(day));
    }

    private boolean isBelow(int day) {
        return upon != null && !over.get(day);
    }

    private static BigDecimal sum(int since, int to, IntFunction<BigDecimal> share) {
        return IntStream.range(since, to).mapToObj(share).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The one above that a day is over the bounds of. */
    Optional<Running> risen(int day) {
        return above.stream().filter(one -> one.over.get(day)).findFirst();
    }

    /** @param days how many are known */
    FoundAnomaly anomaly(int days) {
        int to = last + 1;
        List<Day> byDay = IntStream.range(from, to)
                .mapToObj(day -> new Day(expectedShare(day), actualShare(day)))
                .toList();
        return new FoundAnomaly(
                kind,
                date(from),
                date(to),
                to == days,
                byDay.stream().map(Day::expected).reduce(BigDecimal.ZERO, BigDecimal::add),
                byDay.stream().map(Day::actual).reduce(BigDecimal.ZERO, BigDecimal::add),
                amount(level),
                upon == null ? null : date(upon.from),
                byDay);
    }

    private LocalDate date(int day) {
        return costs.from().plusDays(day);
    }

    static BigDecimal amount(double value) {
        return BigDecimal.valueOf(Math.max(0, value)).setScale(CENTS, RoundingMode.HALF_UP);
    }
}
