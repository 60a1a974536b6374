package dev.bursar.efficiency.proposals;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.proposals.Proposal.Action;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A change of a workload that saves costs, with what speaks for it.
 *
 * @param variant "" where it is of the whole workload
 * @param toType "" where nothing is left
 * @param rateBy how the rate of the new type is known: proven, measured or estimated; "" where no latency is asked
 * @param listSaving in USD a month, at list price
 * @param billSaving a month in the charges' currency; null where it isn't known
 * @param priceVersion of AWS's prices; null where none is needed or the price was typed
 * @param evidence what speaks for it
 * @param assumptions what it assumes
 */
public record ProposedChange(
        long workload,
        String variant,
        Action action,
        String fromType,
        int fromCount,
        String toType,
        int toCount,
        String rateBy,
        boolean lowConfidence,
        BigDecimal listSaving,
        @Nullable BigDecimal billSaving,
        @Nullable String currency,
        @Nullable Integer priceVersion,
        boolean typedPrice,
        List<ChangeNote> evidence,
        List<ChangeNote> assumptions) {
    public ProposedChange {
        evidence = List.copyOf(evidence);
        assumptions = List.copyOf(assumptions);
    }

    /** Whether it is of the same thing; the same workload has one such proposal at most. */
    boolean isOfSame(ProposedChange other) {
        return workload == other.workload && variant.equals(other.variant) && action == other.action;
    }

    /** Whether somebody who decides on one decides on the other too. */
    boolean saysSameAs(ProposedChange other) {
        return isOfSame(other)
                && fromType.equals(other.fromType)
                && fromCount == other.fromCount
                && toType.equals(other.toType)
                && toCount == other.toCount;
    }
}
