package dev.bursar.sync;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of background runs and their settings. */
public enum SyncAction implements JournalAction {
    KEPT_NO_LONGER("kept-no-longer", "Expired data deleted"),
    SETTINGS_CHANGED("settings-changed", "Settings changed"),
    SYNC_RUN_ASKED("sync-run-asked", "Run requested"),
    SYNC_RUN_ENDED("sync-run-ended", "Run finished"),
    SYNC_RUN_STOP_ASKED("sync-run-stop-asked", "Run cancellation requested");

    private final String code;
    private final String label;

    SyncAction(String code, String label) {
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
        public Collection<SyncAction> actions() {
            return List.of(values());
        }
    }
}
