package dev.bursar.billingdata.reduction;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of where lines are reduced. */
enum ReductionAction implements JournalAction {
    PLACE_CHOSEN("line-reduction-chosen", "Where lines are reduced chosen"),
    ENGINE_TESTED("engine-tested", "Engine tested");

    private final Called called;

    ReductionAction(String code, String label) {
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
