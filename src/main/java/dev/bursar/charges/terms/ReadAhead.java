package dev.bursar.charges.terms;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Reads in a thread of its own what the calling thread works on, a few batches ahead: the database and the portal then work at
 * the same time. An error of one ends the other.
 */
public final class ReadAhead<T> {
    private static final int BATCHES = 4;
    private static final int ROWS = 1_000;
    private static final int LOOK_MILLIS = 20;

    private final BlockingQueue<List<T>> batches = new ArrayBlockingQueue<>(BATCHES);
    private List<T> filling = new ArrayList<>(ROWS);
    private volatile boolean read;
    private volatile @Nullable Throwable problem;

    private ReadAhead() {}

    /**
     * Returns once all is read and worked on.
     *
     * @param reading tells rows one after the other; it runs in a thread without the caller's transaction and rights
     * @param working is asked once the first rows are there for what takes them all in that order, at most {@value #ROWS} at a
     *     time
     */
    public static <T> void run(Consumer<Consumer<T>> reading, Supplier<Consumer<List<T>>> working) {
        var ahead = new ReadAhead<T>();
        // a task that has a place for its own connection must not wait for another one, or tasks could wait for
        // themselves
        Thread reader = Thread.ofPlatform()
                .name("read-ahead")
                .inheritInheritableThreadLocals(false)
                .start(() -> ahead.read(reading));
        try {
            ahead.take(working);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while rows were read", e);
        } finally {
            reader.interrupt();
            join(reader);
        }
    }

    private void read(Consumer<Consumer<T>> reading) {
        try {
            reading.accept(this::add);
            hand();
        } catch (RuntimeException | Error e) {
            problem = e;
        } finally {
            read = true;
        }
    }

    private void add(T row) {
        filling.add(row);
        if (filling.size() == ROWS) {
            hand();
        }
    }

    private void hand() {
        try {
            batches.put(filling);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Nobody works on the rows any more", e);
        }
        filling = new ArrayList<>(ROWS);
    }

    private void take(Supplier<Consumer<List<T>>> working) throws InterruptedException {
        Consumer<List<T>> work = null;
        while (true) {
            boolean last = read;
            List<T> batch = batches.poll(last ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (batch != null) {
                work = work == null ? working.get() : work;
                work.accept(batch);
            } else if (last) {
                break;
            }
        }
        switch (problem) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    /** The reader gives its connection back before the caller goes on. */
    private static void join(Thread reader) {
        boolean interrupted = false;
        while (true) {
            try {
                reader.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
