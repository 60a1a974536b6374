package dev.bursar.chargeback.differences;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of accepted differences. */
@Component
public final class DifferenceAction extends JournalActions {
    public static final JournalAction ACCEPTED = action("difference-accepted", "Difference accepted");
    public static final JournalAction TAKEN_BACK = action("difference-taken-back", "Accepted difference taken back");
    public static final JournalAction BOUND_CHANGED =
            action("difference-bound-changed", "Bound of accepted differences changed");
}
