package dev.bursar.efficiency.proposal;

import dev.bursar.efficiency.proposal.Proposal.Action;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be proposed; see {@link Proposal}. */
public record ProposalDraft(
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
        List<String> evidence,
        List<String> assumptions) {
    public ProposalDraft {
        evidence = List.copyOf(evidence);
        assumptions = List.copyOf(assumptions);
    }

    /** Whether somebody who decides on one decides on the other too. */
    boolean isSameAs(Proposal other) {
        return variant.equals(other.variant())
                && action == other.action()
                && fromType.equals(other.fromType())
                && fromCount == other.fromCount()
                && toType.equals(other.toType())
                && toCount == other.toCount();
    }
}
