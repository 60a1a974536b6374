package dev.bursar.billingdata.read;

import module java.base;

/**
 * What a delivery held.
 *
 * @param rows lines in all files
 * @param totals by currency and then by the name that the export's format gives the cost ("BilledCost",
 *     "line_item_unblended_cost"), summed from the lines apart from the charges; costs that no line has are absent
 * @param tagKeys of all charges
 */
public record ChargeFileSummary(
        LineFormat format,
        long rows,
        long charges,
        SortedSet<YearMonth> billingPeriods,
        SortedSet<String> providers,
        SortedSet<String> currencies,
        SortedSet<String> tagKeys,
        SortedMap<String, Map<String, BigDecimal>> totals) {}
