package dev.bursar.efficiency.proposals;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of proposals, targets and questions to logs and traces. */
@Component
public final class EfficiencyAction extends JournalActions {
    public static final JournalAction PROPOSAL_APPROVED = action("efficiency-approved", "Proposal approved");
    public static final JournalAction PROPOSAL_DISMISSED = action("efficiency-dismissed", "Proposal dismissed");
    public static final JournalAction PROPOSAL_REOPENED = action("efficiency-reopened", "Proposal opened again");
    public static final JournalAction PROPOSAL_EXPORTED = action("efficiency-exported", "Proposal exported");
    public static final JournalAction TARGET_SET = action("efficiency-target", "Workload requirements changed");
    public static final JournalAction LOGS_ASKED = action("efficiency-logs", "Logs of a workload searched");
    public static final JournalAction TRACES_ASKED = action("efficiency-traces", "Traces of a workload searched");
}
