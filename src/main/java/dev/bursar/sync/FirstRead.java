package dev.bursar.sync;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the first read of costs is, for pages that have none to show.
 *
 * @param job the title of the job that runs; empty where none does
 * @param progress while a job runs; null otherwise
 * @param inHundredths whether its steps are hundredths, for who may not see how many there are
 * @param problem that stopped the last run; null where nothing did, none has begun, or the person may not know it
 */
public record FirstRead(
        Stage stage,
        String job,
        @Nullable Progress progress,
        boolean inHundredths,
        @Nullable Problem problem) {
    public static final FirstRead NOT_STARTED = new FirstRead(Stage.NOT_STARTED, "", null, false, null);

    /** Whether a job runs, or how the last one ended. */
    public enum Stage {
        NOT_STARTED,
        RUNNING,
        FAILED
    }

    public static FirstRead running(SyncJob job, RunRow run) {
        return new FirstRead(Stage.RUNNING, job.title(), run.progress(), false, null);
    }

    public boolean running() {
        return stage == Stage.RUNNING;
    }

    /** For who may not see runs: how far in hundredths, and that it failed; not how many accounts there are, nor which. */
    public FirstRead withoutCounts() {
        Progress far = progress == null || progress.stepsAll() == 0
                ? Progress.NONE
                : Progress.NONE.steps((int) (100L * progress.stepsDone() / progress.stepsAll()), 100);
        return new FirstRead(stage, job, progress == null ? null : far, true, null);
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
