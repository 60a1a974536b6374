package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.anomaly.FoundAnomaly;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a look saw of a series.
 *
 * @param names that its service has in charges
 * @param whole the first day whose costs may still arrive
 * @param found oldest first
 */
record Seen(
        Series series,
        Set<String> names,
        DailyCosts costs,
        LocalDate whole,
        AnomalyBounds bounds,
        List<FoundAnomaly> found) {
    Seen {
        names = Set.copyOf(names);
        found = List.copyOf(found);
    }

    /** What its charges of a day came to; null of a day that wasn't read. */
    @Nullable
    BigDecimal charged(AnomalyKind kind, LocalDate day) {
        long at = ChronoUnit.DAYS.between(costs.from(), day);
        List<BigDecimal> of = kind == AnomalyKind.FEE ? costs.fees() : costs.usage();
        return at < 0 || at >= of.size() ? null : of.get((int) at);
    }

    /** A day of what was found, as it is told now. */
    KeptDay day(FoundAnomaly of, LocalDate day) {
        FoundAnomaly.Day amounts = of.byDay().get((int) ChronoUnit.DAYS.between(of.from(), day));
        BigDecimal charged = charged(of.kind(), day);
        return new KeptDay(
                day,
                amounts.expected(),
                amounts.actual(),
                charged == null ? amounts.actual() : charged,
                day.isBefore(whole));
    }

    List<KeptDay> days(FoundAnomaly of) {
        return of.from().datesUntil(of.to()).map(day -> day(of, day)).toList();
    }
}
