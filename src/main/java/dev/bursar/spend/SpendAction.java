package dev.bursar.spend;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
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

    private final Called called;

    SpendAction(String code, String label) {
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
