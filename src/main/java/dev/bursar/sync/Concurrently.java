package dev.bursar.sync;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Does the same work for several things at a time within a job's run. What comes of each is handed over on the job's own thread, which
 * alone may report progress.
 */
public final class Concurrently {
    private Concurrently() {}

    /**
     * Returns when all work has ended. The first exception ends it early: nothing else begins, what is under way ends by itself
     * (interrupted, it would tear its database connection), and the exception is thrown.
     *
     * @param most things at a time
     * @param done told of each result, in the order in which work ends
     */
    public static <T, R> void each(int most, List<T> things, Function<T, R> work, Consumer<R> done) {
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(
                most, Thread.ofVirtual().name("concurrently-", 0).factory())) {
            var results = new ExecutorCompletionService<R>(threads);
            things.forEach(thing -> results.submit(() -> {
                if (over.get()) {
                    throw new IllegalStateException("Other work has failed");
                }
                return work.apply(thing);
            }));
            try {
                for (int i = 0; i < things.size(); i++) {
                    done.accept(results.take().get());
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while others work", e);
            } finally {
                over.set(true);
            }
        }
    }
}
