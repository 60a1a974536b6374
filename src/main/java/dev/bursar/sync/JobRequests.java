package dev.bursar.sync;

import dev.bursar.tasks.TaskQueue;
import module java.base;
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

    private final TaskQueue queue;

    JobRequests(TaskQueue queue) {
        this.queue = queue;
    }

    /** @param job its name, as {@link SyncJob#name} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String job) {
        queue.add(TASK, job + SEPARATOR + UUID.randomUUID());
    }

    public static String job(String instance) {
        return instance.substring(0, instance.lastIndexOf(SEPARATOR));
    }
}
