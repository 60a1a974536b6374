package dev.bursar.testing;

import dev.bursar.ui.Workers;
import module java.base;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Page work that waits until a test runs it; pauses are not waited for. */
@Component
@Primary
public class HandWorkers implements Workers {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void start(Runnable work, Duration patience) {
        waiting.add(work);
    }

    @Override
    public void startAfter(Duration pause, Runnable work) {
        waiting.add(work);
    }

    /** Runs what waits now, not what that work adds. */
    public void run() {
        var now = new ArrayDeque<>(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
    }

    public void forget() {
        waiting.clear();
    }
}
