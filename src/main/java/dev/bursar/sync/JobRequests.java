package dev.bursar.sync;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a job due at once, in the transaction of the change that it follows. A run under way may have begun without the change,
 * so each change is a task of its own, which waits for that run and is done by one that begins later.
 */
@Component
public class JobRequests {
    public static final String TASK = "sync-now";
    private static final String SEPARATOR = ":";

    private final JdbcClient jdbc;
    private final Clock clock;

    JobRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param job its name, as {@link SyncJob#name} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String job) {
        jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:task, :instance, :now, false, 1)
                        """)
                .param("task", TASK)
                .param("instance", job + SEPARATOR + UUID.randomUUID())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    public static String job(String instance) {
        return instance.substring(0, instance.lastIndexOf(SEPARATOR));
    }
}
