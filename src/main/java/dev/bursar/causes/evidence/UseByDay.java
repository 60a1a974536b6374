package dev.bursar.causes.evidence;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What a resource used by day, as far as charges say. */
public final class UseByDay {
    private static final Set<String> HOURS = Set.of("hrs", "hours", "hour");

    /** @param quantity null where the source doesn't say it */
    public record Use(
            String usageType,
            String unit,
            LocalDate day,
            BigDecimal cost,
            @Nullable BigDecimal quantity) {
        boolean inHours() {
            return isHours(unit) && quantity != null;
        }
    }

    /** What a resource uses of one kind. */
    public record Series(String usageType, String unit) {
        boolean inHours() {
            return isHours(unit);
        }
    }

    private final TreeMap<LocalDate, BigDecimal> amounts = new TreeMap<>();
    private final Map<Series, TreeMap<LocalDate, Use>> series = new LinkedHashMap<>();
    /** Those that have a quantity. */
    private final Set<Series> measured = new HashSet<>();

    public UseByDay(List<Use> uses) {
        boolean hours = uses.stream().anyMatch(Use::inHours);
        for (Use use : uses) {
            if (use.cost().signum() != 0
                    || use.quantity() != null && use.quantity().signum() != 0) {
                amounts.merge(
                        use.day(),
                        hours ? use.inHours() && use.quantity() != null ? use.quantity() : BigDecimal.ZERO : use.cost(),
                        BigDecimal::add);
            }
            var its = new Series(use.usageType(), use.unit());
            series.computeIfAbsent(its, any -> new TreeMap<>()).merge(use.day(), use, UseByDay::together);
            if (use.quantity() != null) {
                measured.add(its);
            }
        }
    }

    private static Use together(Use one, Use other) {
        BigDecimal quantity = one.quantity();
        BigDecimal more = other.quantity();
        return new Use(
                one.usageType(),
                one.unit(),
                one.day(),
                one.cost().add(other.cost()),
                quantity == null || more == null ? quantity == null ? more : quantity : quantity.add(more));
    }

    public static boolean isHours(String unit) {
        return HOURS.contains(unit.toLowerCase(Locale.ROOT));
    }

    /** The first day with a charge; empty where there is none. */
    Optional<LocalDate> first() {
        return amounts.isEmpty() ? Optional.empty() : Optional.of(amounts.firstKey());
    }

    Optional<LocalDate> last() {
        return amounts.isEmpty() ? Optional.empty() : Optional.of(amounts.lastKey());
    }

    /** Whether it has a charge on one of the days {@code from} to before {@code to}. */
    boolean within(LocalDate from, LocalDate to) {
        return !amounts.subMap(from, to).isEmpty();
    }

    Set<Series> series() {
        return series.keySet();
    }

    /** How much of it was used on a day: its cost where no quantity is known. */
    BigDecimal on(Series of, LocalDate day) {
        Use use = series.get(of) == null ? null : series.get(of).get(day);
        if (use == null) {
            return BigDecimal.ZERO;
        }
        return !measured.contains(of) ? use.cost() : use.quantity() == null ? BigDecimal.ZERO : use.quantity();
    }

    /** How much of it was used from a day to before another. */
    BigDecimal sum(Series of, LocalDate from, LocalDate to) {
        return from.isBefore(to)
                ? from.datesUntil(to).map(day -> on(of, day)).reduce(BigDecimal.ZERO, BigDecimal::add)
                : BigDecimal.ZERO;
    }

    /** The middle one of the days' amounts from a day to before another; empty where there is no day between. */
    Optional<BigDecimal> level(Series of, LocalDate from, LocalDate to) {
        return from.isBefore(to)
                ? Optional.of(median(
                        from.datesUntil(to).map(day -> on(of, day)).sorted().toList()))
                : Optional.empty();
    }

    /** What one of it cost over all days; 0 where that isn't known. */
    BigDecimal price(Series of) {
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal quantity = BigDecimal.ZERO;
        for (Use use : series.getOrDefault(of, new TreeMap<>()).values()) {
            cost = cost.add(use.cost());
            quantity = quantity.add(on(of, use.day()));
        }
        return quantity.signum() == 0 ? BigDecimal.ZERO : cost.divide(quantity, MathContext.DECIMAL64);
    }

    private static BigDecimal median(List<BigDecimal> sorted) {
        if (sorted.isEmpty()) {
            return BigDecimal.ZERO;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).add(sorted.get(middle)).divide(BigDecimal.TWO, MathContext.DECIMAL64);
    }
}
