package dev.bursar.causes.anomaly;

import dev.bursar.causes.anomaly.FoundAnomaly.Day;
import module java.base;

/**
 * Finds what costs more than usual. It walks the days in order and judges each by the days before it: what it found
 * stays found, and keeps its first day, whatever comes later.
 *
 * <p>A day is judged the same whenever it is looked at, though not all days are read: each quarter of a year has a walk of its own, which
 * begins a fixed time before it. What began in a quarter is told by that quarter's walk until it is over.
 */
public final class AnomalyFinder {
    private static final Comparator<FoundAnomaly> OLDEST_FIRST =
            Comparator.comparing(FoundAnomaly::from).thenComparing(FoundAnomaly::kind);

    /** What began so long before a day may touch it, or be of a quarter to which another's anomaly goes over. */
    private static final int MATTER_DAYS = 2 * Quarter.LONGEST;

    private AnomalyFinder() {}

    /** The first day that must be known for what touches a day from {@code since} on; earlier ones change nothing. */
    public static LocalDate readsFrom(LocalDate since) {
        return Quarter.of(since.minusDays(MATTER_DAYS)).learnsFrom().minusDays(DailyCosts.A_WHILE);
    }

    /** The anomalies that touch a day from {@code since} on, oldest first. */
    public static List<FoundAnomaly> find(DailyCosts costs, AnomalyBounds bounds, LocalDate since) {
        DailyCosts sorted = costs.withDailyFeesAsUsage();
        LocalDate first = first(costs, since);
        var found = new ArrayList<FoundAnomaly>(new FeeWalk(sorted, bounds).walk(first));
        found.addAll(new Quarters(sorted, bounds).walk(first));
        found.removeIf(anomaly -> !anomaly.to().isAfter(since));
        found.sort(OLDEST_FIRST);
        return List.copyOf(found);
    }

    private static LocalDate first(DailyCosts costs, LocalDate since) {
        if (since.isAfter(costs.from().plusDays(MATTER_DAYS))) {
            LocalDate begins = Quarter.of(since.minusDays(MATTER_DAYS)).begins();
            return begins.isAfter(costs.from()) ? begins : costs.from();
        }
        return costs.from();
    }

    /** Walks through a service's usage, each quarter from its own first day on; what goes on at a quarter's end is told by the one that told it. */
    static final class Quarters {
        private final DailyCosts costs;
        private final AnomalyBounds bounds;
        private final List<FoundAnomaly> found = new ArrayList<>();

        Quarters(DailyCosts costs, AnomalyBounds bounds) {
            this.costs = costs;
            this.bounds = bounds;
        }

        /** What begins on a day from {@code first} on. */
        List<FoundAnomaly> walk(LocalDate first) {
            LocalDate from = first;
            Walked before = new Walked(costs.from(), List.of());
            while (from.isBefore(costs.to())) {
                Quarter quarter = Quarter.of(from);
                LocalDate learns = later(quarter.learnsFrom(), costs.from());
                while (!quarter.next().learnsFrom().isAfter(learns)) {
                    quarter = quarter.next();
                }
                LocalDate to = quarter.ends();
                Walked now = walked(learns, to.plusDays(Quarter.LONGEST));
                for (Running one : now.found) {
                    LocalDate begins = now.date(one.from);
                    if (!begins.isBefore(from) && begins.isBefore(to) && !before.tells(one, now.date(one.seen), from)) {
                        found.add(one.anomaly((int) (costs.to().toEpochDay() - now.from.toEpochDay())));
                    }
                }
                before = now;
                from = to;
            }
            return found;
        }

        private Walked walked(LocalDate from, LocalDate to) {
            return new Walked(from, new UsageWalk(costs.part(from, earlier(to, costs.to())), bounds).walk());
        }

        private static LocalDate later(LocalDate one, LocalDate other) {
            return one.isAfter(other) ? one : other;
        }

        private static LocalDate earlier(LocalDate one, LocalDate other) {
            return one.isBefore(other) ? one : other;
        }

        private record Walked(LocalDate from, List<Running> found) {
            LocalDate date(int day) {
                return from.plusDays(day);
            }

            /** Whether what the next walk found rises from nothing that it knows, while something goes on here that began before the next one. */
            boolean tells(Running other, LocalDate seen, LocalDate next) {
                int day = (int) (seen.toEpochDay() - from.toEpochDay());
                return other.upon == null
                        && found.stream().anyMatch(one -> date(one.from).isBefore(next) && one.isOpen(day));
            }
        }
    }

    /** A quarter of a year, of which each day is judged by what was learned from a fixed day on. */
    record Quarter(LocalDate begins) {
        /** No anomaly is longer, counted from its first day to the day on which it is known to be over; then it is the usual. */
        static final int LONGEST = 30;

        private static final int MONTHS = 3;
        private static final int LEARNS_MONTHS = 7;

        static Quarter of(LocalDate day) {
            return new Quarter(day.with(IsoFields.DAY_OF_QUARTER, 1));
        }

        Quarter next() {
            return new Quarter(begins.plusMonths(MONTHS));
        }

        LocalDate learnsFrom() {
            return begins.minusMonths(LEARNS_MONTHS);
        }

        /** Exclusive. */
        LocalDate ends() {
            return next().begins;
        }
    }

    /** Compares each day's fees with those of the same day of former months. */
    static final class FeeWalk {
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
                found.add(new FoundAnomaly(
                        AnomalyKind.FEE, date, date.plusDays(1), lasts, expected, actual, expected, null));
            }
        }
    }
}
