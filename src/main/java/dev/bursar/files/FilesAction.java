package dev.bursar.files;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of exports. */
enum FilesAction implements JournalAction {
    EXPORT_CANCELLED("export-cancelled", "Export cancelled"),
    EXPORT_DELETED("export-deleted", "Export deleted"),
    EXPORT_FAILED("export-failed", "Export failed"),
    EXPORT_FETCHED("export-fetched", "Export downloaded"),
    EXPORT_MADE("export-made", "Export finished"),
    EXPORT_STARTED("export-started", "Export requested");

    private final String code;
    private final String label;

    FilesAction(String code, String label) {
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
        public Collection<FilesAction> actions() {
            return List.of(values());
        }
    }
}
