package dev.bursar.chargeback.differences;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of accepted differences. */
public enum DifferenceAction implements JournalAction {
    ACCEPTED("difference-accepted", "Difference accepted"),
    TAKEN_BACK("difference-taken-back", "Accepted difference taken back"),
    BOUND_CHANGED("difference-bound-changed", "Bound of accepted differences changed");

    private final Called called;

    DifferenceAction(String code, String label) {
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
