package dev.bursar.sync.run;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/** Sets in the caller's transaction when a job is due next, for whichever node will run it. */
@Component
public class DueTimes {
    static final String PREFIX = "sync-";
    private final SchedulerClient tasks;

    DueTimes(DataSource database) {
        tasks = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
                .build();
    }

    public static String task(String job) {
        return PREFIX + job;
    }

    /** False when the job is running now, which then decides by itself, or when no node has ever run jobs. */
    public boolean set(String job, Instant due) {
        try {
            return tasks.reschedule(TaskInstanceId.of(task(job), RecurringTask.INSTANCE), due);
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            return false;
        }
    }
}
