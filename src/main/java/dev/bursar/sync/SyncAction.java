package dev.bursar.sync;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of background runs and their settings. */
@Component
public final class SyncAction extends JournalActions {
    public static final JournalAction KEPT_NO_LONGER = action("kept-no-longer", "Expired data deleted");
    public static final JournalAction SETTINGS_CHANGED = action("settings-changed", "Settings changed");
    public static final JournalAction SYNC_RUN_ASKED = action("sync-run-asked", "Run requested");
    public static final JournalAction SYNC_RUN_ENDED = action("sync-run-ended", "Run finished");
    public static final JournalAction SYNC_RUN_STOP_ASKED = action("sync-run-stop-asked", "Run cancellation requested");
}
