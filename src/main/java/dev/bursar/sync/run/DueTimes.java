package dev.bursar.sync.run;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.bursar.tasks.TaskQueue;
import module java.base;
import org.springframework.stereotype.Component;

/** Says and sets when a job is due next, for whichever node will run it. */
@Component
public class DueTimes {
    static final String PREFIX = "sync-";
    private final TaskQueue queue;

    DueTimes(TaskQueue queue) {
        this.queue = queue;
    }

    static String task(String job) {
        return PREFIX + job;
    }

    /** In the caller's transaction; false when the job is running now, which then decides by itself, or when no node has ever run jobs. */
    public boolean set(String job, Instant due) {
        return queue.move(task(job), RecurringTask.INSTANCE, due);
    }

    /** Has it due then, where it would be later. */
    public void bring(String job, Instant forward) {
        next(job).filter(forward::isBefore).ifPresent(later -> set(job, forward));
    }

    /** Empty where {@link #set} says false. */
    public Optional<Instant> next(String job) {
        return queue.due(task(job), RecurringTask.INSTANCE);
    }
}
