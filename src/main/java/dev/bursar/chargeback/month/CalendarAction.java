package dev.bursar.chargeback.month;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of the closing calendar. */
@Component
public final class CalendarAction extends JournalActions {
    public static final JournalAction CALENDAR_CHANGED = action("closing-calendar-changed", "Closing calendar changed");
}
