package dev.bursar.chargeback;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of chargeback. */
@Component
public final class ChargebackAction extends JournalActions {
    public static final JournalAction CUT_MADE = action("cut-made", "Drafts of statements created");
    public static final JournalAction POOL_CREATED = action("pool-created", "Shared pool added");
    public static final JournalAction POOL_CHANGED = action("pool-changed", "Shared pool changed");
    public static final JournalAction POOL_ENDED = action("pool-ended", "Shared pool ended");
    public static final JournalAction STATEMENTS_SHOWN = action("statements-shown", "Statements shown to leads");
    public static final JournalAction STATEMENTS_HIDDEN = action("statements-hidden", "Statements hidden from leads");
    public static final JournalAction STATEMENTS_ISSUED = action("statements-issued", "Statements issued");
    public static final JournalAction MONTH_CLOSED = action("month-closed", "Month closed");
}
