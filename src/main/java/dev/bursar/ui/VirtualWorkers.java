package dev.bursar.ui;

import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A virtual thread for each piece of work: most of it waits for the database. */
final class VirtualWorkers implements Workers {
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

    private static Thread thread(Runnable work) {
        return Thread.ofVirtual().name("page-work").start(work);
    }

    @Configuration(proxyBeanMethods = false)
    static class Setup {
        @Bean
        @ConditionalOnMissingBean(Workers.class)
        Workers workers() {
            return new VirtualWorkers();
        }
    }
}
