package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.anomaly.FoundAnomaly;
import module java.base;

/**
 * Tells which found anomalies are kept ones, also where their days have shifted. One that stands on another's level is its own, however much
 * their days overlap.
 */
final class SameExcess {
    /** What went on at the last look may have had so many quiet days since. */
    private static final int QUIET_DAYS = 2;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private SameExcess() {}

    /** @param ofTheirOwn the kept one that each found one begins or grows; no kept one twice */
    record Pairs(Map<FoundAnomaly, Known> ofTheirOwn, Map<FoundAnomaly, Known> besides) {}

    private record Pair(FoundAnomaly found, Known known) {
        long shifted() {
            return Math.abs(ChronoUnit.DAYS.between(known.row().days().from(), found.from()));
        }
    }

    /** The nearest first days are the same; what is left over is of a kept one too, unless it stands on another found one. */
    static Pairs pairs(List<FoundAnomaly> found, List<Known> known, AnomalyBounds bounds) {
        var all = new ArrayList<Pair>();
        found.forEach(one -> known.stream()
                .filter(other -> isSame(other, one, bounds))
                .forEach(other -> all.add(new Pair(one, other))));
        all.sort(Comparator.comparing(Pair::shifted)
                .thenComparing(pair -> pair.found().from())
                .thenComparing(pair -> pair.known().row().id()));
        Map<FoundAnomaly, Known> own = new HashMap<>();
        Set<Long> taken = new HashSet<>();
        for (Pair pair : all) {
            if (!own.containsKey(pair.found()) && taken.add(pair.known().row().id())) {
                own.put(pair.found(), pair.known());
            }
        }
        Map<FoundAnomaly, Known> besides = new HashMap<>();
        for (Pair pair : all) {
            if (!own.containsKey(pair.found()) && found.stream().noneMatch(other -> standsOn(pair.found(), other))) {
                besides.putIfAbsent(pair.found(), pair.known());
            }
        }
        return new Pairs(own, besides);
    }

    /** Fees and usage are walked apart, and of each only a second jump overlaps another. */
    private static boolean standsOn(FoundAnomaly found, FoundAnomaly other) {
        return isFee(found.kind()) == isFee(other.kind())
                && other.from().isBefore(found.from())
                && found.from().isBefore(other.to());
    }

    private static boolean isSame(Known known, FoundAnomaly found, AnomalyBounds bounds) {
        Anomaly row = known.row();
        int gap = row.lasts() && row.kind() != AnomalyKind.FEE ? QUIET_DAYS + 1 : 0;
        return isFee(row.kind()) == isFee(found.kind())
                && found.from().isBefore(row.days().to().plusDays(gap))
                && row.days().from().isBefore(found.to())
                && !risesFrom(found, row)
                && !isOn(found, known, bounds)
                && !isOn(known, found, bounds);
    }

    private static boolean risesFrom(FoundAnomaly found, Anomaly row) {
        LocalDate upon = found.upon();
        return upon != null && !row.days().from().isAfter(upon);
    }

    static boolean isFee(AnomalyKind kind) {
        return kind == AnomalyKind.FEE;
    }

    /** Whether what is expected of the found one is nearer to what the kept one cost before it than to what was expected of that. */
    static boolean isOn(FoundAnomaly found, Known known, AnomalyBounds bounds) {
        List<KeptDay> days = known.days();
        long before =
                days.stream().filter(day -> day.day().isBefore(found.from())).count();
        if (before == 0) {
            return false;
        }
        BigDecimal lift = aDay(known.excess(day -> day.isBefore(found.from())), before);
        List<KeptDay> shared = days.stream()
                .filter(day -> !day.day().isBefore(found.from()) && day.day().isBefore(found.to()))
                .toList();
        BigDecimal usual = shared.isEmpty()
                ? aDay(Known.sum(days, KeptDay::expected), days.size())
                : aDay(Known.sum(shared, KeptDay::expected), shared.size());
        BigDecimal expected = shared.isEmpty()
                ? aDay(found.expected(), found.byDay().size())
                : aDay(expected(found, shared), shared.size());
        return isLifted(usual, expected, lift, bounds);
    }

    /** The same the other way around: the kept one is a second jump, and the found one the first. */
    private static boolean isOn(Known known, FoundAnomaly found, AnomalyBounds bounds) {
        LocalDate first = known.row().days().from();
        int before = (int) ChronoUnit.DAYS.between(found.from(), first);
        if (before <= 0 || before >= found.byDay().size() || known.days().isEmpty()) {
            return false;
        }
        BigDecimal lift = found.byDay().subList(0, before).stream()
                .map(day -> day.actual().subtract(day.expected()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<KeptDay> shared = known.days().stream()
                .filter(day -> day.day().isBefore(found.to()))
                .toList();
        return isLifted(
                aDay(expected(found, shared), shared.size()),
                aDay(Known.sum(shared, KeptDay::expected), shared.size()),
                aDay(lift, before),
                bounds);
    }

    /** Nothing stands on days that aren't over the bounds, such as the first ones of a climb. */
    private static boolean isLifted(BigDecimal usual, BigDecimal expected, BigDecimal lift, AnomalyBounds bounds) {
        return bounds.reached(usual.add(lift), usual)
                && expected.subtract(usual).multiply(TWO).compareTo(lift) > 0;
    }

    private static BigDecimal expected(FoundAnomaly found, List<KeptDay> of) {
        return of.stream()
                .map(day -> found.byDay()
                        .get((int) ChronoUnit.DAYS.between(found.from(), day.day()))
                        .expected())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal aDay(BigDecimal amount, long days) {
        return amount.divide(BigDecimal.valueOf(days), 2, RoundingMode.HALF_EVEN);
    }
}
