package dev.bursar.billingdata.reduction;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of where lines are reduced. */
@Component
final class ReductionAction extends JournalActions {
    static final JournalAction PLACE_CHOSEN = action("line-reduction-chosen", "Where lines are reduced chosen");
    static final JournalAction ENGINE_TESTED = action("engine-tested", "Engine tested");
}
