package dev.bursar.billingdata;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of imports of charge files. */
enum BillingDataAction implements JournalAction {
    IMPORT_CANCEL_ASKED("import-cancel-asked", "Import cancellation requested"),
    IMPORT_CANCELLED("import-cancelled", "Import cancelled"),
    IMPORT_FAILED("import-failed", "Import failed"),
    IMPORT_REFUSED("import-refused", "Charge files rejected"),
    IMPORT_STARTED("import-started", "Import requested");

    private final String code;
    private final String label;

    BillingDataAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<BillingDataAction> actions() {
            return List.of(values());
        }
    }
}
