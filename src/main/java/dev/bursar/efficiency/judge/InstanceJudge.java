package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.formula.Ec2Idle;
import dev.bursar.efficiency.formula.NotKnown;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.judge.OpenedJudge.Verdicts;
import dev.bursar.efficiency.proposal.Proposal.Action;
import dev.bursar.efficiency.proposal.ProposedChange;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Judges EC2 instances by AWS Compute Optimizer's own rule. */
final class InstanceJudge {
    private static final String IDLE = "Idle for 14 days. AWS Compute Optimizer\u2019s rule says so.";

    private final WorkloadMeasures measures;
    private final Judge.Context context;
    private final JudgedCost costs;

    InstanceJudge(WorkloadMeasures measures, Judge.Context context, JudgedCost costs) {
        this.measures = measures;
        this.context = context;
        this.costs = costs;
    }

    <V> V judge(Verdicts<V> verdicts) {
        Variant only = measures.current().getFirst();
        String type = String.valueOf(only.instanceType());
        return switch (Ec2Idle.of(measures.in(only).points(), type)) {
            case Ec2Idle.Idle any -> {
                // AWS's list has no prices of them here, so the saving is what the bill says, in USD
                Optional<BigDecimal> bill = costs.isInUsd() ? costs.billedMonth() : Optional.empty();
                yield verdicts.of(
                        FindingState.ZOMBIE,
                        IDLE,
                        bill.map(month -> List.of(terminate(type, month))).orElse(List.of()));
            }
            case Ec2Idle.InUse(String sentence) -> verdicts.of(FindingState.FITS, sentence, List.of());
            case NotKnown(Reason reason, String detail) ->
                verdicts.of(
                        FindingState.NOT_MEASURED,
                        detail.equals(Ec2Idle.ACCELERATOR)
                                ? "CPU and network idled for 14 days. "
                                        + WorkloadMeasures.gpuReason(only).sentence()
                                : context.because(reason.sentence()),
                        List.of());
        };
    }

    private ProposedChange terminate(String type, BigDecimal month) {
        return new ProposedChange(
                measures.workload().id(),
                "",
                Action.DELETE,
                type,
                1,
                "",
                0,
                "",
                false,
                month,
                month,
                costs.currency(),
                null,
                false,
                List.of(
                        "CPU stayed below 5% and the network below 5 MB a day, for 14 days.",
                        Ec2Idle.hasAcceleratorRule(type)
                                ? "Its GPUs were inactive in 99% of the hours, and their memory stayed below 5%."
                                : "AWS\u2019s rule needs no GPU metrics for this instance type.",
                        "It cost " + costs.costWords() + "."),
                Ec2Idle.hasAcceleratorRule(type)
                        ? List.of(
                                "Nobody needs what is on its disks.",
                                "Its GPUs encode no video. Bursar doesn\u2019t read that.")
                        : List.of("Nobody needs what is on its disks."));
    }
}
