package dev.bursar.spend;

import module java.base;

/** What AWS's documents ask for, beside the charges of a billing month. Chargeback knows it, and depends on this module. */
public interface InvoicedMonths {
    /** One entry a currency; empty where the month has no charges that Chargeback knows. */
    List<Invoiced> of(YearMonth month);

    /**
     * A month in one currency.
     *
     * @param charges BilledCost of all charges
     * @param documents how many of AWS's documents count
     * @param asked what they ask for; empty where there are none, like {@code rounding} and {@code difference}
     * @param rounding what AWS rounded
     * @param accepted what finance accepted of what neither charges nor rounding explain
     * @param difference what is left of that
     */
    record Invoiced(
            String currency,
            BigDecimal charges,
            int documents,
            Optional<BigDecimal> asked,
            Optional<BigDecimal> rounding,
            BigDecimal accepted,
            Optional<BigDecimal> difference) {}
}
