package dev.bursar.sync.run;

import com.github.kagkarlsson.scheduler.Scheduler;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops jobs at a safe point before the node ends, so that another node, or the next start, goes on at once. Meanwhile the web
 * server finishes the requests it has: both stop in the same phase.
 */
@Component
class SyncShutdown implements SmartLifecycle {
    /** Longer than the longest pause between two attempts to ask AWS. */
    private static final Duration MOST = Duration.ofSeconds(24);

    /** That of Spring Boot's graceful stop of the web server. */
    private static final int PHASE = DEFAULT_PHASE - 1024;

    private final SyncRunner runner;
    private final ObjectProvider<Scheduler> scheduler;
    private volatile boolean running;

    SyncShutdown(SyncRunner runner, ObjectProvider<Scheduler> scheduler) {
        this.runner = runner;
        this.scheduler = scheduler;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        runner.stop(MOST);
        scheduler.ifAvailable(Scheduler::stop);
        running = false;
    }

    @Override
    public void stop(Runnable stopped) {
        Thread.ofPlatform().start(() -> {
            try {
                stop();
            } finally {
                stopped.run();
            }
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
