package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.Anomaly.Restated;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.Rating;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.ServiceNames;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the anomalies that are kept when they are looked for anew.
 *
 * @param fresh that nobody knew of
 * @param judged that are longer, over, of other amounts, or none any more
 * @param reopened that go on past what somebody said of them
 */
record Decisions(List<Fresh> fresh, List<Known> judged, List<Anomaly> reopened) {
    /** What was over for longer is not told by mail when it is first found. */
    private static final int TOLD_WITHIN_DAYS = 3;
    /** Charges of two days after it was stopped may still be of before. */
    private static final int STOPS_WITHIN_DAYS = 2;
    /** Charges that are booked on another day, or under another name, are as much but for so much. */
    private static final BigDecimal NEARLY = new BigDecimal("0.25");

    private static final int MOVED_DAYS = 3;

    private static final BigDecimal ABOUT_AS_MUCH = new BigDecimal("1.2");

    /** @param as a rated one that this one comes as again; empty where it is news */
    record Fresh(Seen seen, FoundAnomaly found, Optional<Anomaly> as, boolean told) {
        Series series() {
            return seen.series();
        }
    }

    Decisions {
        fresh = List.copyOf(fresh);
        judged = List.copyOf(judged);
        reopened = List.copyOf(reopened);
    }

    /**
     * Whose services may stand under several names.
     *
     * @param account "" in a team's
     */
    record Owner(TeamId team, String account, String currency) {
        static Owner of(Series series) {
            return new Owner(series.team(), series.account(), series.currency());
        }
    }

    /** Takes what was seen of one owner after the other, and holds what is kept against it. */
    static final class Building {
        private final DayRange read;
        private final LocalDate whole;
        private final Instant at;
        private final Map<Owner, List<Known>> known;
        private final List<Fresh> fresh = new ArrayList<>();
        private final List<Known> judged = new ArrayList<>();
        private final List<Anomaly> reopened = new ArrayList<>();
        /** As they were told; this look found them to be none any more. */
        private final List<Known> ended = new ArrayList<>();

        /**
         * @param known all that touch the days of which {@code found} says everything, and those that people rated since long before
         * @param read the days of which charges were read
         * @param whole the first day that isn't whole
         */
        Building(List<Known> known, DayRange read, LocalDate whole, Instant at) {
            this.known = known.stream()
                    .collect(Collectors.groupingBy(one -> Owner.of(one.row().series())));
            this.read = read;
            this.whole = whole;
            this.at = at;
        }

        /** All that was seen of an owner. */
        void owner(List<Seen> all) {
            List<Known> its = known.remove(Owner.of(all.getFirst().series()));
            Map<Seen, List<Known>> bySeries = new HashMap<>();
            for (Known one : its == null ? List.<Known>of() : its) {
                Seen of = seriesOf(one.row(), all)
                        .orElseGet(() -> nothing(one.row().series()));
                bySeries.computeIfAbsent(of, any -> new ArrayList<>()).add(one);
            }
            all.forEach(seen -> series(seen, bySeries.getOrDefault(seen, List.of())));
            bySeries.forEach((seen, some) -> {
                if (seen.names().isEmpty()) {
                    series(seen, some);
                }
            });
        }

        /** That which has its costs now, under whichever name. */
        private static Optional<Seen> seriesOf(Anomaly row, List<Seen> all) {
            return all.stream()
                    .filter(one -> one.names().contains(row.series().service()))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(one -> !Collections.disjoint(one.names(), row.names()))
                            .findFirst())
                    .or(() -> all.stream()
                            .filter(one -> one.names().stream()
                                    .anyMatch(name ->
                                            ServiceNames.isWithin(row.series().service(), name)))
                            .findFirst());
        }

        /** A series without charges. */
        private Seen nothing(Series series) {
            List<BigDecimal> none =
                    Collections.nCopies((int) ChronoUnit.DAYS.between(read.from(), read.to()), BigDecimal.ZERO);
            return new Seen(
                    series, Set.of(), new DailyCosts(read.from(), none, none), whole, AnomalyBounds.USUAL, List.of());
        }

        private void series(Seen seen, List<Known> kept) {
            var judging = new Judging(seen, at);
            List<Known> its = kept.stream().map(judging::withDays).toList();
            SameExcess.Pairs pairs = SameExcess.pairs(seen.found(), its, seen.bounds());
            Map<Long, Known> now = new HashMap<>();
            for (FoundAnomaly one : seen.found()) {
                Known same =
                        pairs.ofTheirOwn().getOrDefault(one, pairs.besides().get(one));
                if (same == null) {
                    Optional<Anomaly> as = comesAs(one, its, seen.bounds());
                    fresh.add(new Fresh(seen, one, as, as.isEmpty() && isRecent(one)));
                } else {
                    now.merge(
                            same.row().id(), judging.judged(same, one), (before, after) -> judging.judged(before, one));
                    reopen(same.row(), one);
                }
            }
            for (int i = 0; i < its.size(); i++) {
                Known was = kept.get(i);
                Known judgedNow = now.get(was.row().id());
                Known is = judgedNow == null ? judging.judged(its.get(i), null) : judgedNow;
                if (!is.equals(was)) {
                    judged.add(is);
                }
                if (is.row().gone() && !was.row().gone()) {
                    ended.add(its.get(i));
                }
            }
        }

        private void reopen(Anomaly known, FoundAnomaly found) {
            if (found.lasts()
                    && !known.reopened()
                    && known.rated() != null
                    && isPast(known.rated(), found.to())
                    && reopened.stream().noneMatch(other -> other.id() == known.id())) {
                reopened.add(known);
            }
        }

        private boolean isRecent(FoundAnomaly one) {
            return one.lasts() || one.to().isAfter(whole.minusDays(TOLD_WITHIN_DAYS));
        }

        Decisions done() {
            known.values().stream()
                    .flatMap(List::stream)
                    .collect(Collectors.groupingBy(one -> one.row().series()))
                    .forEach((series, its) -> series(nothing(series), its));
            ended.forEach(this::moved);
            return new Decisions(fresh, judged, reopened);
        }

        /** Charges that went away and came back near by, on other days or under another name, are the same. */
        private void moved(Known gone) {
            Optional<Fresh> there = fresh.stream()
                    .filter(one ->
                            Owner.of(one.series()).equals(Owner.of(gone.row().series())) && isMoved(gone, one.found()))
                    .min(Comparator.comparing(one -> one.found().from()));
            there.ifPresent(one -> {
                fresh.remove(one);
                judged.removeIf(other -> other.row().id() == gone.row().id());
                judged.add(new Judging(one.seen(), at).moved(gone, one.found()));
            });
        }

        private boolean isMoved(Known gone, FoundAnomaly found) {
            DayRange days = gone.row().days();
            BigDecimal excess = gone.row().excess();
            return SameExcess.isFee(gone.row().kind()) == SameExcess.isFee(found.kind())
                    && found.from().isBefore(days.to().plusDays(MOVED_DAYS))
                    && days.from().isBefore(found.to().plusDays(MOVED_DAYS))
                    && found.excess().subtract(excess).abs().compareTo(excess.multiply(NEARLY)) <= 0;
        }
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

    /** The one before it of about as much or more a day that was right as it was, or is still planned; what stands on it is news. */
    private static Optional<Anomaly> comesAs(FoundAnomaly found, List<Known> known, AnomalyBounds bounds) {
        BigDecimal aDay = aDay(found.excess(), found.from(), found.to());
        return known.stream()
                .filter(one -> !isRightAfter(one.row(), found) || !SameExcess.isOn(found, one, bounds))
                .map(Known::row)
                .filter(one -> !one.gone()
                        && !one.days().to().isAfter(found.from())
                        && SameExcess.isFee(one.kind()) == SameExcess.isFee(found.kind())
                        && one.rated() != null
                        && isQuiet(one.rated(), found.from()))
                .filter(one -> one.excessADay().multiply(ABOUT_AS_MUCH).compareTo(aDay) >= 0)
                .max(Comparator.comparing(one -> one.days().from()));
    }

    private static boolean isRightAfter(Anomaly row, FoundAnomaly found) {
        return row.days().to().plusDays(MOVED_DAYS).isAfter(found.from());
    }

    private static boolean isQuiet(Rated rated, LocalDate from) {
        return rated.rating() == Rating.EXPECTED
                || rated.rating() == Rating.PLANNED && !from.isAfter(Objects.requireNonNull(rated.until()));
    }

    private static BigDecimal aDay(BigDecimal amount, LocalDate from, LocalDate to) {
        return amount.divide(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to)), 2, RoundingMode.HALF_EVEN);
    }

    /** Judges a kept anomaly by the costs of its series: days that were told stay as they are, unless their charges have changed. */
    static final class Judging {
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
                        FoundAnomaly.Day its = evenly.get(
                                (int) ChronoUnit.DAYS.between(row.days().from(), day));
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
                                    .map(day ->
                                            new KeptDay(day.day(), day.expected(), day.charged(), day.charged(), true))
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
                                                    changed.first(),
                                                    changed.last().plusDays(1)),
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
                    with(row, new DayRange(found.from(), found.to()), found.lasts(), false, days, row.restated()),
                    days);
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
                Anomaly row,
                DayRange days,
                boolean lasts,
                boolean gone,
                List<KeptDay> kept,
                @Nullable Restated restated) {
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
}
