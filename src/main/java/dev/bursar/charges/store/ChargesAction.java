package dev.bursar.charges.store;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of charges as they are stored. */
enum ChargesAction implements JournalAction {
    CHARGE_FILES_IMPORTED("charge-files-imported", "Charge files imported"),
    /** Earlier name of {@link #CHARGE_FILES_IMPORTED}: read, no longer written. */
    EXPORT_IMPORTED("export-imported", "Charge files imported");

    private final String code;
    private final String label;

    ChargesAction(String code, String label) {
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
        public Collection<ChargesAction> actions() {
            return List.of(values());
        }
    }
}
