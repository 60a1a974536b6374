package dev.bursar.forecast;

import module java.base;

/**
 * Usage of certain days of each month, parted from the others: a job of the last day, a bill that is booked as usage. Each day is judged
 * by days before it only.
 */
final class MonthlyRuns {
    private static final int WEEK = 7;
    private static final int WEEKS = 6;
    private static final int USUAL = 8 * WEEK;
    private static final int LEAST = 6 * WEEK;
    /** A day stands out by so many times the usual difference, and such a part of a usual day. */
    private static final double FAR = 1.48 * 5;

    private static final double LARGE = 0.25;
    /** What stays longer is a level. */
    private static final int LONGEST = 3;
    /** Of those that were due so many must have come; else they are chance. */
    private static final double CAME = 0.6;

    /** From month to month. */
    private static final double FORGETTING = 0.85;

    private final LocalDate from;
    private final double[] used;
    private final double[] others;
    /** What stood out of each day, whether it comes again or not. */
    private final double[] standing;
    /** Whether what was due before a day mostly came. */
    private final boolean[] reliable;

    private double due = 1;
    private double came = 1;

    MonthlyRuns(LocalDate from, double[] used) {
        this.from = from;
        this.used = used;
        others = used.clone();
        standing = new double[used.length];
        reliable = new boolean[used.length + 1];
        double[] offs = new double[used.length];
        int inRow = 0;
        for (int i = LEAST; i < used.length; i++) {
            double expected = sameWeekday(i);
            double off = used[i] - expected;
            double usual = DayPattern.median(Arrays.copyOfRange(offs, Math.max(LEAST, i - USUAL), i));
            double level = DayPattern.median(Arrays.copyOfRange(others, i - USUAL / 2, i));
            offs[i] = Math.abs(off);
            boolean stands = i >= LEAST + WEEK && off > FAR * usual && off > LARGE * level;
            inRow = stands ? inRow + 1 : 0;
            standing[i] = inRow > 0 && inRow <= LONGEST ? off : 0;
            LocalDate day = from.plusDays(i);
            if (day.getDayOfMonth() == 1) {
                judge(YearMonth.from(day).minusMonths(1));
            }
            reliable[i] = came >= CAME * due;
            if (standing[i] > 0 && reliable[i] && (stood(day, -1) || stood(day, -2))) {
                others[i] = expected;
            }
            reliable[i + 1] = reliable[i];
        }
    }

    /** Whether what came in the two months before a month came in it, too. */
    private void judge(YearMonth month) {
        due *= FORGETTING;
        came *= FORGETTING;
        YearMonth before = month.minusMonths(1);
        for (int i = Math.max(0, index(before.atDay(1))); i < index(month.atDay(1)); i++) {
            LocalDate day = from.plusDays(i);
            if (standing[i] > 0 && stood(day, -1)) {
                due++;
                came += stood(day, 1) ? 1 : 0;
            }
        }
    }

    private double sameWeekday(int i) {
        double[] same = new double[WEEKS];
        for (int week = 0; week < WEEKS; week++) {
            same[week] = others[i - (week + 1) * WEEK];
        }
        return DayPattern.median(same);
    }

    /** Whether something stood out on the same day of another month, however days are counted. */
    private boolean stood(LocalDate day, int months) {
        YearMonth month = YearMonth.from(day).plusMonths(months);
        for (LumpModel.Counted counted : LumpModel.Counted.values()) {
            int place = counted.place(day);
            int at = place < 0 ? -1 : index(counted.day(month, place));
            if (at >= 0 && standing[at] > 0) {
                return true;
            }
        }
        return false;
    }

    private int index(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(from, day);
    }

    /** What a day used for runs that had come on the same day a month before, or two. */
    double of(int day) {
        return used[day] - others[day];
    }

    /** What was used but for them. */
    double[] others() {
        return others.clone();
    }

    /**
     * The runs of a month that are still to come.
     *
     * @param origin the first day that isn't known
     */
    List<LumpModel.Lump> toCome(int origin, YearMonth month) {
        return reliable[origin]
                ? new LumpModel(from, Arrays.copyOf(standing, origin), used).toCome(month, of -> 0)
                : List.of();
    }
}
