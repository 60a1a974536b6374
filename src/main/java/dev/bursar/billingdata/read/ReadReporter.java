package dev.bursar.billingdata.read;

import dev.bursar.billingdata.read.ReadProgress.Step;
import module java.base;

/** Tells a {@link ReadListener} how far a reading is, not too often, and ends the reading when it or the thread is asked to end. */
final class ReadReporter {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final ReadListener watch;
    private final Thread reader = Thread.currentThread();
    private final int ofFiles;
    private long lastReport;
    private long charges;
    private Step furthest = Step.CHECKING;

    ReadReporter(ReadListener watch, int ofFiles) {
        this.watch = watch;
        this.ofFiles = ofFiles;
        lastReport = System.nanoTime() - PAUSE;
    }

    boolean cancelled() {
        return reader.isInterrupted() || watch.cancelled();
    }

    /** Ends the reading if somebody wants that. */
    void look() {
        if (cancelled()) {
            throw new ReadCancelled();
        }
    }

    synchronized void handedOver(long charges) {
        this.charges = charges;
    }

    /** A step that has been left behind has nothing more to say. */
    synchronized void report(Step step, int files, long rows, long ofRows) {
        if (step.compareTo(furthest) < 0) {
            return;
        }
        furthest = step;
        long now = System.nanoTime();
        if (now - lastReport >= PAUSE) {
            lastReport = now;
            watch.progress(new ReadProgress(furthest, files, ofFiles, rows, ofRows, charges));
        }
    }

    /** Reports whatever the time. */
    synchronized void reportNow(Step step, int files, long rows, long ofRows) {
        lastReport = System.nanoTime() - PAUSE;
        report(step, files, rows, ofRows);
    }
}
