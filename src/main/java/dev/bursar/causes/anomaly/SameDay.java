package dev.bursar.causes.anomaly;

import module java.base;

/** The same day of former months: the same date, or as many days before the month's end. */
final class SameDay {
    private SameDay() {}

    /** How many days after {@code first} it is. */
    static int ofFormerMonth(LocalDate date, int back, boolean fromEnd, LocalDate first) {
        YearMonth month = YearMonth.from(date);
        YearMonth former = month.minusMonths(back);
        int dayOfMonth = fromEnd
                ? former.lengthOfMonth() - (month.lengthOfMonth() - date.getDayOfMonth())
                : Math.min(date.getDayOfMonth(), former.lengthOfMonth());
        return Math.toIntExact(former.atDay(1).toEpochDay() + dayOfMonth - 1 - first.toEpochDay());
    }
}
