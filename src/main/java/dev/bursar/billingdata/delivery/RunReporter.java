package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.sync.Progress;
import dev.bursar.sync.Run;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run how a reading goes on and a reading that its run shall end. From a thread of its own: the reading's is in a transaction,
 * in which nobody would see the progress, and which would keep others from asking the run to stop.
 */
final class RunReporter implements ReadListener, AutoCloseable {
    private static final int EVERY_MILLIS = 500;

    private final Run run;
    private final Function<ReadProgress, Progress> words;
    private final AtomicReference<@Nullable RuntimeException> end = new AtomicReference<>();
    private final AtomicReference<@Nullable ReadProgress> latest = new AtomicReference<>();
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    RunReporter(Run run, Function<ReadProgress, Progress> words) {
        this.run = run;
        this.words = words;
        teller.scheduleWithFixedDelay(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tell() {
        ReadProgress progress = latest.get();
        try {
            run.report(progress == null ? run.progress() : words.apply(progress));
        } catch (RuntimeException e) {
            end.set(e);
            throw e;
        }
    }

    @Override
    public void progress(ReadProgress progress) {
        latest.set(progress);
    }

    @Override
    public boolean cancelled() {
        return end.get() != null;
    }

    /** Throws what the run said when it was told, if it shall end. */
    void look() {
        RuntimeException said = end.get();
        if (said != null) {
            throw said;
        }
    }

    @Override
    public void close() {
        // waits for what is being told
        teller.close();
    }
}
