package dev.bursar.causes.watch;

import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.charges.ServiceNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an owner's service costs by day under a name, and the names that mean one service together: another source, and AWS, may call it
 * something else from one day on.
 */
final class NamedDays {
    /** So many days tell what it costs. */
    private static final int TELLING = 14;
    /** Between the last day of one name and the first of the next. */
    private static final int BETWEEN = 2;
    /** What goes on under another name costs as much but for so much. */
    private static final BigDecimal NEARLY = new BigDecimal("0.1");

    private final Set<String> names = new TreeSet<>();
    private final BigDecimal[] usage;
    private final BigDecimal[] fees;
    private String name;

    NamedDays(String name, int length) {
        this.name = name;
        names.add(name);
        usage = new BigDecimal[length];
        fees = new BigDecimal[length];
        Arrays.fill(usage, BigDecimal.ZERO);
        Arrays.fill(fees, BigDecimal.ZERO);
    }

    void add(int day, boolean booked, BigDecimal cost) {
        BigDecimal[] of = booked ? fees : usage;
        of[day] = of[day].add(cost);
    }

    /** The latest. */
    String name() {
        return name;
    }

    Set<String> names() {
        return names;
    }

    DailyCosts costs(LocalDate from) {
        return new DailyCosts(from, List.of(usage), List.of(fees)).withDailyFeesAsUsage();
    }

    /** Each service once. What Cost Explorer has apart is one where a charge file has it as one. */
    static List<NamedDays> together(List<NamedDays> all) {
        Set<String> keys = all.stream().map(one -> ServiceNames.key(one.name)).collect(Collectors.toSet());
        Map<String, NamedDays> byKey = new LinkedHashMap<>();
        for (NamedDays one : all) {
            String whole = ServiceNames.wholeKey(one.name);
            byKey.merge(keys.contains(whole) ? whole : ServiceNames.key(one.name), one, NamedDays::with);
        }
        return renamed(new ArrayList<>(byKey.values()));
    }

    /** What ended on the day before another began that costs as much goes on as that. */
    private static List<NamedDays> renamed(List<NamedDays> all) {
        for (NamedDays later : List.copyOf(all)) {
            List<NamedDays> before = all.stream()
                    .filter(one -> one != later && later.goesOnFrom(one))
                    .toList();
            if (before.size() == 1) {
                later.with(before.getFirst());
                all.remove(before.getFirst());
            }
        }
        return all;
    }

    private NamedDays with(NamedDays other) {
        if (other.last() > last() || other.last() == last() && other.name.compareTo(name) < 0) {
            name = other.name;
        }
        names.addAll(other.names);
        for (int day = 0; day < usage.length; day++) {
            usage[day] = usage[day].add(other.usage[day]);
            fees[day] = fees[day].add(other.fees[day]);
        }
        return this;
    }

    private boolean goesOnFrom(NamedDays other) {
        int first = first();
        int end = other.last() + 1;
        if (first < TELLING || end - other.first() < TELLING || Math.abs(first - end) > BETWEEN) {
            return false;
        }
        BigDecimal before = other.mean(end - TELLING / 2 - 1, end - 1);
        BigDecimal after = mean(first + 1, Math.min(usage.length, first + 1 + TELLING / 2));
        return before.signum() > 0 && after.subtract(before).abs().compareTo(before.multiply(NEARLY)) <= 0;
    }

    private BigDecimal mean(int from, int to) {
        if (to <= from) {
            return BigDecimal.ZERO;
        }
        return Arrays.stream(usage, from, to)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(to - from), 2, java.math.RoundingMode.HALF_EVEN);
    }

    /** The length where it cost nothing. */
    private int first() {
        return IntStream.range(0, usage.length)
                .filter(day -> usage[day].signum() > 0)
                .findFirst()
                .orElse(usage.length);
    }

    /** -1 where it cost nothing. */
    private int last() {
        return IntStream.iterate(usage.length - 1, day -> day >= 0, day -> day - 1)
                .filter(day -> usage[day].signum() != 0 || fees[day].signum() != 0)
                .findFirst()
                .orElse(-1);
    }
}
