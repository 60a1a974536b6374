package dev.bursar.chargeback.adjustments;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of adjustments. */
@Component
public final class AdjustmentAction extends JournalActions {
    public static final JournalAction ADJUSTMENT_PROPOSED = action("adjustment-proposed", "Adjustment proposed");
    public static final JournalAction ADJUSTMENT_POSTED = action("adjustment-posted", "Adjustment posted");
    public static final JournalAction ADJUSTMENT_REJECTED = action("adjustment-rejected", "Adjustment rejected");
    public static final JournalAction FOUR_EYES_TURNED_ON =
            action("adjustment-approval-turned-on", "Approval of adjustments turned on");
    public static final JournalAction FOUR_EYES_TURNED_OFF =
            action("adjustment-approval-turned-off", "Approval of adjustments turned off");
}
