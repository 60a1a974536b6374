package dev.bursar.sync.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.settings.StoredSettings;
import dev.bursar.sync.settings.SyncSettings;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundTasks;
import module java.base;
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
public class SyncScheduling {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final int BACKGROUND_AT_ONCE = 2;

    @Bean(destroyMethod = "")
    @ConditionalOnProperty(name = "bursar.sync.scheduled", matchIfMissing = true)
    Scheduler syncScheduler(
            DataSource dataSource,
            SyncJobs jobs,
            ObjectProvider<Task<?>> others,
            List<BackgroundTask> background,
            BackgroundTasks backgroundTasks,
            SyncRunner runner,
            StoredSettings settings,
            RunQueries runs,
            SyncSettings environment,
            Clock clock) {
        var tasks = new ArrayList<RecurringTask<?>>();
        for (SyncJob job : jobs.all()) {
            tasks.add(new JobTask(job, runner, new AsSet(job, settings, runs)));
        }
        var handed = new ArrayList<Task<?>>();
        others.orderedStream().forEach(task -> {
            if (task instanceof RecurringTask<?> recurring) {
                tasks.add(recurring);
            } else {
                handed.add(task);
            }
        });
        int threads = Math.max(2, tasks.size() + handed.size()) + (background.isEmpty() ? 0 : BACKGROUND_AT_ONCE);
        background.forEach(task -> handed.add(backgroundTasks.scheduled(task)));
        return Scheduler.create(dataSource, handed)
                .startTasks(tasks)
                .clock(running(clock)::instant)
                .threads(threads)
                .heartbeatInterval(environment.heartbeat())
                .missedHeartbeatsLimit(4)
                .pollingInterval(environment.poll())
                .shutdownMaxWait(Duration.ofSeconds(5))
                .build();
    }

    /** The scheduler waits by its clock, so that one has to run; it does so from the time that everything else has. */
    private static Clock running(Clock clock) {
        Clock machine = Clock.systemUTC();
        return Clock.offset(machine, Duration.between(machine.instant(), clock.instant()));
    }

    /** Runs a job for a change; tried again while a run is under way that may not know of it. */
    @Bean
    Task<Void> jobsAfterChanges(SyncJobs jobs, SyncRunner runner, Clock clock) {
        return Tasks.custom(JobRequests.TASK, Void.class).execute((instance, context) -> {
            String name = JobRequests.job(instance.getId());
            boolean waits = jobs.named(name)
                    .filter(job -> runner.run(job, "a change").isEmpty())
                    .isPresent();
            return (complete, operations) -> {
                if (waits) {
                    operations.reschedule(complete, clock.instant().plus(AGAIN));
                } else {
                    operations.remove();
                }
            };
        });
    }

    /** Due by the timetable that is stored at that moment, whichever node stored it; sooner where a run failed for a reason that passes. */
    public record AsSet(SyncJob job, StoredSettings settings, RunQueries runs) implements Schedule {
        @Override
        public Instant getNextExecutionTime(ExecutionComplete completed) {
            Instant done = completed.getTimeDone();
            Instant due = settings.timetable(job).after(done);
            return runs.retryAt(job.name())
                    .filter(at -> at.isAfter(done) && at.isBefore(due))
                    .orElse(due);
        }

        /** Lets a node that starts correct jobs that were due at other hours. */
        @Override
        public boolean isDeterministic() {
            return true;
        }
    }

    /**
     * A job in the scheduler's terms: due as its schedule says, at once again where its run had to stop with the node, and soon where none
     * could begin or be stored.
     */
    static final class JobTask extends RecurringTask<Void> {
        private final SyncJob job;
        private final SyncRunner runner;
        private final CompletionHandler<Void> asScheduled;

        JobTask(SyncJob job, SyncRunner runner, Schedule schedule) {
            super(
                    DueTimes.task(job.name()),
                    schedule,
                    Void.class,
                    (complete, operations) -> operations.reschedule(
                            complete,
                            soon(
                                    complete.getTimeDone(),
                                    complete.getExecution().consecutiveFailures,
                                    schedule.getNextExecutionTime(complete))));
            this.job = job;
            this.runner = runner;
            this.asScheduled = new CompletionHandler.OnCompleteReschedule<>(schedule);
        }

        /** @param before how many failures there were in a row before this one */
        private static Instant soon(Instant failed, int before, Instant due) {
            return Retries.after(failed, before + 1).filter(due::isAfter).orElse(due);
        }

        @Override
        public CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
            executeRecurringly(instance, context);
            return runner.leftUnfinished(job)
                    ? (complete, execution) -> execution.reschedule(complete, complete.getTimeDone())
                    : asScheduled;
        }

        @Override
        public void executeRecurringly(TaskInstance<Void> instance, ExecutionContext context) {
            runner.runDue(job);
        }
    }
}
