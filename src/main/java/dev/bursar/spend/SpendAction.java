package dev.bursar.spend;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of saved views, tables and breakdowns. */
@Component
public final class SpendAction extends JournalActions {
    static final JournalAction BREAKDOWN_TURNED_OFF = action("breakdown-turned-off", "Breakdown turned off");
    static final JournalAction BREAKDOWN_TURNED_ON = action("breakdown-turned-on", "Breakdown turned on");
    static final JournalAction TABLE_ARRANGED = action("table-arranged", "Table columns changed");
    static final JournalAction VIEW_CHANGED = action("view-changed", "View changed");
    static final JournalAction VIEW_DELETED = action("view-deleted", "View deleted");
    public static final JournalAction VIEW_MAILED = action("view-mailed", "View sent by mail");
    static final JournalAction VIEW_OPENS_FIRST = action("view-opens-first", "Default view changed");
    static final JournalAction VIEW_SAVED = action("view-saved", "View saved");
}
