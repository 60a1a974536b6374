package dev.bursar.charges.store;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of charges as they are stored. */
@Component
final class ChargesAction extends JournalActions {
    static final JournalAction CHARGE_FILES_IMPORTED = action("charge-files-imported", "Charge files imported");
    /** Earlier name of {@link #CHARGE_FILES_IMPORTED}: read, no longer written. */
    static final JournalAction EXPORT_IMPORTED = action("export-imported", "Charge files imported");
}
