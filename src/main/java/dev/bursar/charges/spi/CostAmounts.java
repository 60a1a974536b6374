package dev.bursar.charges.spi;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A group's costs in one currency, with every digit that the source gave.
 *
 * @param currency ISO 4217 code
 * @param usageQuantity null where the source mixes units
 */
public record CostAmounts(
        String currency,
        BigDecimal unblended,
        BigDecimal amortized,
        BigDecimal netUnblended,
        BigDecimal netAmortized,
        @Nullable BigDecimal usageQuantity,
        @Nullable String usageUnit) {

    /** The sum of both; usage is added where both have the same unit and dropped otherwise. */
    public CostAmounts plus(CostAmounts other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Currencies are never added: " + currency + " and " + other.currency);
        }
        boolean sameUnit = usageUnit != null && usageUnit.equals(other.usageUnit);
        return new CostAmounts(
                currency,
                unblended.add(other.unblended),
                amortized.add(other.amortized),
                netUnblended.add(other.netUnblended),
                netAmortized.add(other.netAmortized),
                sameUnit && usageQuantity != null && other.usageQuantity != null
                        ? usageQuantity.add(other.usageQuantity)
                        : null,
                sameUnit ? usageUnit : null);
    }
}
