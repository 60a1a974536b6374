package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.proposal.ProposedChange;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a workload.
 *
 * @param team that most of its cost belongs to; 0 for nobody
 * @param severalTeams whether its cost belongs to more than one
 * @param reason of the state, a sentence
 * @param instanceType "" where there are several or none
 * @param instances on average; null where it isn't known
 * @param currency of the costs; null where they are not known
 * @param cost of 30 days
 * @param costSource export, cost_explorer, list or unknown
 * @param idleCost of 30 days
 * @param invocations in the window; null where none are published
 */
record Finding(
        long workload,
        int team,
        boolean severalTeams,
        FindingState state,
        String reason,
        boolean lowConfidence,
        String instanceType,
        @Nullable Double instances,
        @Nullable String currency,
        @Nullable BigDecimal cost,
        String costSource,
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

    /** The most that one proposal saves; null where there is none. */
    @Nullable
    BigDecimal saving() {
        return proposals.stream()
                .map(ProposedChange::listSaving)
                .max(BigDecimal::compareTo)
                .orElse(null);
    }
}
