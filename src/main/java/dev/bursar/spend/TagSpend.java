package dev.bursar.spend;

import dev.bursar.charges.Dimension;
import module java.base;

/**
 * How much of some costs carries a tag.
 *
 * @param tag what the costs can be grouped by
 * @param tagged what charges with a value of this tag cost, in the currency in which most was spent
 * @param total what all of the charges cost in it
 * @param inFiles whether charge files say it of some
 * @param kept whether a breakdown says it of some
 */
public record TagSpend(
        Dimension tag, String currency, BigDecimal tagged, BigDecimal total, boolean inFiles, boolean kept) {}
