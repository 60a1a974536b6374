package dev.bursar.trail;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of questions about CloudTrail events. */
public enum TrailAction implements JournalAction {
    EVENTS_SEARCHED("cloudtrail-searched", "CloudTrail events searched"),
    EVENTS_EXPORTED("cloudtrail-exported", "CloudTrail events exported");

    private final Called called;

    TrailAction(String code, String label) {
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
