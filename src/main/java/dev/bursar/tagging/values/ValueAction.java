package dev.bursar.tagging.values;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of values that look alike; joining them is a change of an ownership rule. */
enum ValueAction implements JournalAction {
    MARKED_DISTINCT("tag-values-marked-distinct", "Tag values marked as not the same"),
    UNMARKED_DISTINCT("tag-values-unmarked-distinct", "Tag values no longer marked as not the same");

    private final String code;
    private final String label;

    ValueAction(String code, String label) {
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
        public Collection<ValueAction> actions() {
            return List.of(values());
        }
    }
}
