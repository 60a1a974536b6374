package dev.bursar.tasks;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hands what is under way to the scheduler again at the start: a restored database has it, and no task that would end it. */
@Component
@ConditionalOnWebApplication
class WorkResumption {
    private final BackgroundWork work;
    private final TaskQueue queue;

    WorkResumption(BackgroundWork work, TaskQueue queue) {
        this.work = work;
        this.queue = queue;
    }

    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        work.underWay().forEach(one -> queue.ensure(one.kind(), one.id().toString()));
    }
}
