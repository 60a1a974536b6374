package dev.bursar.charges.sums;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What some charges come to that have all in common that tells one use of AWS from another; without a quantity where some charge says none. */
public record PartSum(Part part, BigDecimal cost, @Nullable BigDecimal quantity) {
    /**
     * What the charges have in common, by numbers of teams and terms; 0 is a term that the source doesn't say.
     *
     * @param resource the number of the part of a node's charge, where it is one
     * @param unit of the quantity; "" where the source doesn't say
     * @param exported whether they come from a charge file
     */
    public record Part(
            int team,
            int account,
            int service,
            int recordType,
            int chargeClass,
            int tagValue,
            int region,
            int usageType,
            int resource,
            String currency,
            String unit,
            boolean exported) {}
}
