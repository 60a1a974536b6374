package dev.bursar.chargeback.ledger;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of the ledger itself. */
@Component
public final class LedgerAction extends JournalActions {
    public static final JournalAction FIRST_MONTH_CHOSEN =
            action("ledger-first-month-chosen", "First month of the ledger chosen");
    /** Recorded by the migration that brought seals. */
    public static final JournalAction SEALS_BEGUN = action("ledger-seals-begun", "Sealing of the ledger begun");

    public static final JournalAction LEDGER_VERIFIED = action("ledger-verified", "Ledger verified");
}
