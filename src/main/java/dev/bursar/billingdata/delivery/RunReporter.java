package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.EngineProgress;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.sync.Progress;
import dev.bursar.sync.Run;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run how a reading goes on and a reading that its run shall end. From a thread of its own: the reading's is in a transaction,
 * in which nobody would see the progress, and which would keep others from asking the run to stop.
 */
final class RunReporter implements ReadListener, AutoCloseable {
    private static final int EVERY_MILLIS = 500;

    private final Run run;
    private final BiFunction<ReadProgress, @Nullable EngineProgress, Progress> words;
    private final AtomicReference<@Nullable RuntimeException> end = new AtomicReference<>();
    private final AtomicReference<@Nullable ReadProgress> latest = new AtomicReference<>();
    private final AtomicReference<@Nullable EngineProgress> engine = new AtomicReference<>();
    private final Consumer<EngineProgress> engineTold;
    private @Nullable EngineProgress told;
    private final ScheduledExecutorService teller =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    /**
     * @param words of a reading, with how far an engine is where one does it
     * @param engineTold takes how far an engine is
     */
    RunReporter(
            Run run,
            BiFunction<ReadProgress, @Nullable EngineProgress, Progress> words,
            Consumer<EngineProgress> engineTold) {
        this.run = run;
        this.words = words;
        this.engineTold = engineTold;
        teller.scheduleWithFixedDelay(this::tell, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tell() {
        ReadProgress progress = latest.get();
        try {
            tellOfEngine();
            run.report(progress == null ? run.progress() : words.apply(progress, engine.get()));
        } catch (RuntimeException e) {
            end.set(e);
            throw e;
        }
    }

    private synchronized void tellOfEngine() {
        EngineProgress now = engine.get();
        if (now != null && !now.equals(told)) {
            told = now;
            engineTold.accept(now);
        }
    }

    /** How far an engine is that does the reading. */
    void engine(EngineProgress progress) {
        engine.set(progress);
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
        tellOfEngine();
    }
}
