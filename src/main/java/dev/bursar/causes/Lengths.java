package dev.bursar.causes;

import dev.bursar.charges.CostResult.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How many days the two periods of a change have whose costs are read.
 *
 * @param months whether both are whole calendar months, and as many: what is billed by the month costs the same in a short one
 */
public record Lengths(int before, int now, boolean months) {
    private static final int SCALE = 10;

    /** Of periods of equal length. */
    public static final Lengths EQUAL = new Lengths(1, 1, false);

    public Lengths {
        if (before < 1 || now < 1) {
            throw new IllegalArgumentException("A period has a day");
        }
    }

    /** @param read the day after the last one whose costs are read */
    public static Lengths of(ChangeQuestion question, LocalDate read) {
        DayRange now = question.now();
        DayRange before = question.before();
        LocalDate to = read.isBefore(now.to()) && read.isAfter(now.from()) ? read : now.to();
        return new Lengths(
                days(before.from(), before.to()),
                days(now.from(), to),
                isMonths(before)
                        && isMonths(new DayRange(now.from(), to))
                        && ChronoUnit.MONTHS.between(before.from(), before.to())
                                == ChronoUnit.MONTHS.between(now.from(), to));
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

    /** What was used before, on as many days as now has. */
    public BigDecimal even(BigDecimal then) {
        return then.multiply(BigDecimal.valueOf(now)).divide(BigDecimal.valueOf(before), SCALE, RoundingMode.HALF_EVEN);
    }

    public BigDecimal aDayBefore(BigDecimal sum) {
        return sum.divide(BigDecimal.valueOf(before), SCALE, RoundingMode.HALF_EVEN);
    }

    public BigDecimal aDayNow(BigDecimal sum) {
        return sum.divide(BigDecimal.valueOf(now), SCALE, RoundingMode.HALF_EVEN);
    }
}
