package dev.bursar.sync.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.bursar.sync.RunStart;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts the scheduler once the portal is up, and makes jobs due that have never run. */
@Component
class SchedulerStart {
    private final ObjectProvider<Scheduler> scheduler;
    private final SyncJobs jobs;
    private final RunQueries queries;
    private final RunRequesters asks;
    private final DueTimes due;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SchedulerStart(
            ObjectProvider<Scheduler> scheduler,
            SyncJobs jobs,
            RunQueries queries,
            RunRequesters asks,
            DueTimes due,
            TransactionTemplate transaction,
            Clock clock) {
        this.scheduler = scheduler;
        this.jobs = jobs;
        this.queries = queries;
        this.asks = asks;
        this.due = due;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(100)
    void begin() {
        scheduler.ifAvailable(running -> {
            running.start();
            Map<String, Instant> first = firstDue(
                    jobs.all().stream()
                            .filter(job -> job.waitsFor().isEmpty()
                                    && queries.last(job.name()).isEmpty()
                                    && queries.open(job.name()).isEmpty())
                            .map(SyncJob::name)
                            .toList(),
                    clock.instant());
            transaction.executeWithoutResult(status -> first.forEach((job, at) -> {
                if (due.set(job, at)) {
                    asks.ask(job, RunStart.FIRST);
                }
            }));
        });
    }

    /** In the jobs' order: the scheduler begins with what has been due longest. All are seen at once, in one transaction. */
    static Map<String, Instant> firstDue(List<String> jobs, Instant now) {
        Map<String, Instant> due = new LinkedHashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            due.put(jobs.get(i), now.minusMillis(jobs.size() - i));
        }
        return due;
    }
}
