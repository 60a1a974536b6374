package dev.bursar.journal;

import org.springframework.stereotype.Component;

/** What any module may record, and what the journal records of itself. */
@Component
public final class CommonAction extends JournalActions {
    public static final JournalAction DENIED = refusal("denied", "Access denied");
    public static final JournalAction JOURNAL_EXPORTED = action("journal-exported", "Activity log exported");
}
