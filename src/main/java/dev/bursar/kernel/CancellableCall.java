package dev.bursar.kernel;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call to somebody who may never answer on a thread of its own, so that whoever waits for it can leave. A virtual thread that is
 * interrupted closes the socket that it reads from or writes to.
 */
public final class CancellableCall {
    private static final long LOOK_MILLIS = 500;

    /** For a call that has noticed that nobody waits for it any more. */
    private static final long END_MILLIS = 1_000;

    private CancellableCall() {}

    /**
     * Returns what the call returns, or throws what it throws.
     *
     * @param call uses no connection of the database, which an interrupt would tear
     * @param look asked twice a second on the calling thread; what it throws is thrown, and the call is interrupted
     * @throws InterruptedException when the calling thread was interrupted; the call is too
     */
    public static <T> T of(Callable<T> call, Runnable look) throws InterruptedException {
        var task = new FutureTask<>(call);
        Thread thread = Thread.ofVirtual().name("cancellable-call").start(task);
        boolean over = false;
        try {
            while (true) {
                try {
                    T result = task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                    over = true;
                    return result;
                } catch (TimeoutException e) {
                    look.run();
                }
            }
        } catch (ExecutionException e) {
            over = true;
            throw unchecked(e.getCause());
        } finally {
            if (!over) {
                leave(thread);
            }
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(cause);
        };
    }

    /** Waits a moment for its end, so that what it has open is closed where that can be. */
    private static void leave(Thread thread) {
        thread.interrupt();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
