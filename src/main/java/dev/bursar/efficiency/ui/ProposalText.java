package dev.bursar.efficiency.ui;

import dev.bursar.changes.ChangeRefused;
import dev.bursar.changes.ChangeState;
import dev.bursar.efficiency.proposals.Proposal;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;

/** Words of proposals. */
final class ProposalText {
    private ProposalText() {}

    static String title(Proposal proposal, MlWorkload workload) {
        String kind = workload.kind() == WorkloadKind.EC2
                ? "EC2 instance"
                : workload.kind().label().toLowerCase(Locale.ROOT).replace("studio", "Studio");
        return switch (proposal.change().action()) {
            case DELETE -> (workload.kind() == WorkloadKind.EC2 ? "Terminate this " : "Delete this ") + kind;
            case RIGHTSIZE ->
                instances(proposal.change().toCount(), proposal.change().toType()) + " instead of "
                        + instances(
                                proposal.change().fromCount(), proposal.change().fromType());
            case STOP -> "Stop this " + kind;
            case IDLE_SHUTDOWN -> "Shut this " + kind + " down when idle";
        };
    }

    private static String instances(int count, String type) {
        return Formats.count(count) + " \u00D7 " + type;
    }

    static StatusBadge badge(ChangeState state) {
        return switch (state) {
            case OPEN -> new StatusBadge(Kind.INFO, Icons.CIRCLE_DOT, state.label());
            case APPROVED, DONE -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, state.label());
            case DISMISSED -> new StatusBadge(Kind.NEUTRAL, Icons.X, state.label());
            case WITHDRAWN -> new StatusBadge(Kind.NEUTRAL, Icons.UNDO_2, state.label());
        };
    }

    /** Why a decision can't be as it was asked for, and what to do. */
    static String refused(ChangeRefused.Why why) {
        return switch (why) {
            case NO_REASON -> "Enter why, for those who look at this later.";
            case REASON_TOO_LONG -> "A reason has at most 500 characters.";
            case NO_LAST_DAY -> "Choose the last day. A dismissal has an end.";
            case LAST_DAY_OUT_OF_RANGE -> "Choose today or a later day within the next two years.";
            case NOT_APPROVED -> "Approve the proposal first.";
        };
    }

    /** How sure it is, in a word or two and why. */
    static String confidence(Proposal proposal) {
        String low = proposal.change().lowConfidence() ? "Low: based on fewer than 14 days. " : "";
        if (proposal.change().action() != Proposal.Action.RIGHTSIZE) {
            return low.isEmpty() ? "14 days of metrics" : low;
        }
        return low
                + switch (proposal.change().rateBy()) {
                    case "" -> "Usage measured; latency is not checked, because none is required";
                    case "proven" -> "Proven: this type ran and answered as many requests within the latency";
                    case "measured" -> "Measured: AWS\u2019s Inference Recommender measured this type";
                    default -> "Estimated from what the present type answers within the latency";
                };
    }
}
