package dev.bursar.trail;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of questions about CloudTrail events. */
@Component
public final class TrailAction extends JournalActions {
    public static final JournalAction EVENTS_SEARCHED = action("cloudtrail-searched", "CloudTrail events searched");
    public static final JournalAction EVENTS_EXPORTED = action("cloudtrail-exported", "CloudTrail events exported");
}
