package dev.bursar.tasks;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import module java.base;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hands tasks to db-scheduler in the transaction that asks for them: none is lost, and none runs for a change that was rolled
 * back.
 */
@Component
public class TaskQueue {
    private final SchedulerClient client;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    public TaskQueue(DataSource database, ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
                .build();
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Makes it due now, and this node look once that is committed; nothing happens where it waits or runs already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String task, String instance) {
        ensure(task, instance);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
            }
        });
    }

    /** The same without a transaction, in which two nodes that add it at once would disturb each other. */
    void ensure(String task, String instance) {
        client.scheduleIfNotExists(new TaskInstance<Void>(task, instance), clock.instant());
    }

    /** Sets when it is due next; false when it is running now, or is not there. */
    public boolean move(String task, String instance, Instant due) {
        try {
            return client.reschedule(TaskInstanceId.of(task, instance), due);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            return false;
        }
    }

    /** When it is due; empty when it is running now, or is not there. */
    public Optional<Instant> due(String task, String instance) {
        return client.getScheduledExecution(TaskInstanceId.of(task, instance))
                .filter(found -> !found.isPicked())
                .map(ScheduledExecution::getExecutionTime);
    }
}
