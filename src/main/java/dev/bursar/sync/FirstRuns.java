package dev.bursar.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Starts the scheduler once the portal is up, and makes jobs due that have never run. */
@Component
class FirstRuns {
    private final ObjectProvider<Scheduler> scheduler;
    private final List<SyncJob> jobs;
    private final RunQueries queries;
    private final Clock clock;

    FirstRuns(ObjectProvider<Scheduler> scheduler, List<SyncJob> jobs, RunQueries queries, Clock clock) {
        this.scheduler = scheduler;
        this.jobs = List.copyOf(jobs);
        this.queries = queries;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(100)
    void begin() {
        scheduler.ifAvailable(running -> {
            running.start();
            jobs.stream()
                    .filter(job -> queries.last(job.name()).isEmpty()
                            && queries.running(job.name()).isEmpty())
                    .forEach(job -> running.reschedule(
                            TaskInstanceId.of(SyncScheduling.PREFIX + job.name(), RecurringTask.INSTANCE),
                            clock.instant()));
        });
    }
}
