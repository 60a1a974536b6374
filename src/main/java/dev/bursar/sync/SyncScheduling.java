package dev.bursar.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Runs due jobs on one of any number of nodes; a killed node's job is picked up after four missed heartbeats. Beans of
 * {@link Task} that features hand over run beside the jobs, with a thread left for each.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SyncSettings.class)
class SyncScheduling {
    static final String PREFIX = "sync-";
    private static final Duration AGAIN = Duration.ofSeconds(2);

    @Bean(destroyMethod = "stop")
    @ConditionalOnProperty(name = "bursar.sync.scheduled", matchIfMissing = true)
    Scheduler syncScheduler(
            DataSource dataSource, List<SyncJob> jobs, ObjectProvider<Task<?>> others, SyncRunner runner) {
        var tasks = new ArrayList<RecurringTask<?>>();
        for (SyncJob job : jobs) {
            tasks.add(Tasks.recurring(
                            PREFIX + job.name(),
                            Schedules.cron("0 0 " + hours(job.everyHours()) + " * * *", ZoneOffset.UTC))
                    .execute((instance, context) -> runner.run(job, "schedule")));
        }
        var handed = others.orderedStream().toList();
        return Scheduler.create(dataSource, handed)
                .startTasks(tasks)
                .threads(Math.max(2, jobs.size() + handed.size()))
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .pollingInterval(Duration.ofSeconds(2))
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    /** Runs a job for a change; tried again while a run is under way that may not know of it. */
    @Bean
    Task<Void> jobsAfterChanges(List<SyncJob> jobs, SyncRunner runner, Clock clock) {
        return Tasks.custom(DueJobs.TASK, Void.class).execute((instance, context) -> {
            String name = DueJobs.job(instance.getId());
            boolean waits = jobs.stream()
                    .filter(job -> job.name().equals(name))
                    .anyMatch(job -> runner.run(job, "a change").isEmpty());
            return (complete, operations) -> {
                if (waits) {
                    operations.reschedule(complete, clock.instant().plus(AGAIN));
                } else {
                    operations.remove();
                }
            };
        });
    }

    private static String hours(int every) {
        return every == 24 ? "0" : "0/" + every;
    }
}
