package dev.bursar.sync;

import dev.bursar.sync.SyncService.JobRow;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the first read of costs is, for pages that have none to show.
 *
 * @param progress while a job runs; null otherwise
 * @param problem that stopped the last run; null where nothing did, or none has begun
 */
public record FirstRead(
        @Nullable Progress progress, @Nullable Problem problem) {
    public static final FirstRead NOT_STARTED = new FirstRead(null, null);

    public boolean running() {
        return progress != null;
    }

    /** @param jobs none for who may not see them */
    public static FirstRead of(List<JobRow> jobs) {
        return jobs.stream()
                .map(JobRow::running)
                .filter(Objects::nonNull)
                .findFirst()
                .map(run -> new FirstRead(run.progress(), null))
                .or(() -> jobs.stream()
                        .map(JobRow::last)
                        .filter(Objects::nonNull)
                        .filter(run -> run.state() == RunState.FAILED && run.problem() != null)
                        .findFirst()
                        .map(run -> new FirstRead(null, run.problem())))
                .orElse(NOT_STARTED);
    }

    /**
     * Tells whether jobs are still reading for the first time. Nothing is decided on a part of a history: no alert, anomaly, violation
     * or finding. A first read is over when a run has come to its end, with failures or without: what was refused stays unread.
     */
    @Component
    public static class Jobs {
        private final JdbcClient jdbc;

        Jobs(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** Whether one of these jobs reads or has read something, and none of its runs has come to its end yet. */
        public boolean areUnderWay(Collection<String> jobs) {
            return jdbc.sql("""
                            select exists (select from sync_run r
                                            where r.job = any(:jobs) and (r.state = 'running' or r.rows_changed > 0)
                                              and not exists (select from sync_run d where d.job = r.job
                                                                 and d.state in ('done', 'done-with-failures')))
                            """)
                    .param("jobs", jobs.toArray(String[]::new))
                    .query(Boolean.class)
                    .single();
        }
    }
}
