package dev.bursar.start;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of steps of the set-up. */
enum StartAction implements JournalAction {
    STEP_LEFT_OUT("setup-step-left-out", "Set-up step left out"),
    STEP_TAKEN_UP("setup-step-taken-up", "Set-up step taken up again");

    private final String code;
    private final String label;

    StartAction(String code, String label) {
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
        public Collection<StartAction> actions() {
            return List.of(values());
        }
    }
}
