package dev.bursar.spend;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of saved views, tables and breakdowns. */
enum SpendAction implements JournalAction {
    BREAKDOWN_TURNED_OFF("breakdown-turned-off", "Breakdown turned off"),
    BREAKDOWN_TURNED_ON("breakdown-turned-on", "Breakdown turned on"),
    TABLE_ARRANGED("table-arranged", "Table columns changed"),
    VIEW_CHANGED("view-changed", "View changed"),
    VIEW_DELETED("view-deleted", "View deleted"),
    VIEW_OPENS_FIRST("view-opens-first", "Default view changed"),
    VIEW_SAVED("view-saved", "View saved");

    private final String code;
    private final String label;

    SpendAction(String code, String label) {
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
        public Collection<SpendAction> actions() {
            return List.of(values());
        }
    }
}
