package dev.bursar.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs due jobs on one of any number of nodes; a killed node's job is picked up after four missed heartbeats. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SyncSettings.class)
class SyncScheduling {
    static final String PREFIX = "sync-";
    private static final int ERRANDS_AT_ONCE = 2;

    @Bean(destroyMethod = "stop")
    @ConditionalOnProperty(name = "bursar.sync.scheduled", matchIfMissing = true)
    Scheduler syncScheduler(DataSource dataSource, List<SyncJob> jobs, List<Errand> errands, SyncRunner runner) {
        List<Task<?>> once = errands.stream()
                .<Task<?>>map(errand -> Tasks.oneTime(Errands.PREFIX + errand.name())
                        .execute((instance, context) -> errand.run(instance.getId())))
                .toList();
        var tasks = new ArrayList<RecurringTask<?>>();
        for (SyncJob job : jobs) {
            tasks.add(Tasks.recurring(
                            PREFIX + job.name(),
                            Schedules.cron("0 0 " + hours(job.everyHours()) + " * * *", ZoneOffset.UTC))
                    .execute((instance, context) -> runner.run(job, "schedule")));
        }
        return Scheduler.create(dataSource, once)
                .startTasks(tasks)
                .threads(Math.max(2, jobs.size()) + (once.isEmpty() ? 0 : ERRANDS_AT_ONCE))
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
