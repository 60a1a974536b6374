package dev.bursar.spend.ui;

import dev.bursar.charges.query.CostService;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.ui.DataAsOf;
import dev.bursar.ui.Freshness;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** "Data as of …" in the menu's foot; who sees everything also sees that costs are being read. */
@Component
class SpendFreshness implements DataAsOf {
    private final CostService spend;
    private final SyncService sync;

    SpendFreshness(CostService spend, SyncService sync) {
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

    /** {@code Refresh running, 35 of 56 steps} while a job runs; for those who may see jobs. */
    private @Nullable String running() {
        return !spend.seesEverything()
                ? null
                : sync.running()
                        .map(run -> "Refresh running" + FirstReadText.steps(run.progress()))
                        .orElse(null);
    }
}
