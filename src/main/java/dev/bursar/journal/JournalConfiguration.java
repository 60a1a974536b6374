package dev.bursar.journal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Lets the journal write its counts, seal its entries and publish its head; and others do what they do from time to time.
 * There are more threads than such methods, so that none waits for another: entries are sealed within seconds however long
 * a copy of charges takes.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class JournalConfiguration {
    static final int THREADS = 12;

    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("scheduling-");
        return scheduler;
    }
}
