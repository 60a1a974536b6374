package dev.bursar.chargeback.adjustments;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of adjustments. */
public enum AdjustmentAction implements JournalAction {
    ADJUSTMENT_PROPOSED("adjustment-proposed", "Adjustment proposed"),
    ADJUSTMENT_POSTED("adjustment-posted", "Adjustment posted"),
    ADJUSTMENT_REJECTED("adjustment-rejected", "Adjustment rejected"),
    FOUR_EYES_TURNED_ON("adjustment-approval-turned-on", "Approval of adjustments turned on"),
    FOUR_EYES_TURNED_OFF("adjustment-approval-turned-off", "Approval of adjustments turned off");

    private final Called called;

    AdjustmentAction(String code, String label) {
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
