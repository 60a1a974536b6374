package dev.bursar.charges;

import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/** Which days a range of days is compared with. */
public enum Comparison {
    /**
     * Whole months with as many whole months before; the first days of a month with the same days of the month before; any other
     * range with as many days just before it.
     */
    PREVIOUS("Previous period"),
    LAST_MONTH("Same period last month"),
    LAST_YEAR("Same period last year");

    private static final int YEAR = 12;

    private final String label;

    Comparison(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The days that these are compared with; not always as many, since months are of unequal length. */
    public DayRange of(DayRange days) {
        return switch (this) {
            case PREVIOUS -> previous(days);
            case LAST_MONTH -> earlier(days, 1);
            case LAST_YEAR -> earlier(days, YEAR);
        };
    }

    private static DayRange previous(DayRange days) {
        if (days.from().getDayOfMonth() == 1) {
            if (days.to().getDayOfMonth() == 1) {
                return earlier(days, (int) ChronoUnit.MONTHS.between(days.from(), days.to()));
            }
            if (YearMonth.from(days.from()).equals(YearMonth.from(days.to()))) {
                return earlier(days, 1);
            }
        }
        return new DayRange(days.from().minusDays(length(days)), days.from());
    }

    /**
     * The same days some months before: whole months are whole months then too, and in place of a day that the earlier month
     * doesn't have stands its last one.
     */
    private static DayRange earlier(DayRange days, int months) {
        LocalDate from = days.from().minusMonths(months);
        boolean whole = days.from().getDayOfMonth() == 1 && days.to().getDayOfMonth() == 1;
        LocalDate to = whole
                ? days.to().minusMonths(months)
                : days.to().minusDays(1).minusMonths(months).plusDays(1);
        return new DayRange(from, to);
    }

    public static long length(DayRange days) {
        return ChronoUnit.DAYS.between(days.from(), days.to());
    }
}
