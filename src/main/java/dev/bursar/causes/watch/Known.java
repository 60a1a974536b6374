package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import module java.base;

/**
 * An anomaly that is kept.
 *
 * @param days as they were told; empty of one that an earlier version told
 */
record Known(Anomaly row, List<KeptDay> days) {
    Known {
        days = List.copyOf(days);
    }

    static BigDecimal sum(List<KeptDay> days, Function<KeptDay, BigDecimal> of) {
        return days.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What some of its days cost above what was expected of them. */
    BigDecimal excess(Predicate<LocalDate> of) {
        return days.stream()
                .filter(day -> of.test(day.day()))
                .map(day -> day.actual().subtract(day.expected()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
