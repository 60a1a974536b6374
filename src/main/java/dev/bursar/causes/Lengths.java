package dev.bursar.causes;

import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/**
 * How many days the two periods of a change have whose costs are read.
 *
 * @param months whether both are whole calendar months, and as many: what is billed by the month costs the same in a short one
 * @param inPart whether costs of the last day of now still arrive
 */
public record Lengths(int before, int now, boolean months, boolean inPart) {
    private static final int SCALE = 10;

    /** Of periods of equal length. */
    public static final Lengths EQUAL = new Lengths(1, 1, false, false);

    public Lengths {
        if (before < 1 || now < 1) {
            throw new IllegalArgumentException("A period has a day");
        }
    }

    /**
     * @param read the day after the last one whose costs are read
     * @param inPart whether that last day's costs still arrive
     */
    public static Lengths of(ChangeQuestion question, LocalDate read, boolean inPart) {
        DayRange now = question.now();
        DayRange before = question.before();
        LocalDate to = read.isBefore(now.to()) && read.isAfter(now.from()) ? read : now.to();
        return new Lengths(
                days(before.from(), before.to()),
                days(now.from(), to),
                isMonths(before)
                        && isMonths(new DayRange(now.from(), to))
                        && ChronoUnit.MONTHS.between(before.from(), before.to())
                                == ChronoUnit.MONTHS.between(now.from(), to),
                inPart);
    }

    private static int days(LocalDate from, LocalDate to) {
        return Math.max(1, (int) ChronoUnit.DAYS.between(from, to));
    }

    private static boolean isMonths(DayRange days) {
        return days.from().getDayOfMonth() == 1 && days.to().getDayOfMonth() == 1;
    }

    public boolean differ() {
        return before != now;
    }

    /**
     * How many days of now something has that went on as before: all, or as much of a last day that still arrives as it takes.
     *
     * @param then what was used before, more than 0
     * @param of so many days then
     */
    public BigDecimal days(BigDecimal then, BigDecimal today, int of) {
        BigDecimal all = BigDecimal.valueOf(now);
        return inPart
                ? today.multiply(BigDecimal.valueOf(of))
                        .divide(then, 2 * SCALE, RoundingMode.HALF_EVEN)
                        .min(all)
                        .max(all.subtract(BigDecimal.ONE))
                : all;
    }

    /** What was used before, on so many days. */
    public static BigDecimal even(BigDecimal then, BigDecimal days, int of) {
        return then.multiply(days).divide(BigDecimal.valueOf(of), SCALE, RoundingMode.HALF_EVEN);
    }

    public BigDecimal aDayBefore(BigDecimal sum) {
        return sum.divide(BigDecimal.valueOf(before), SCALE, RoundingMode.HALF_EVEN);
    }

    /** Of two days or more, as if nothing of the last one were there. */
    public BigDecimal aDayWithoutLast(BigDecimal sum) {
        return sum.divide(BigDecimal.valueOf(now - 1L), SCALE, RoundingMode.HALF_EVEN);
    }

    public BigDecimal aDayNow(BigDecimal sum) {
        return sum.divide(BigDecimal.valueOf(now), SCALE, RoundingMode.HALF_EVEN);
    }
}
