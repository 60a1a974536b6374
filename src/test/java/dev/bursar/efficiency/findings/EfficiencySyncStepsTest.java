package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.Progress;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.Run;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Workloads are judged some at a time, and a run that was killed goes on after those that are done. */
class EfficiencySyncStepsTest {
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A run that dies once it has got so far. */
    private static final class DyingRun implements Run {
        private final TransactionTemplate transaction;
        private final Instant startedAt;
        private final long rows;
        private Progress progress = Progress.NONE;
        private int commits;
        private int longest;

        DyingRun(TransactionTemplate transaction, Instant startedAt, long rows) {
            this.transaction = transaction;
            this.startedAt = startedAt;
            this.rows = rows;
        }

        @Override
        public long id() {
            return 4711;
        }

        @Override
        public Instant startedAt() {
            return startedAt;
        }

        @Override
        public RequestMeter meter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public void report(Progress now) {
            progress = now;
            longest = Math.max(longest, commits);
            commits = 0;
            if (now.rowsChanged() >= rows) {
                throw new Killed();
            }
        }

        @Override
        public <T> T longCommit(Supplier<T> change) {
            return commit(change);
        }

        @Override
        public <T> T commit(Supplier<T> change) {
            commits++;
            return transaction.execute(status -> change.get());
        }

        @Override
        public void problem(SourceProblem problem) {
            throw problem;
        }
    }

    private static List<String> found(JdbcClient jdbc, @Nullable String which) {
        return jdbc.sql("""
                        select w.name || ' ' || f.state || ' ' || f.reason || ' ' || f.reason_facts::text || ' '
                               || coalesce(f.cost::text, '') || ' ' || coalesce(f.saving::text, '')
                          from ml_finding f join ml_workload w on w.id = f.workload_id
                         where w.gone_at is null and %s order by w.id
                        """.formatted(which == null ? "true" : which))
                .query(String.class)
                .list();
    }

    private static List<String> proposed(JdbcClient jdbc) {
        return jdbc.sql("""
                        select w.name || ' ' || p.action || ' ' || p.list_saving || ' ' || p.version || ' ' || p.evidence_facts::text
                          from ml_proposal p join ml_workload w on w.id = p.workload_id where p.state = 'open' order by 1
                        """).query(String.class).list();
    }

    @Test
    void aRunThatWasKilledGoesOnAndFindsTheSame() {
        try (var rig = SyncRig.that(Has.FINDINGS)) {
            JdbcClient jdbc = rig.database.jdbc();
            rig.simulator.ml().addMany(EfficiencySync.WORKLOADS_AT_A_TIME, OrganisationModel.RESEARCH, "us-east-1");
            rig.run("ml-workloads");
            assertThat(rig.run(EfficiencyJobs.JUDGE).state()).isEqualTo(RunState.DONE);
            List<String> whole = found(jdbc, null);
            List<String> proposals = proposed(jdbc);
            assertThat(whole).hasSizeGreaterThan(EfficiencySync.WORKLOADS_AT_A_TIME);

            jdbc.sql("delete from ml_finding").update();
            jdbc.sql("update ml_judged set fingerprint = 'before'").update();
            var job = rig.bean(EfficiencySync.class);
            var transaction = rig.bean(TransactionTemplate.class);
            var first = new DyingRun(transaction, rig.clock.instant(), 1);
            assertThatThrownBy(() -> job.run(first)).isInstanceOf(Killed.class);
            assertThat(found(jdbc, null)).isEqualTo(whole.subList(0, EfficiencySync.WORKLOADS_AT_A_TIME));
            assertThat(first.longest)
                    .as("commits between two looks at whether it is to stop")
                    .isLessThan(3);
            assertThat(proposed(jdbc))
                    .as("what is not judged yet stays proposed")
                    .isEqualTo(proposals);

            // marked, so that those that are judged again would show
            jdbc.sql("update ml_finding set saving = 4711").update();
            assertThat(job.run(new DyingRun(transaction, first.startedAt(), Long.MAX_VALUE)))
                    .isZero();
            assertThat(found(jdbc, "f.saving = 4711"))
                    .as("not judged again")
                    .hasSize(EfficiencySync.WORKLOADS_AT_A_TIME);
            assertThat(found(jdbc, null).subList(EfficiencySync.WORKLOADS_AT_A_TIME, whole.size()))
                    .isEqualTo(whole.subList(EfficiencySync.WORKLOADS_AT_A_TIME, whole.size()));
            assertThat(proposed(jdbc)).isEqualTo(proposals);
            assertThat(jdbc.sql("select count(*) from ml_judging")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(job.pending()).isEmpty();
        }
    }
}
