package dev.bursar.billingdata;

import dev.bursar.sync.BackgroundTasks;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands imports under way to the scheduler again at the start: a restored database has them, and no task that would end them. */
@Component
@ConditionalOnWebApplication
class ImportResumption {
    private final ImportStore jobs;
    private final BackgroundTasks errands;
    private final TransactionTemplate transaction;

    ImportResumption(ImportStore jobs, BackgroundTasks errands, TransactionTemplate transaction) {
        this.jobs = jobs;
        this.errands = errands;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        transaction.executeWithoutResult(
                status -> jobs.underWay().forEach(id -> errands.start(ImportTask.NAME, id.toString())));
    }
}
