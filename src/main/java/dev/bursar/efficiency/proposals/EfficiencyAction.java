package dev.bursar.efficiency.proposals;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of proposals, targets and questions to logs and traces. */
public enum EfficiencyAction implements JournalAction {
    PROPOSAL_APPROVED("efficiency-approved", "Proposal approved"),
    PROPOSAL_DISMISSED("efficiency-dismissed", "Proposal dismissed"),
    PROPOSAL_REOPENED("efficiency-reopened", "Proposal opened again"),
    PROPOSAL_EXPORTED("efficiency-exported", "Proposal exported"),
    TARGET_SET("efficiency-target", "Workload requirements changed"),
    LOGS_ASKED("efficiency-logs", "Logs of a workload searched"),
    TRACES_ASKED("efficiency-traces", "Traces of a workload searched");

    private final Called called;

    EfficiencyAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
