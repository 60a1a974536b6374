package dev.bursar.start;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of steps of the set-up. */
enum StartAction implements JournalAction {
    STEP_LEFT_OUT("setup-step-left-out", "Set-up step left out"),
    STEP_TAKEN_UP("setup-step-taken-up", "Set-up step taken up again");

    private final Called called;

    StartAction(String code, String label) {
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
