package dev.bursar.start;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of steps of the set-up. */
@Component
final class StartAction extends JournalActions {
    static final JournalAction STEP_LEFT_OUT = action("setup-step-left-out", "Set-up step left out");
    static final JournalAction STEP_TAKEN_UP = action("setup-step-taken-up", "Set-up step taken up again");
}
