package dev.bursar.chargeback.month;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of the closing calendar. */
@Component
public final class CalendarAction extends JournalActions {
    public static final JournalAction CALENDAR_CHANGED = action("closing-calendar-changed", "Closing calendar changed");

    static final String SUBJECT = "closing-calendar:all";

    @Bean
    static SubjectNames calendarNames() {
        return SubjectNames.each(
                "closing-calendar",
                id -> Optional.of("Closing calendar").filter(name -> id.equals("all")),
                id -> Optional.empty());
    }
}
