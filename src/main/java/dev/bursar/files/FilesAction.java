package dev.bursar.files;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of exports. */
enum FilesAction implements JournalAction {
    EXPORT_CANCELLED("export-cancelled", "Export cancelled"),
    EXPORT_DELETED("export-deleted", "Export deleted"),
    EXPORT_FAILED("export-failed", "Export failed"),
    EXPORT_FETCHED("export-fetched", "Export downloaded"),
    EXPORT_MADE("export-made", "Export finished"),
    EXPORT_STARTED("export-started", "Export requested");

    private final Called called;

    FilesAction(String code, String label) {
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
