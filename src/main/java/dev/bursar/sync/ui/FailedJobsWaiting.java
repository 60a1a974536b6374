package dev.bursar.sync.ui;

import dev.bursar.kernel.Role;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Jobs whose last run failed, stopped at the cap or had failures. */
@Component
@Order(20)
class FailedJobsWaiting implements Waiting {
    private static final int LONGEST = 80;

    private final SyncService service;

    FailedJobsWaiting(SyncService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "failed-jobs";
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.ADMIN);
    }

    @Override
    public String page() {
        return SyncLinks.SYNC;
    }

    @Override
    public Optional<Waits> look() {
        if (!service.hasRun()) {
            return Optional.empty();
        }
        Map<String, RunRow> failing = service.failing();
        return Optional.of(new Waits(
                failing.size(),
                Map.of(),
                null,
                failing.entrySet().stream()
                        .findFirst()
                        .map(job -> job.getKey() + ": "
                                + PlainText.cut(ProblemText.what(job.getValue().problem()), LONGEST))
                        .orElse(""),
                SyncLinks.FAILED));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "job failed", "jobs failed");
    }

    @Override
    public String lookedAt() {
        return "sync jobs";
    }
}
