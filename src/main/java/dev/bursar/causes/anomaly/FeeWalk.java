package dev.bursar.causes.anomaly;

import dev.bursar.causes.anomaly.FoundAnomaly.Day;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Compares each day's fees with those of the same day of former months. */
final class FeeWalk {
    /** What is usual is told by half a year. */
    private static final int MONTHS = 6;
    /** So many former months tell what is usual. */
    private static final int LEAST_MONTHS = 2;
    /** A fee may be booked so many days earlier or later than in another month. */
    private static final int DAYS_OFF = 2;

    private static final int MONTH = 30;

    private final DailyCosts costs;
    private final AnomalyBounds bounds;
    private final double[] used;
    private final List<FoundAnomaly> found = new ArrayList<>();

    FeeWalk(DailyCosts costs, AnomalyBounds bounds) {
        this.costs = costs;
        this.bounds = bounds;
        this.used = new double[costs.usage().size()];
        Arrays.setAll(used, day -> Math.max(0, costs.usage().get(day).doubleValue()));
    }

    /** What is charged on a day from {@code first} on. */
    List<FoundAnomaly> walk(LocalDate first) {
        int since = Math.toIntExact(first.toEpochDay() - costs.from().toEpochDay());
        for (int day = 0; day < costs.fees().size(); day++) {
            if (day >= since && bounds.reached(costs.fees().get(day), BigDecimal.ZERO)) {
                judge(day);
            }
        }
        return found;
    }

    private void judge(int day) {
        LocalDate date = costs.from().plusDays(day);
        int firstUse = firstUse(date, day);
        var former = new ArrayList<BigDecimal>();
        BigDecimal highest = BigDecimal.ZERO;
        double rate = 0;
        for (int back = 1; back <= MONTHS; back++) {
            int due = SameDay.ofFormerMonth(date, back, false, costs.from());
            if (due - DAYS_OFF < Math.max(0, firstUse)) {
                break;
            }
            BigDecimal fee = highest(due).max(highest(SameDay.ofFormerMonth(date, back, true, costs.from())));
            former.add(fee);
            highest = highest.max(fee);
            rate = back == 1 ? rate(fee, due) : rate;
        }
        BigDecimal actual = costs.fees().get(day);
        BigDecimal byUsage = Running.amount(rate * usedBefore(day));
        if (former.size() >= LEAST_MONTHS && bounds.reached(actual, highest.max(byUsage))) {
            add(day, actual, median(former));
        }
    }

    /** The first day that was used in the months that tell what is usual, or -1. */
    private int firstUse(LocalDate date, int day) {
        int earliest = SameDay.ofFormerMonth(date, MONTHS, false, costs.from()) - DAYS_OFF;
        for (int at = Math.max(0, earliest); at <= day; at++) {
            if (used[at] > 0) {
                return at;
            }
        }
        return -1;
    }

    private BigDecimal highest(int due) {
        BigDecimal highest = BigDecimal.ZERO;
        for (int at = Math.max(0, due - DAYS_OFF); at <= due + DAYS_OFF; at++) {
            highest = highest.max(costs.fees().get(at));
        }
        return highest;
    }

    /** Tax rises with usage: what a fee was for each dollar of a month's usage. */
    private double rate(BigDecimal fee, int due) {
        double usage = usedBefore(due);
        return usage > 0 && due + 1 >= MONTH ? fee.doubleValue() / usage : 0;
    }

    private double usedBefore(int day) {
        return Arrays.stream(used, Math.max(0, day + 1 - MONTH), day + 1).sum();
    }

    private static BigDecimal median(List<BigDecimal> fees) {
        var sorted = fees.stream().sorted().toList();
        BigDecimal sum = sorted.get((sorted.size() - 1) / 2).add(sorted.get(sorted.size() / 2));
        return Running.amount(sum.doubleValue() / 2);
    }

    private void add(int day, BigDecimal actual, BigDecimal expected) {
        LocalDate date = costs.from().plusDays(day);
        boolean lasts = day == costs.fees().size() - 1;
        if (!found.isEmpty() && found.getLast().to().equals(date)) {
            FoundAnomaly before = found.getLast();
            found.set(
                    found.size() - 1,
                    new FoundAnomaly(
                            AnomalyKind.FEE,
                            before.from(),
                            date.plusDays(1),
                            lasts,
                            before.expected().add(expected),
                            before.actual().add(actual),
                            before.usualADay(),
                            null,
                            Stream.concat(before.byDay().stream(), Stream.of(new Day(expected, actual)))
                                    .toList()));
        } else {
            found.add(
                    new FoundAnomaly(AnomalyKind.FEE, date, date.plusDays(1), lasts, expected, actual, expected, null));
        }
    }
}
