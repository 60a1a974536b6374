package dev.bursar.sync.run;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import dev.bursar.sync.SyncJob;
import java.time.Instant;

/**
 * A job in the scheduler's terms: due as its schedule says, at once again where its run had to stop with the node, and soon where none
 * could begin or be stored.
 */
final class JobTask extends RecurringTask<Void> {
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
