package dev.bursar.tasks;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs what db-scheduler says is due. What a killed node was at is due again when four of its heartbeats are missed, what a
 * stopped one was at, at once, and what could not even be ended, in five minutes.
 */
@Component
public class BackgroundTasks {
    private static final Logger log = LoggerFactory.getLogger(BackgroundTasks.class);
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final BackgroundWork work;

    public BackgroundTasks(BackgroundWork work) {
        this.work = work;
    }

    /** A kind of work in the scheduler's terms: an instance for each piece. */
    public Task<Void> scheduled(BackgroundTask task) {
        return Tasks.oneTime(task.kind())
                .onFailure(BackgroundTasks::again)
                .execute((instance, context) -> run(task, UUID.fromString(instance.getId())));
    }

    private static void again(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        boolean stopped =
                complete.getCause().filter(NodeStopped.class::isInstance).isPresent();
        Instant at = complete.getTimeDone();
        operations.reschedule(complete, stopped ? at : at.plus(AGAIN));
    }

    /** Does a piece of work to its end, on the calling thread; nothing happens when it has ended. */
    public void run(BackgroundTask task, UUID id) {
        BackgroundConnections.within(() -> {
            work.begin(id).ifPresent(claimed -> run(task, claimed));
            return id;
        });
    }

    private void run(BackgroundTask task, Work claimed) {
        try {
            if (claimed.cancelAskedBy() != null) {
                throw new WorkCancelled();
            }
            task.run(claimed);
        } catch (Exception e) {
            // the scheduler interrupts what a node that stops does not wait for
            if (Thread.interrupted()) {
                log.info("Background task {} {} was interrupted; it begins again", task.kind(), claimed.id());
                work.waitAgain(claimed);
                throw new NodeStopped(e);
            }
            task.failed(claimed, e);
        }
    }

    private static final class NodeStopped extends RuntimeException {
        NodeStopped(Exception interrupted) {
            super("The node stops", interrupted);
        }
    }
}
