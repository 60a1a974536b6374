package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.proposals.ProposedChange;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a workload.
 *
 * @param team that most of its cost belongs to; 0 for nobody
 * @param severalTeams whether its cost belongs to more than one
 * @param reason of the state
 * @param instanceType "" where there are several or none
 * @param instances on average; null where it isn't known
 * @param currency of the costs; null where they are not known
 * @param cost of 30 days, or of fewer where charges of fewer are known
 * @param costSource export, cost_explorer, list or unknown
 * @param costDays that it had charges, or measured hours, on; null where the cost isn't known
 * @param rate what a month costs as now; null where it isn't known
 * @param unmeasuredUsd at list price, where it isn't measured and has no cost; null where it is, or a price is missing
 * @param idleCost of the days that the cost is of
 * @param invocations in the window; null where none are published
 */
record Finding(
        long workload,
        int team,
        boolean severalTeams,
        FindingState state,
        FindingReason reason,
        boolean lowConfidence,
        String instanceType,
        @Nullable Double instances,
        @Nullable String currency,
        @Nullable BigDecimal cost,
        String costSource,
        @Nullable Integer costDays,
        @Nullable BigDecimal rate,
        @Nullable BigDecimal unmeasuredUsd,
        Measure coverage,
        Measure cpu,
        Measure memory,
        Measure gpu,
        Measure gpuMemory,
        Measure idleShare,
        Amount idleCost,
        @Nullable Double invocations,
        Amount perInference,
        List<ProposedChange> proposals) {
    Finding {
        proposals = List.copyOf(proposals);
    }

    /** The most that one proposal saves, in USD a month: on the bill where that is known, and never more than the rate. Null without one. */
    @Nullable
    BigDecimal saving() {
        return proposals.stream().map(this::saving).max(BigDecimal::compareTo).orElse(null);
    }

    private BigDecimal saving(ProposedChange change) {
        boolean usd = !severalTeams && "USD".equals(currency);
        return Stream.of(change.listSaving(), usd ? change.billSaving() : null, usd ? rate : null)
                .filter(Objects::nonNull)
                .min(BigDecimal::compareTo)
                .orElseThrow();
    }
}
