package dev.bursar.chargeback.differences;

import dev.bursar.kernel.Decimals;
import module java.base;

/**
 * Up to which a difference can be accepted: the smaller of both.
 *
 * @param amount in each currency
 * @param share of what the month's documents ask for, such as 0.01
 */
public record DifferenceBound(BigDecimal amount, BigDecimal share) {
    /** Until an admin changes it. */
    public static final DifferenceBound USUAL = new DifferenceBound(new BigDecimal("1.00"), new BigDecimal("0.01"));

    public static final BigDecimal HIGHEST_AMOUNT = new BigDecimal("1000");
    public static final BigDecimal HIGHEST_SHARE = new BigDecimal("0.1");

    /** @param documents what a month's documents ask for in a currency */
    public BigDecimal of(BigDecimal documents, String currency) {
        return documents.abs().multiply(share).min(amount).setScale(Decimals.of(currency), RoundingMode.DOWN);
    }
}
