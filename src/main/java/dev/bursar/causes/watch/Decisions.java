package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.Rating;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.charges.CostResult.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of the anomalies that are kept when they are looked for anew.
 *
 * @param fresh that nobody knew of
 * @param grown that are longer, or of other amounts
 * @param gone that aren't any more, because AWS changed the costs
 * @param reopened that go on past what somebody said of them
 */
record Decisions(List<Fresh> fresh, List<Grown> grown, List<Anomaly> gone, List<Anomaly> reopened) {
    /** What was over for longer is not told by mail when it is first found. */
    private static final int TOLD_WITHIN_DAYS = 3;
    /** Charges of two days after it was stopped may still be of before. */
    private static final int STOPS_WITHIN_DAYS = 2;

    private static final BigDecimal ABOUT_AS_MUCH = new BigDecimal("1.2");

    /** @param as a rated one that this one comes as again; empty where it is news */
    record Fresh(Series series, FoundAnomaly found, Optional<Anomaly> as, boolean told) {}

    record Grown(Anomaly known, FoundAnomaly found) {}

    Decisions {
        fresh = List.copyOf(fresh);
        grown = List.copyOf(grown);
        gone = List.copyOf(gone);
        reopened = List.copyOf(reopened);
    }

    /**
     * @param known all that touch a day from {@code since} on, and those that people rated since long before
     * @param since the first day of which {@code found} says everything
     * @param until the first day that isn't whole
     */
    static Decisions of(List<Anomaly> known, Map<Series, List<FoundAnomaly>> found, LocalDate since, LocalDate until) {
        Map<Series, List<Anomaly>> bySeries = known.stream().collect(Collectors.groupingBy(Anomaly::series));
        var decisions = new Decisions.Building(since, until);
        found.forEach((series, its) -> decisions.series(series, its, bySeries.getOrDefault(series, List.of())));
        bySeries.forEach((series, its) -> decisions.rest(its));
        return decisions.done();
    }

    private static final class Building {
        private final LocalDate since;
        private final LocalDate until;
        private final List<Fresh> fresh = new ArrayList<>();
        private final List<Grown> grown = new ArrayList<>();
        private final List<Anomaly> gone = new ArrayList<>();
        private final List<Anomaly> reopened = new ArrayList<>();
        private final Set<Long> seen = new HashSet<>();

        Building(LocalDate since, LocalDate until) {
            this.since = since;
            this.until = until;
        }

        void series(Series series, List<FoundAnomaly> found, List<Anomaly> known) {
            for (FoundAnomaly one : found) {
                Optional<Anomaly> same = known.stream()
                        .filter(other -> !seen.contains(other.id()) && overlaps(other.days(), one))
                        .min(Comparator.comparing(other -> other.days().from()));
                if (same.isPresent()) {
                    again(same.get(), one);
                } else {
                    Optional<Anomaly> as = comesAs(one, known);
                    fresh.add(new Fresh(series, one, as, as.isEmpty() && isRecent(one)));
                }
            }
        }

        private void again(Anomaly known, FoundAnomaly found) {
            seen.add(known.id());
            if (differs(known, found)) {
                grown.add(new Grown(known, found));
            }
            if (found.lasts() && !known.reopened() && known.rated() != null && isPast(known.rated(), found.to())) {
                reopened.add(known);
            }
        }

        void rest(List<Anomaly> known) {
            known.stream()
                    .filter(one -> !seen.contains(one.id())
                            && !one.gone()
                            && !one.days().from().isBefore(since))
                    .forEach(gone::add);
        }

        private boolean isRecent(FoundAnomaly one) {
            return one.lasts() || one.to().isAfter(until.minusDays(TOLD_WITHIN_DAYS));
        }

        Decisions done() {
            return new Decisions(fresh, grown, gone, reopened);
        }
    }

    private static boolean overlaps(DayRange days, FoundAnomaly found) {
        return days.from().isBefore(found.to()) && found.from().isBefore(days.to());
    }

    private static boolean differs(Anomaly known, FoundAnomaly found) {
        return known.gone()
                || known.kind() != found.kind()
                || known.lasts() != found.lasts()
                || !known.days().equals(new DayRange(found.from(), found.to()))
                || known.expected().compareTo(found.expected()) != 0
                || known.actual().compareTo(found.actual()) != 0;
    }

    /** Whether it is still there after the day that was planned, or two days after it was said to be stopped. */
    private static boolean isPast(Rated rated, LocalDate to) {
        return switch (rated.rating()) {
            case PLANNED -> to.minusDays(1).isAfter(Objects.requireNonNull(rated.until()));
            case FIXED ->
                to.minusDays(1)
                        .isAfter(LocalDate.ofInstant(rated.at(), ZoneOffset.UTC).plusDays(STOPS_WITHIN_DAYS));
            case EXPECTED, MISTAKE -> false;
        };
    }

    /** The one of about as much or more a day that was right as it was, or is still planned. */
    private static Optional<Anomaly> comesAs(FoundAnomaly found, List<Anomaly> known) {
        BigDecimal aDay = aDay(found.actual(), found.from(), found.to());
        return known.stream()
                .filter(one -> !one.gone() && one.rated() != null && isQuiet(one.rated(), found.from()))
                .filter(one -> aDay(one.actual(), one.days().from(), one.days().to())
                                .multiply(ABOUT_AS_MUCH)
                                .compareTo(aDay)
                        >= 0)
                .max(Comparator.comparing(one -> one.days().from()));
    }

    private static boolean isQuiet(Rated rated, LocalDate from) {
        return rated.rating() == Rating.EXPECTED
                || rated.rating() == Rating.PLANNED && !from.isAfter(Objects.requireNonNull(rated.until()));
    }

    private static BigDecimal aDay(BigDecimal amount, LocalDate from, LocalDate to) {
        return amount.divide(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to)), 2, RoundingMode.HALF_EVEN);
    }
}
