package dev.bursar.billingdata;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of imports of charge files. */
@Component
final class BillingDataAction extends JournalActions {
    static final JournalAction IMPORT_CANCEL_ASKED = action("import-cancel-asked", "Import cancellation requested");
    static final JournalAction IMPORT_CANCELLED = action("import-cancelled", "Import cancelled");
    static final JournalAction IMPORT_FAILED = action("import-failed", "Import failed");
    static final JournalAction IMPORT_REFUSED = action("import-refused", "Charge files rejected");
    static final JournalAction IMPORT_STARTED = action("import-started", "Import requested");
}
