package dev.bursar.sync;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
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
public class BackgroundTasks {
    public static final String PREFIX = "errand-";

    private final JdbcClient jdbc;
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    BackgroundTasks(JdbcClient jdbc, ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.jdbc = jdbc;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Makes it due now, and this node look once that is committed; nothing happens where it waits or runs already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(String errand, String id) {
        jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:name, :id, :now, false, 1) on conflict do nothing
                        """)
                .param("name", PREFIX + errand)
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
            }
        });
    }
}
