package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Restated;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.charges.CostResult.DayRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges a kept anomaly by the costs of its series: days that were told stay as they are, unless their charges have changed. */
final class Judging {
    /** What changes less of an excess than this share isn't worth saying. */
    private static final BigDecimal WORTH_SAYING = new BigDecimal("0.01");

    private final Seen seen;
    private final Instant at;

    Judging(Seen seen, Instant at) {
        this.seen = seen;
        this.at = at;
    }

    /** With the days of one of which an earlier version kept only sums. */
    Known withDays(Known known) {
        Anomaly row = known.row();
        if (!known.days().isEmpty()) {
            return known;
        }
        List<FoundAnomaly.Day> evenly =
                FoundAnomaly.evenly(row.days().from(), row.days().to(), row.expected(), row.actual());
        List<KeptDay> told = row.days()
                .from()
                .datesUntil(row.days().to())
                .map(day -> {
                    FoundAnomaly.Day its =
                            evenly.get((int) ChronoUnit.DAYS.between(row.days().from(), day));
                    BigDecimal charged = seen.charged(row.kind(), day);
                    return new KeptDay(
                            day, its.expected(), its.actual(), charged == null ? its.actual() : charged, true);
                })
                .toList();
        boolean same = Known.sum(told, KeptDay::charged).compareTo(row.actual()) == 0;
        return new Known(
                row,
                same
                        ? told.stream()
                                .map(day -> new KeptDay(day.day(), day.expected(), day.charged(), day.charged(), true))
                                .toList()
                        : told);
    }

    /** @param found the same excess, as it is found now; null where it isn't */
    Known judged(Known known, @Nullable FoundAnomaly found) {
        Anomaly row = known.row();
        boolean otherNames = !new HashSet<>(row.names()).containsAll(seen.names());
        var changed = new TreeSet<LocalDate>();
        BigDecimal amount = BigDecimal.ZERO;
        Map<LocalDate, KeptDay> days = new HashMap<>();
        for (KeptDay day : known.days()) {
            BigDecimal now = seen.charged(row.kind(), day.day());
            if (now == null) {
                days.put(day.day(), day);
                continue;
            }
            boolean restated = day.hasChanged(now);
            if (restated && !otherNames) {
                changed.add(day.day());
                amount = amount.add(now.subtract(day.charged()));
            }
            boolean stays = !restated && day.whole() && !risen(found, day.day());
            days.put(day.day(), stays ? day : anew(day, now, found, otherNames));
        }
        LocalDate from = row.days().from();
        LocalDate to = row.days().to();
        if (found != null) {
            for (LocalDate day = to; day.isBefore(found.to()); day = day.plusDays(1)) {
                days.put(day, covers(found, day) ? seen.day(found, day) : asUsual(row, day));
            }
            to = found.to().isAfter(to) ? found.to() : to;
        }
        while (to.isAfter(from) && changed.contains(from) && !isOver(days.get(from))) {
            from = from.plusDays(1);
        }
        while (to.isAfter(from) && changed.contains(to.minusDays(1)) && !isOver(days.get(to.minusDays(1)))) {
            to = to.minusDays(1);
        }
        boolean gone = !from.isBefore(to) || row.gone() && found == null;
        var its = gone ? row.days() : new DayRange(from, to);
        List<KeptDay> kept = days.values().stream()
                .filter(day -> !day.day().isBefore(its.from()) && day.day().isBefore(its.to()))
                .sorted(Comparator.comparing(KeptDay::day))
                .toList();
        boolean lasts = !gone
                && (found == null
                        ? row.lasts() && !to.isBefore(seen.whole())
                        : found.lasts() && !found.to().isBefore(to));
        return new Known(
                with(
                        row,
                        its,
                        lasts,
                        gone,
                        kept,
                        worthSaying(row, changed, amount)
                                ? new Restated(
                                        new DayRange(
                                                changed.first(), changed.last().plusDays(1)),
                                        amount,
                                        at)
                                : row.restated()),
                kept);
    }

    /** The same where it is found now: its charges went away and came back there. */
    Known moved(Known known, FoundAnomaly found) {
        Anomaly row = known.row();
        List<KeptDay> days = seen.days(found);
        return new Known(
                with(row, new DayRange(found.from(), found.to()), found.lasts(), false, days, row.restated()), days);
    }

    /** A day whose charges have changed, or whose costs were still arriving; under other names the same costs are summed otherwise. */
    private KeptDay anew(KeptDay day, BigDecimal now, @Nullable FoundAnomaly found, boolean otherNames) {
        if (found != null && covers(found, day.day())) {
            return seen.day(found, day.day());
        }
        KeptDay counted = day.charged(now, day.whole() || day.day().isBefore(seen.whole()));
        return otherNames ? new KeptDay(day.day(), day.expected(), day.actual(), now, counted.whole()) : counted;
    }

    private Anomaly with(
            Anomaly row, DayRange days, boolean lasts, boolean gone, List<KeptDay> kept, @Nullable Restated restated) {
        Set<String> names = new TreeSet<>(row.names());
        names.addAll(seen.names());
        return new Anomaly(
                row.id(),
                new Series(
                        row.series().team(),
                        row.series().account(),
                        seen.names().isEmpty()
                                ? row.series().service()
                                : seen.series().service(),
                        row.series().currency()),
                row.kind(),
                days,
                lasts,
                Known.sum(kept, KeptDay::expected),
                Known.sum(kept, KeptDay::actual),
                row.decidedAt(),
                gone,
                row.rated(),
                row.reopened(),
                row.version(),
                List.copyOf(names),
                restated);
    }

    /** Whether another one rises from it that day, whose excess the day had when it was told. */
    private boolean risen(@Nullable FoundAnomaly found, LocalDate day) {
        return found != null
                && seen.found().stream().anyMatch(other -> found.from().equals(other.upon()) && covers(other, day));
    }

    private static boolean covers(FoundAnomaly found, LocalDate day) {
        return !day.isBefore(found.from()) && day.isBefore(found.to());
    }

    /** A day between two that are over the bounds. */
    private KeptDay asUsual(Anomaly row, LocalDate day) {
        BigDecimal charged = seen.charged(row.kind(), day);
        BigDecimal cost = charged == null ? BigDecimal.ZERO : charged;
        return new KeptDay(day, cost, cost, cost, day.isBefore(seen.whole()));
    }

    private boolean isOver(@Nullable KeptDay day) {
        return day != null && seen.bounds().reached(day.actual(), day.expected());
    }

    private static boolean worthSaying(Anomaly row, Set<LocalDate> changed, BigDecimal amount) {
        return !changed.isEmpty()
                && amount.abs().compareTo(row.excess().abs().multiply(WORTH_SAYING)) >= 0
                && amount.signum() != 0;
    }
}
