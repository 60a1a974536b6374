package dev.bursar.spend;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostResult;
import dev.bursar.costexplorer.Breakdown;
import module java.base;

/**
 * A month of a breakdown.
 *
 * @param answer its tag values, each with its parts by the dimension, in EffectiveCost
 * @param tagValues the tag's values of the month, whatever the filters, by name
 * @param values those of the dimension
 * @param checks one for each currency: what the charges of the same days come to
 */
public record BreakdownAnswer(
        Breakdown breakdown, CostResult answer, List<Choice> tagValues, List<Choice> values, List<Check> checks) {
    /** Cost Explorer rounds each group to ten decimals; sums of many may differ by so much without a reason. */
    public static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    public BreakdownAnswer {
        tagValues = List.copyOf(tagValues);
        values = List.copyOf(values);
        checks = List.copyOf(checks);
    }

    /** The breakdown's sum without filters against the charges', in EffectiveCost. */
    public record Check(String currency, BigDecimal read, BigDecimal charges) {
        public BigDecimal difference() {
            return read.subtract(charges);
        }
    }
}
