package dev.bursar.files;

import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes files whose time is over, and those that a killed node left behind. */
@Component
@EnableConfigurationProperties(ExportSettings.class)
class ExportPruning {
    private static final Logger log = LoggerFactory.getLogger(ExportPruning.class);
    private static final Duration ROWS_STAY = Duration.ofDays(7);

    private final ExportStore jobs;
    private final FileStore files;

    ExportPruning(ExportStore jobs, FileStore files) {
        this.jobs = jobs;
        this.files = files;
    }

    @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
    void prune() {
        jobs.expire(ROWS_STAY);
        try {
            // listed first: what begins in between is no longer among those that nobody knows
            Set<String> left = new HashSet<>(files.names());
            jobs.files().forEach(left::remove);
            for (String name : left) {
                files.delete(name);
            }
        } catch (IOException e) {
            log.warn("Files of exports could not be deleted; it is tried again in ten minutes", e);
        }
    }
}
