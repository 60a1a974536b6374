package dev.bursar.aws;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Lets so many requests start in any window of a second, whenever it begins: AWS counts by its own clock. They start evenly, because a
 * pause that is saved up would let two follow each other at once.
 */
final class Pace {
    /** A little more than a second: requests take different times to AWS. */
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(1_050);

    private final IntSupplier perSecond;
    private final LongSupplier nanos;
    private final Pause pause;
    private final ReentrantLock lock = new ReentrantLock(true);
    private long last;

    /** Waits so long. */
    interface Pause {
        void nanos(long nanos) throws InterruptedException;
    }

    /** @param perSecond asked before each start: it may change at any time */
    Pace(IntSupplier perSecond) {
        this(perSecond, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    Pace(IntSupplier perSecond, LongSupplier nanos, Pause pause) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.pause = pause;
        last = nanos.getAsLong() - WINDOW;
    }

    /** Returns when the next request may start; of several that wait, in their order. */
    void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long apart = WINDOW / Math.max(1, perSecond.getAsInt());
            for (long left; (left = last + apart - nanos.getAsLong()) > 0; ) {
                pause.nanos(left);
            }
            last = nanos.getAsLong();
        } finally {
            lock.unlock();
        }
    }
}
