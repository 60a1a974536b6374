package dev.bursar.trail;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of questions about CloudTrail events. */
public enum TrailAction implements JournalAction {
    EVENTS_SEARCHED("cloudtrail-searched", "CloudTrail events searched"),
    EVENTS_EXPORTED("cloudtrail-exported", "CloudTrail events exported");

    private final String code;
    private final String label;

    TrailAction(String code, String label) {
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
        public Collection<TrailAction> actions() {
            return List.of(values());
        }
    }
}
