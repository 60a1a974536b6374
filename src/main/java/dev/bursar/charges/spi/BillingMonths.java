package dev.bursar.charges.spi;

import module java.base;

/** How long AWS changes a billing month after it has ended. */
public final class BillingMonths {
    private static final int FINAL_ON_DAY = 11;

    private BillingMonths() {}

    /** The first day on which AWS's invoice is out and the month hardly changes any more; until then it is open. */
    public static LocalDate finalOn(YearMonth month) {
        return month.plusMonths(1).atDay(FINAL_ON_DAY);
    }
}
