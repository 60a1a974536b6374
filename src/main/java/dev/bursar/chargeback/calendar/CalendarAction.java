package dev.bursar.chargeback.calendar;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of the closing calendar. */
public enum CalendarAction implements JournalAction {
    CALENDAR_CHANGED("closing-calendar-changed", "Closing calendar changed");

    private final Called called;

    CalendarAction(String code, String label) {
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
