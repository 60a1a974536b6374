package dev.bursar.sync.run;

import dev.bursar.sync.JobRequests;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes jobs due once what they work on has changed and stopped changing, whatever changed it: a first read, an import, rules, a run that
 * a cap ended. The timetable would let them wait for the next full hour.
 */
@Component
public class ChangeWatch {
    private final ObjectProvider<SyncJob> jobs;
    private final JobRequests requests;
    private final TransactionTemplate transaction;

    /** Of this node; what another one saw is seen again. */
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    /** @param requested whether the job was made due for what was seen */
    private record Look(String seen, boolean requested) {}

    ChangeWatch(ObjectProvider<SyncJob> jobs, JobRequests requests, TransactionTemplate transaction) {
        this.jobs = jobs;
        this.requests = requests;
        this.transaction = transaction;
    }

    /** Requests what two looks in a row saw alike, once. */
    public void look() {
        jobs.orderedStream().forEach(job -> transaction.executeWithoutResult(status -> look(job)));
    }

    private void look(SyncJob job) {
        Optional<String> pending = job.pending();
        if (pending.isEmpty()) {
            looks.remove(job.name());
            return;
        }
        Look last = looks.get(job.name());
        if (last == null || !last.seen().equals(pending.get())) {
            looks.put(job.name(), new Look(pending.get(), false));
        } else if (!last.requested()) {
            requests.add(job.name());
            looks.put(job.name(), new Look(pending.get(), true));
        }
    }
}
