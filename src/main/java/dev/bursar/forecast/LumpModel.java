package dev.bursar.forecast;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What is booked on some days. A lump that came on the same day of former months or quarters, counted from their first day or their last,
 * by days or by workdays, comes again; others happen once and are expected no more.
 */
final class LumpModel {
    /** So many former months are looked at. */
    private static final int MONTHS = 6;
    /** A lump comes each month, or each quarter. */
    private static final int[] CYCLES = {1, 3};
    /** A bill comes a day or two earlier or later. */
    private static final int LOOSE = 2;

    private final LocalDate from;
    private final double[] lumps;
    private final double[] used;

    LumpModel(LocalDate from, double[] lumps, double[] used) {
        this.from = from;
        this.lumps = lumps;
        this.used = used;
    }

    /** A lump to come. */
    record Lump(LocalDate day, double size) {}

    private record Come(YearMonth month, double size) {}

    /** When a lump came, the newest first, and how its day is found. */
    private record Came(LocalDate last, Counted counted, int place, int loose, List<Come> times) {}

    private record Again(Lump lump, Came came) {
        /** Two of one day are one if the same lumps tell of both: a fee on the last workday comes on some months' last day, as tax does. */
        boolean isSame(Again other) {
            return lump.day().equals(other.lump.day()) && !Collections.disjoint(came.times(), other.came.times());
        }
    }

    /** On the very day; else a day or two off. */
    private static final List<Search> SEARCHES =
            List.of(new Search(List.of(Counted.values()), 0), new Search(List.of(Counted.FIRST, Counted.LAST), LOOSE));

    private record Search(List<Counted> ways, int loose) {}

    /** How a day is found in each month. */
    enum Counted {
        FIRST,
        LAST,
        FIRST_WORKDAYS,
        LAST_WORKDAYS;

        /** Days before it, or after; −1 for a weekend where workdays count. */
        int place(LocalDate day) {
            return switch (this) {
                case FIRST -> day.getDayOfMonth() - 1;
                case LAST -> day.lengthOfMonth() - day.getDayOfMonth();
                case FIRST_WORKDAYS -> isWorkday(day) ? workdays(day.withDayOfMonth(1), day) : -1;
                case LAST_WORKDAYS ->
                    isWorkday(day)
                            ? workdays(day.plusDays(1), day.withDayOfMonth(1).plusMonths(1))
                            : -1;
            };
        }

        LocalDate day(YearMonth month, int place) {
            return switch (this) {
                case FIRST -> month.atDay(Math.min(place + 1, month.lengthOfMonth()));
                case LAST -> month.atDay(Math.max(1, month.lengthOfMonth() - place));
                case FIRST_WORKDAYS -> workday(month.atDay(1), place, 1);
                case LAST_WORKDAYS -> workday(month.atEndOfMonth(), place, -1);
            };
        }

        private static boolean isWorkday(LocalDate day) {
            return day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue();
        }

        private static int workdays(LocalDate from, LocalDate to) {
            return (int) from.datesUntil(to).filter(Counted::isWorkday).count();
        }

        private static LocalDate workday(LocalDate start, int place, int step) {
            LocalDate day = start;
            int left = place;
            while (!isWorkday(day) || left > 0) {
                left -= isWorkday(day) ? 1 : 0;
                day = day.plusDays(step);
            }
            return day.getMonth() == start.getMonth() ? day : start;
        }
    }

    /**
     * The lumps of a month that are still to come.
     *
     * @param usage what a month that isn't over is expected to use
     */
    List<Lump> toCome(YearMonth month, ToDoubleFunction<YearMonth> usage) {
        var found = new ArrayList<Again>();
        LocalDate next = from.plusDays(lumps.length);
        YearMonth latest = latestWhole(month, next);
        for (int every : CYCLES) {
            YearMonth last = month.minusMonths(every);
            while (last.isAfter(latest)) {
                last = last.minusMonths(every);
            }
            int begin = Math.max(0, index(last.atDay(1)));
            int end = Math.min(lumps.length, index(last.plusMonths(1).atDay(1)));
            for (int i = begin; i < end; i++) {
                Came came = lumps[i] == 0 ? null : came(from.plusDays(i), lumps[i], every);
                if (came != null) {
                    Lump lump = again(came, month, usage);
                    if (lump != null) {
                        add(new Again(lump, came), found);
                    }
                }
            }
        }
        return found.stream().map(Again::lump).toList();
    }

    private static void add(Again one, List<Again> found) {
        Optional<Again> same = found.stream().filter(one::isSame).findFirst();
        if (same.isEmpty()) {
            found.add(one);
        } else if (same.get().came().times().size() < one.came().times().size()) {
            found.set(found.indexOf(same.get()), one);
        }
    }

    /** The last month before it of which all days are known. */
    private static YearMonth latestWhole(YearMonth month, LocalDate next) {
        YearMonth whole = YearMonth.from(next).minusMonths(1);
        return month.isAfter(whole) ? whole : month.minusMonths(1);
    }

    private @Nullable Lump again(Came came, YearMonth month, ToDoubleFunction<YearMonth> usage) {
        double size = came.times().getFirst().size();
        LocalDate at = came.counted().day(month, came.place());
        LocalDate next = from.plusDays(lumps.length);
        if (at.isBefore(next)) {
            boolean late =
                    came.loose() > 0 && !next.isAfter(at.plusDays(came.loose())) && !next.isAfter(month.atEndOfMonth());
            if (!late || near(month, at.getDayOfMonth(), size, came.last()) != 0) {
                return null;
            }
            at = next;
        } else if (came.loose() > 0 && near(month, at.getDayOfMonth(), size, came.last()) != 0) {
            return null;
        }
        return new Lump(at, size(came.times(), month, usage));
    }

    /**
     * How a lump came before, if it comes again: the way of counting days by which it came most often; those a day or two off count where
     * it has no day of its own. Null if it came once.
     */
    private @Nullable Came came(LocalDate last, double size, int every) {
        for (Search search : SEARCHES) {
            Came most = null;
            for (Counted counted : search.ways()) {
                int place = counted.place(last);
                if (place < 0) {
                    continue;
                }
                List<Come> times = times(last, size, every, counted, search);
                boolean better = most == null
                        || times.size() > most.times().size()
                        || counted == Counted.LAST
                                && search.loose() == 0
                                && place <= LOOSE
                                && times.size() == most.times().size();
                if (better) {
                    most = new Came(last, counted, place, search.loose(), times);
                }
            }
            if (most != null && comesAgain(most, last, size, every)) {
                return most;
            }
        }
        return null;
    }

    /** Each month: in at least two of the three up to then. Each quarter: in the last two, and not in the months between. */
    private boolean comesAgain(Came came, LocalDate last, double size, int every) {
        YearMonth month = YearMonth.from(last);
        if (every > 1) {
            return came.times().stream().anyMatch(one -> one.month().equals(month.minusMonths(every)))
                    && IntStream.range(1 - every, every).noneMatch(i -> i != 0 && near(last, i, size));
        }
        return came.times().stream()
                        .filter(one -> one.month().isAfter(month.minusMonths(3)))
                        .count()
                >= 2;
    }

    /** Whether about the same came about the same day of another month, however days are counted. */
    private boolean near(LocalDate day, int months, double size) {
        YearMonth month = YearMonth.from(day).plusMonths(months);
        return Arrays.stream(Counted.values()).anyMatch(counted -> {
            int place = counted.place(day);
            if (place < 0) {
                return false;
            }
            LocalDate then = counted.day(month, place);
            return lump(then) / size > 0.5 || near(month, then.getDayOfMonth(), size, day) != 0;
        });
    }

    /** When it came, the newest first. */
    private List<Come> times(LocalDate last, double size, int every, Counted counted, Search search) {
        int place = counted.place(last);
        var came = new ArrayList<Come>();
        for (int back = 0; back < MONTHS; back += every) {
            YearMonth month = YearMonth.from(last).minusMonths(back);
            if (counted == Counted.FIRST && place >= month.lengthOfMonth() && search.loose() == 0) {
                continue;
            }
            LocalDate day = counted.day(month, place);
            double lump = back == 0 || search.loose() == 0 ? lump(day) : near(month, day.getDayOfMonth(), size, last);
            boolean any = every == 1 && (counted == Counted.FIRST || counted == Counted.LAST);
            if (lump * size > 0 && (any || alike(lump, size))) {
                came.add(new Come(month, lump));
            }
        }
        return came;
    }

    private static boolean alike(double one, double other) {
        return one / other > 0.5 && one / other < 2;
    }

    /** What was booked on a day; 0 of one that isn't known. */
    private double lump(LocalDate day) {
        int i = index(day);
        return i < 0 || i >= lumps.length ? 0 : lumps[i];
    }

    /** What was booked about a day of a month like a lump of another month, and has no other like it there; of several the nearest in size. */
    private double near(YearMonth month, int day, double like, LocalDate of) {
        double best = 0;
        for (int d = Math.max(1, day - LOOSE); d <= Math.min(month.lengthOfMonth(), day + LOOSE); d++) {
            double lump = lump(month.atDay(d));
            if (alike(lump, like)
                    && (best == 0 || Math.abs(lump - like) < Math.abs(best - like))
                    && !isAnother(month.atDay(d), lump, of)) {
                best = lump;
            }
        }
        return best;
    }

    /** Whether one like it came on its own day of another lump's month. */
    private boolean isAnother(LocalDate day, double lump, LocalDate than) {
        return Arrays.stream(Counted.values()).anyMatch(counted -> {
            int place = counted.place(day);
            LocalDate own = place < 0 ? than : counted.day(YearMonth.from(than), place);
            return !own.equals(than) && alike(lump(own), lump);
        });
    }

    /** As before, as usual, or as a share of what its month or the one before used: what would have been nearest lately. */
    private double size(List<Come> came, YearMonth month, ToDoubleFunction<YearMonth> usage) {
        double[] off = new double[4];
        for (int i = 0; i + 2 < came.size() && i < 3; i++) {
            Come one = came.get(i);
            double[] guesses = guesses(came.subList(i + 1, came.size()), one.month(), this::used);
            for (int way = 0; way < off.length; way++) {
                off[way] += Math.min(Math.abs(guesses[way] - one.size()), Math.abs(one.size()));
            }
        }
        int best = 1;
        for (int way = 0; way < off.length; way++) {
            if (off[way] < 0.8 * off[best]) {
                best = way;
            }
        }
        return guesses(came, month, of -> whole(of) ? used(of) : usage.applyAsDouble(of))[best];
    }

    private double[] guesses(List<Come> came, YearMonth month, ToDoubleFunction<YearMonth> usage) {
        List<Come> lately = came.subList(0, Math.min(3, came.size()));
        double usual = DayPattern.median(lately.stream().mapToDouble(Come::size).toArray());
        return new double[] {
            came.getFirst().size(),
            usual,
            share(lately, 0, usage.applyAsDouble(month), usual),
            share(lately, 1, usage.applyAsDouble(month.minusMonths(1)), usual)
        };
    }

    private double share(List<Come> lately, int back, double usage, double otherwise) {
        double[] shares = lately.stream()
                .filter(one -> used(one.month().minusMonths(back)) > 0)
                .mapToDouble(one -> one.size() / used(one.month().minusMonths(back)))
                .toArray();
        return shares.length == 0 || usage <= 0 ? otherwise : DayPattern.median(shares) * usage;
    }

    private boolean whole(YearMonth month) {
        return index(month.plusMonths(1).atDay(1)) <= used.length;
    }

    /** What a month used, where all of it is known; else 0. */
    private double used(YearMonth month) {
        int begin = index(month.atDay(1));
        int end = index(month.plusMonths(1).atDay(1));
        if (begin < 0 || end > used.length) {
            return 0;
        }
        double sum = 0;
        for (int i = begin; i < end; i++) {
            sum += used[i];
        }
        return sum;
    }

    private int index(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(from, day);
    }
}
