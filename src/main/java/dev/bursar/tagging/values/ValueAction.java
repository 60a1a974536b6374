package dev.bursar.tagging.values;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of values that look alike; joining them is a change of an ownership rule. */
enum ValueAction implements JournalAction {
    MARKED_DISTINCT("tag-values-marked-distinct", "Tag values marked as not the same"),
    UNMARKED_DISTINCT("tag-values-unmarked-distinct", "Tag values no longer marked as not the same");

    private final Called called;

    ValueAction(String code, String label) {
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
