package dev.bursar.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.run.InterruptedRuns;
import dev.bursar.sync.run.Leases;
import dev.bursar.sync.run.RunQueries;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.RefusingDatabase;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A run whose database refuses something: whatever that was, nothing stands as running afterwards, and how it ended is true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedRunTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private final RefusingDatabase refusing = new RefusingDatabase(database.dataSource());
    private final AnnotationConfigApplicationContext node =
            SyncNode.start(clock, refusing, URI.create("http://127.0.0.1:1"), Map.of("bursar.sync.pause", "1us"));
    private final SyncRunner runner = node.getBean(SyncRunner.class);
    private final RunQueries runs = node.getBean(RunQueries.class);

    @AfterAll
    void close() {
        node.close();
        database.close();
    }

    /** Jobs, by how they end where the database answers. */
    enum Ends implements SyncJob {
        DONE(RunState.DONE, null),
        DONE_WITH_FAILURES(RunState.DONE_WITH_FAILURES, null),
        FAILED(
                RunState.FAILED,
                new SourceProblem(
                        SourceProblem.Kind.ACCESS_DENIED, new Problem.Said("AWS refused.", "Allow it."), null)),
        BROKEN(RunState.FAILED, new IllegalStateException("a fault"));

        private final RunState state;
        private final RuntimeException thrown;

        Ends(RunState state, RuntimeException thrown) {
            this.state = state;
            this.thrown = thrown;
        }

        @Override
        public String title() {
            return name();
        }

        @Override
        public int everyHours() {
            return 8;
        }

        @Override
        public int run(Run run) {
            run.report(run.progress().doing("Working").slices(0, 0, 2));
            run.meter().send("test:Ask", "123456789012", BigDecimal.ZERO, e -> false, () -> "");
            run.commit(() -> "");
            if (thrown != null) {
                throw thrown;
            }
            run.longCommit(() -> "");
            run.report(run.progress().slices(1, 1, 2));
            return this == DONE ? 0 : 1;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsRefusedOnceTheRunEnds(Ends job) {
        each(job, false);
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsTheLastAnswerForALongTimeTheRunGoesOnOnceThereAreAnswersAgain(Ends job) {
        each(job, true);
    }

    private void each(Ends job, boolean forLong) {
        int all = Integer.MAX_VALUE;
        for (int question = 1; question <= all; question++) {
            for (boolean done : new boolean[] {false, true}) {
                int asked = refused(job, question, forLong ? Integer.MAX_VALUE : question, done);
                all = all == Integer.MAX_VALUE && asked < question ? question : all;
            }
        }
        assertThat(all).as("questions").isBetween(20, 200);
    }

    /** Returns how many questions there were. */
    private int refused(Ends job, int from, int to, boolean done) {
        String as = job + ", question " + from + (to == from ? "" : " and all that follow") + (done ? ", done" : "");
        refusing.refuse(from, to, done);
        Optional<RunRow> run;
        boolean thrown = false;
        try {
            run = runner.run(job, "test");
        } catch (DataAccessException | TransactionException e) {
            run = Optional.empty();
            thrown = true;
        }
        int asked = refusing.answer();

        assertThat(runs.running(job.name()).filter(left -> !held(job))).as(as).isEmpty();
        run.ifPresent(ended -> truthful(as, job, ended));
        Optional<RunRow> open = runs.open(job.name());
        assertThat(open.isPresent() && !thrown).as(as + ": open").isFalse();

        if (held(job)) {
            // taken without an answer, or not given back: its heart is silent
            assertThat(thrown || to > from).as(as + ": held").isTrue();
            clock.forward(Duration.ofSeconds(41));
        }
        node.getBean(InterruptedRuns.class).look();
        assertThat(runs.running(job.name())).as(as).isEmpty();
        RunRow next = runner.run(job, "test").orElseThrow();
        assertThat(next.state()).as(as + ": the next").isEqualTo(job.state);
        open.ifPresent(left -> assertThat(next.id()).as(as + ": goes on").isEqualTo(left.id()));
        assertThat(count("state = 'running'")).as(as).isZero();
        assertThat(held(job)).as(as).isFalse();
        assertThat(
                        count(
                                "(select count(*) from journal where action = 'sync-run-ended' and after ->> 'run' = sync_run.id::text) <> 1"))
                .as(as + ": in the journal")
                .isZero();
        database.jdbc().sql("delete from sync_run").update();
        return asked;
    }

    private static void truthful(String as, Ends job, RunRow run) {
        if (run.state() != job.state || !ProblemText.what(run.problem()).equals(expected(job))) {
            assertThat(run.state()).as(as).isEqualTo(RunState.FAILED);
            assertThat(ProblemText.what(run.problem())).as(as).startsWith("The database did not answer in time.");
        }
        assertThat(run.endedAt()).as(as).isNotNull();
    }

    private static String expected(Ends job) {
        return switch (job) {
            case DONE, DONE_WITH_FAILURES -> "";
            case FAILED -> "AWS refused.";
            case BROKEN -> "The job failed unexpectedly. Stored data is unchanged.";
        };
    }

    private boolean held(SyncJob job) {
        return node.getBean(Leases.class).held(job.name());
    }

    private long count(String which) {
        return database.jdbc()
                .sql("select count(*) from sync_run where " + which)
                .query(Long.class)
                .single();
    }
}
