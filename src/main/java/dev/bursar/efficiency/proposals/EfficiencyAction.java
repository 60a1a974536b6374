package dev.bursar.efficiency.proposals;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
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

    private final String code;
    private final String label;

    EfficiencyAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<EfficiencyAction> actions() {
            return List.of(values());
        }
    }
}
