package dev.bursar.chargeback.split;

import dev.bursar.charges.ChargeCategory;
import module java.base;

/**
 * A line of a team's statement, or of what no team owns.
 *
 * @param team its number; 0 for Unallocated
 * @param pool its number; 0 of what no pool took
 * @param service "" of a part of a pool, like the account
 * @param chargeMonth of the days of a correction's charges; the billing month of other lines
 * @param amount rounded, so that lines add up to their part of the month
 */
public record StatementLine(
        Section section,
        int team,
        int pool,
        String service,
        String account,
        ChargeCategory category,
        YearMonth chargeMonth,
        BigDecimal amount) {

    public enum Section {
        DIRECT("Direct"),
        SHARED("Shared"),
        CORRECTION("Corrections"),
        UNALLOCATED("Unallocated");

        private final String label;

        Section(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
