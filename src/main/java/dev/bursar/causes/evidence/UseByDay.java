package dev.bursar.causes.evidence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a resource used by day, as far as charges say. */
public final class UseByDay {
    private static final Set<String> HOURS = Set.of("hrs", "hours", "hour");
    private static final int DAYS = 7;

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

    private final List<Use> uses;
    private final TreeMap<LocalDate, BigDecimal> amounts = new TreeMap<>();

    public UseByDay(List<Use> uses) {
        this.uses = List.copyOf(uses);
        boolean hours = uses.stream().anyMatch(Use::inHours);
        for (Use use : uses) {
            if (use.cost().signum() != 0
                    || use.quantity() != null && use.quantity().signum() != 0) {
                amounts.merge(
                        use.day(),
                        hours ? use.inHours() && use.quantity() != null ? use.quantity() : BigDecimal.ZERO : use.cost(),
                        BigDecimal::add);
            }
        }
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

    /**
     * The middle one of the days' amounts, whole days where there are enough: hours where the resource is paid by the hour, else cost; 0
     * where no day has any.
     */
    BigDecimal level(LocalDate from, LocalDate to) {
        return median(amounts.subMap(from, to).values().stream().sorted().toList());
    }

    /** The middle one of the hours a day on up to seven days before a day, or after it, of usage types that match. */
    BigDecimal hours(LocalDate day, boolean after, LocalDate from, LocalDate to, Predicate<String> usageType) {
        LocalDate first = after ? day.plusDays(1) : day.minusDays(DAYS);
        LocalDate end = after ? day.plusDays(DAYS + 1L) : day;
        LocalDate begin = first.isBefore(from) ? from : first;
        LocalDate stop = end.isAfter(to) ? to : end;
        if (!begin.isBefore(stop)) {
            return BigDecimal.ZERO;
        }
        return median(begin.datesUntil(stop)
                .map(one -> uses.stream()
                        .filter(use -> use.day().equals(one) && use.inHours() && usageType.test(use.usageType()))
                        .map(Use::quantity)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .sorted()
                .toList());
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
