package dev.bursar.costexplorer;

import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.BillingMonths;
import module java.base;

/**
 * The days that a run reads: 13 full months before the current one, which Cost Explorer keeps by day, up to today included.
 *
 * @param history first day, the first of a month
 * @param open first day that is probed by day; before it, months are probed as a whole
 * @param end the day after today
 */
public record ReadRange(LocalDate history, LocalDate open, LocalDate end) {
    public static ReadRange at(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate month = today.withDayOfMonth(1);
        return new ReadRange(
                month.minusMonths(13),
                today.isBefore(BillingMonths.finalOn(YearMonth.from(month).minusMonths(1)))
                        ? month.minusMonths(1)
                        : month,
                today.plusDays(1));
    }

    LocalDate start(Granularity granularity) {
        return granularity == Granularity.DAILY ? open : history;
    }

    LocalDate end(Granularity granularity) {
        return granularity == Granularity.DAILY ? end : open;
    }
}
