package dev.bursar.files;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of exports. */
@Component
final class FilesAction extends JournalActions {
    static final JournalAction EXPORT_CANCELLED = action("export-cancelled", "Export cancelled");
    static final JournalAction EXPORT_DELETED = action("export-deleted", "Export deleted");
    static final JournalAction EXPORT_FAILED = action("export-failed", "Export failed");
    static final JournalAction EXPORT_FETCHED = action("export-fetched", "Export downloaded");
    static final JournalAction EXPORT_MADE = action("export-made", "Export finished");
    static final JournalAction EXPORT_STARTED = action("export-started", "Export requested");
}
