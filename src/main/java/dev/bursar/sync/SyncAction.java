package dev.bursar.sync;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of background runs and their settings. */
@Component
public final class SyncAction extends JournalActions {
    public static final JournalAction KEPT_NO_LONGER = action("kept-no-longer", "Expired data deleted");
    public static final JournalAction SETTINGS_CHANGED = action("settings-changed", "Settings changed");
    public static final JournalAction SYNC_RUN_ASKED = action("sync-run-asked", "Run requested");
    public static final JournalAction SYNC_RUN_ENDED = action("sync-run-ended", "Run finished");
    public static final JournalAction SYNC_RUN_STOP_ASKED = action("sync-run-stop-asked", "Run cancellation requested");

    /** Jobs, with links to the Sync page, which everybody may open who may read the journal. */
    @Bean
    static SubjectNames jobNames(List<SyncJob> jobs) {
        return SubjectNames.of(
                "job",
                ids -> jobs.stream()
                        .filter(job -> ids.contains(job.name()))
                        .collect(Collectors.toMap(SyncJob::name, job -> "\u201C" + job.title() + "\u201D")),
                id -> Optional.of(SyncLinks.SYNC));
    }

    /** The settings, with a link for whoever may open them. */
    @Bean
    static SubjectNames settingsNames(Scope scope) {
        return SubjectNames.each(
                "settings",
                id -> Optional.of("for reading AWS").filter(name -> id.equals("sync")),
                id -> scope.has(Role.ADMIN) ? Optional.of(SyncLinks.SETTINGS) : Optional.empty());
    }
}
