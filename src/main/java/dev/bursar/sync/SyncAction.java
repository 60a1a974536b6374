package dev.bursar.sync;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of background runs and their settings. */
public enum SyncAction implements JournalAction {
    KEPT_NO_LONGER("kept-no-longer", "Expired data deleted"),
    SETTINGS_CHANGED("settings-changed", "Settings changed"),
    SYNC_RUN_ASKED("sync-run-asked", "Run requested"),
    SYNC_RUN_ENDED("sync-run-ended", "Run finished"),
    SYNC_RUN_STOP_ASKED("sync-run-stop-asked", "Run cancellation requested");

    private final Called called;

    SyncAction(String code, String label) {
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
