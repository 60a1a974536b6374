package dev.bursar.billingdata;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of imports of charge files. */
public enum BillingDataAction implements JournalAction {
    IMPORT_CANCEL_ASKED("import-cancel-asked", "Import cancellation requested"),
    IMPORT_CANCELLED("import-cancelled", "Import cancelled"),
    IMPORT_FAILED("import-failed", "Import failed"),
    IMPORT_REFUSED("import-refused", "Charge files rejected"),
    IMPORT_STARTED("import-started", "Import requested");

    private final Called called;

    BillingDataAction(String code, String label) {
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
