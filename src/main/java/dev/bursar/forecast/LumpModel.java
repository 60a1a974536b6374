package dev.bursar.forecast;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is booked on some days. A lump that came on the same day of former months, counted from their first day or their last, comes
 * again; others happen once and are expected no more.
 */
final class LumpModel {
    /** So many former months are looked at. */
    private static final int MONTHS = 6;
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

    double sum(int first, int end) {
        double sum = 0;
        for (int i = first; i < end; i++) {
            sum += lumps[i];
        }
        return sum;
    }

    /**
     * The lumps of a month that are still to come.
     *
     * @param usage what a month that isn't over is expected to use
     */
    List<Lump> toCome(YearMonth month, ToDoubleFunction<YearMonth> usage) {
        var found = new ArrayList<Lump>();
        int origin = lumps.length;
        LocalDate next = from.plusDays(origin);
        YearMonth latest = latestWhole(month, next);
        int begin = index(latest.atDay(1));
        for (int i = Math.max(0, begin);
                i < Math.min(origin, index(latest.plusMonths(1).atDay(1)));
                i++) {
            if (lumps[i] != 0) {
                Lump again = again(from.plusDays(i), lumps[i], month, usage);
                if (again != null) {
                    found.add(again);
                }
            }
        }
        return found;
    }

    /** The last month before it of which all days are known. */
    private static YearMonth latestWhole(YearMonth month, LocalDate next) {
        YearMonth whole = YearMonth.from(next).minusMonths(1);
        return month.isAfter(whole) ? whole : month.minusMonths(1);
    }

    private @Nullable Lump again(LocalDate last, double size, YearMonth month, ToDoubleFunction<YearMonth> usage) {
        int fromFirst = last.getDayOfMonth();
        int fromLast = last.lengthOfMonth() - fromFirst;
        List<Come> first = came(YearMonth.from(last), true, fromFirst, 0, size);
        List<Come> end = came(YearMonth.from(last), false, fromLast, 0, size);
        boolean fromEnd = end.size() > first.size() || end.size() == first.size() && fromLast <= LOOSE;
        List<Come> strict = fromEnd ? end : first;
        int loose = 0;
        if (!comesAgain(strict, last)) {
            List<Come> looseFirst = came(YearMonth.from(last), true, fromFirst, LOOSE, size);
            List<Come> looseEnd = came(YearMonth.from(last), false, fromLast, LOOSE, size);
            fromEnd = looseEnd.size() > looseFirst.size();
            strict = fromEnd ? looseEnd : looseFirst;
            loose = LOOSE;
            if (!comesAgain(strict, last)) {
                return null;
            }
        }
        int day = fromEnd ? month.lengthOfMonth() - fromLast : Math.min(fromFirst, month.lengthOfMonth());
        LocalDate at = month.atDay(Math.max(1, day));
        LocalDate next = from.plusDays(lumps.length);
        if (at.isBefore(next)) {
            boolean late = loose > 0 && !next.isAfter(at.plusDays(loose)) && !next.isAfter(month.atEndOfMonth());
            if (!late || at(month, at.getDayOfMonth(), loose, size) != 0) {
                return null;
            }
            at = next;
        } else if (loose > 0 && at(month, at.getDayOfMonth(), loose, size) != 0) {
            return null;
        }
        return new Lump(at, size(strict, month, usage));
    }

    /** In at least two of the three months up to then, or in both where only two are known. */
    private boolean comesAgain(List<Come> came, LocalDate last) {
        YearMonth month = YearMonth.from(last);
        long known = java.util.stream.IntStream.range(0, 3)
                .filter(back -> index(month.minusMonths(back).atDay(1)) >= 0)
                .count();
        long times = came.stream()
                .filter(one -> one.month().isAfter(month.minusMonths(3)))
                .count();
        return known >= 2 && times >= 2;
    }

    /** When it came, the newest first. */
    private List<Come> came(YearMonth latest, boolean fromFirst, int place, int loose, double size) {
        var came = new ArrayList<Come>();
        for (int back = 0; back < MONTHS; back++) {
            YearMonth month = latest.minusMonths(back);
            int day = fromFirst ? place : month.lengthOfMonth() - place;
            if (day < 1 || day > month.lengthOfMonth() && loose == 0) {
                continue;
            }
            double lump = at(month, day, back == 0 ? 0 : loose, size);
            if (lump != 0) {
                came.add(new Come(month, lump));
            }
        }
        return came;
    }

    /** What was booked on a day of a month with the same sign, or next to it; of several the nearest in size. */
    private double at(YearMonth month, int day, int loose, double like) {
        double best = 0;
        for (int d = Math.max(1, day - loose); d <= Math.min(month.lengthOfMonth(), day + loose); d++) {
            int i = index(month.atDay(d));
            if (i < 0 || i >= lumps.length || lumps[i] * like <= 0) {
                continue;
            }
            boolean alike = loose == 0 || lumps[i] / like > 0.5 && lumps[i] / like < 2;
            if (alike && (best == 0 || Math.abs(lumps[i] - like) < Math.abs(best - like))) {
                best = lumps[i];
            }
        }
        return best;
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
