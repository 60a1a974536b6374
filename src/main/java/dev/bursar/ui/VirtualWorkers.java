package dev.bursar.ui;

import dev.bursar.kernel.Foreground;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A virtual thread for each piece of work: most of it waits for the database. */
final class VirtualWorkers implements Workers, Foreground {
    private static final long LATELY_NANOS = 1_000_000_000L;

    private final LongSupplier nanos;
    private volatile long startedNanos;

    VirtualWorkers(LongSupplier nanos) {
        this.nanos = nanos;
        startedNanos = nanos.getAsLong() - LATELY_NANOS;
    }

    @Override
    public boolean busy() {
        return nanos.getAsLong() - startedNanos < LATELY_NANOS;
    }

    @Override
    public void start(Runnable work, Duration patience) {
        try {
            thread(work).join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void startAfter(Duration pause, Runnable work) {
        thread(() -> {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            work.run();
        });
    }

    private Thread thread(Runnable work) {
        startedNanos = nanos.getAsLong();
        return Thread.ofVirtual().name("page-work").start(work);
    }

    @Configuration(proxyBeanMethods = false)
    static class Setup {
        @Bean
        @ConditionalOnMissingBean(Workers.class)
        VirtualWorkers workers() {
            return new VirtualWorkers(System::nanoTime);
        }
    }
}
