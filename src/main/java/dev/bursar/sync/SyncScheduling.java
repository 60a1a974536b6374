package dev.bursar.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
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
 * Runs due jobs on one of any number of nodes; a killed node's job is picked up after four missed heartbeats, that of a node
 * that was stopped at once ({@link SyncShutdown}). Beans of {@link Task} that features hand over run beside the jobs, with a
 * thread left for each.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SyncSettings.class)
class SyncScheduling {
    static final String PREFIX = "sync-";

    @Bean(destroyMethod = "")
    @ConditionalOnProperty(name = "bursar.sync.scheduled", matchIfMissing = true)
    Scheduler syncScheduler(
            DataSource dataSource, List<SyncJob> jobs, ObjectProvider<Task<?>> others, SyncRunner runner) {
        var tasks = new ArrayList<RecurringTask<?>>();
        for (SyncJob job : jobs) {
            tasks.add(new JobTask(
                    job, runner, Schedules.cron("0 0 " + hours(job.everyHours()) + " * * *", ZoneOffset.UTC)));
        }
        var handed = new ArrayList<Task<?>>();
        others.orderedStream().forEach(task -> {
            if (task instanceof RecurringTask<?> recurring) {
                tasks.add(recurring);
            } else {
                handed.add(task);
            }
        });
        return Scheduler.create(dataSource, handed)
                .startTasks(tasks)
                .threads(Math.max(2, tasks.size() + handed.size()))
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .pollingInterval(Duration.ofSeconds(2))
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    private static String hours(int every) {
        return every == 24 ? "0" : "0/" + every;
    }
}
