package dev.bursar.chargeback.pools;

import module java.base;

/**
 * The report that a month's numbers are of.
 *
 * @param file its name
 * @param column that was chosen
 * @param missing days of the month on which it has no line
 * @param hours that it says itself to lack
 * @param leftOut its names that are no team's; "" for none
 */
public record ReportSource(
        String file, String column, List<LocalDate> missing, List<String> hours, List<String> leftOut) {
    public ReportSource {
        missing = List.copyOf(missing);
        hours = List.copyOf(hours);
        leftOut = List.copyOf(leftOut);
    }
}
