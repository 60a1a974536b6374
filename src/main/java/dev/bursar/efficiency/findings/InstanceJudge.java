package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.AcceleratorIdle;
import dev.bursar.efficiency.fact.ChangeNote.DisksNotNeeded;
import dev.bursar.efficiency.fact.ChangeNote.NoAcceleratorRule;
import dev.bursar.efficiency.fact.ChangeNote.NoVideo;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.fact.FindingReason.AcceleratorUnknown;
import dev.bursar.efficiency.fact.FindingReason.InstanceUsed;
import dev.bursar.efficiency.fact.FindingReason.Unknown;
import dev.bursar.efficiency.findings.OpenedJudge.Verdicts;
import dev.bursar.efficiency.formula.Ec2Idle;
import dev.bursar.efficiency.formula.NotKnown;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import module java.base;

/** Judges EC2 instances by AWS Compute Optimizer's own rule. */
final class InstanceJudge {
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
                        new FindingReason.InstanceIdle(),
                        bill.map(month -> List.of(terminate(type, month))).orElse(List.of()));
            }
            case Ec2Idle.InUse(var by) -> verdicts.of(FindingState.FITS, new InstanceUsed(by), List.of());
            case NotKnown(Reason reason, String detail) ->
                verdicts.of(
                        FindingState.NOT_MEASURED,
                        detail.equals(Ec2Idle.ACCELERATOR)
                                ? new AcceleratorUnknown(WorkloadMeasures.gpuReason(only))
                                : context.because(new Unknown(reason)),
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
                        new ChangeNote.InstanceIdle(),
                        Ec2Idle.hasAcceleratorRule(type) ? new AcceleratorIdle() : new NoAcceleratorRule(),
                        new ChangeNote.Cost(false, costs.fact())),
                Ec2Idle.hasAcceleratorRule(type)
                        ? List.of(new DisksNotNeeded(), new NoVideo())
                        : List.of(new DisksNotNeeded()));
    }
}
