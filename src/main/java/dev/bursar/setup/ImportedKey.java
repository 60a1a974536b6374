package dev.bursar.setup;

import module java.base;

/**
 * A tag that charges of imported files carry.
 *
 * @param month of which its spend is
 * @param values how many different ones it has in that month
 * @param sums by currency; amounts of different ones are never added
 */
public record ImportedKey(String key, YearMonth month, long values, Map<String, SpendOfKey.Sum> sums) {
    /** Its largest spend in any currency, to put keys in order. */
    public BigDecimal largest() {
        return sums.values().stream().map(SpendOfKey.Sum::tagged).reduce(BigDecimal.ZERO, BigDecimal::max);
    }
}
