package dev.bursar.spend.ui;

import dev.bursar.spend.SpendService;
import dev.bursar.sync.Progress;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.SyncService;
import dev.bursar.ui.DataAsOf;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Freshness;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** "Data as of …" in the menu's foot; who sees everything also sees that costs are being read. */
@Component
class SpendFreshness implements DataAsOf {
    private final SpendService spend;
    private final SyncService sync;

    SpendFreshness(SpendService spend, SyncService sync) {
        this.spend = spend;
        this.sync = sync;
    }

    @Override
    public Optional<Freshness> forCurrentPerson() {
        try {
            return spend.observedAt().map(at -> new Freshness(at, running()));
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }

    private @Nullable String running() {
        return spend.seesEverything() ? running(sync, "Refresh running").orElse(null) : null;
    }

    /** {@code Refresh running, 35 of 56} while a job runs; for those who may see jobs. */
    static Optional<String> running(SyncService sync, String words) {
        for (SyncService.JobRow job : sync.jobs()) {
            RunRow run = job.running();
            if (run != null) {
                Progress progress = run.progress();
                String done =
                        Formats.count(progress.stepsDone()) + " of " + Formats.count(progress.stepsAll()) + " steps";
                return Optional.of(words + (progress.stepsAll() == 0 ? "" : ", " + done));
            }
        }
        return Optional.empty();
    }
}
