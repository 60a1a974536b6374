package dev.bursar.charges.store;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of charges as they are stored. */
enum ChargesAction implements JournalAction {
    CHARGE_FILES_IMPORTED("charge-files-imported", "Charge files imported"),
    /** Earlier name of {@link #CHARGE_FILES_IMPORTED}: read, no longer written. */
    EXPORT_IMPORTED("export-imported", "Charge files imported");

    private final Called called;

    ChargesAction(String code, String label) {
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
