package dev.bursar.spend;

import dev.bursar.charges.CostMetric;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What Cost Explorer and an export say of the same billing period and the same accounts, by account and service.
 *
 * @param differing how many rows differ by more than {@link #TOLERANCE}
 * @param rows the largest difference first, then by account and service
 */
public record Reconciliation(Source source, CostMetric cost, List<Sum> sums, int differing, List<Row> rows) {
    /** Cost Explorer rounds each amount to ten decimals; a row adds up many. In the currency's unit. */
    public static final BigDecimal TOLERANCE = new BigDecimal("0.01");

    public Reconciliation {
        sums = List.copyOf(sums);
        rows = List.copyOf(rows);
    }

    /**
     * An export that stands in for Cost Explorer.
     *
     * @param source as people know it, such as the files' names
     */
    public record Source(
            int id, String provider, String billingAccount, YearMonth month, String source, String format) {}

    /** The totals in one currency. */
    public record Sum(String currency, BigDecimal costExplorer, BigDecimal export) {
        /** How much more the export has. */
        public BigDecimal difference() {
            return export.subtract(costExplorer);
        }
    }

    /**
     * One account's service.
     *
     * @param account AWS's id
     * @param service the name that both have in common ({@link Reconciliations.ServiceNames}); null for what the export has on days of other months
     * @param costExplorer null where Cost Explorer has nothing; likewise the export
     */
    public record Row(
            String account,
            String accountName,
            @Nullable String service,
            String currency,
            @Nullable BigDecimal costExplorer,
            @Nullable BigDecimal export) {
        /** How much more the export has. */
        public BigDecimal difference() {
            return zero(export).subtract(zero(costExplorer));
        }

        public boolean differs() {
            return difference().abs().compareTo(TOLERANCE) > 0;
        }

        static BigDecimal zero(@Nullable BigDecimal amount) {
            return amount == null ? BigDecimal.ZERO : amount;
        }
    }
}
