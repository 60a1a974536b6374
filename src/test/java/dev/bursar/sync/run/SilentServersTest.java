package dev.bursar.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SilentServer;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Whoever doesn't answer holds no run, and no node's end. */
class SilentServersTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private static SyncRig rig;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        var clock = new MovableClock(Instant.parse("2026-11-02T09:00:00Z"));
        rig = new SyncRig(clock, Organisation.seeded(42, clock, LocalDate.parse("2026-10-28")), Map.of());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private AnnotationConfigApplicationContext node(SilentServer silent, boolean aws, String engine) {
        rig.database
                .jdbc()
                .sql("insert into line_reduction (place, tested, chosen_by, chosen_at, version)"
                        + " values (:place, true, 'test', '2026-11-01', 1)"
                        + " on conflict (one) do update set place = excluded.place")
                .param("place", engine)
                .update();
        Map<String, Object> settings = Map.of(
                "bursar.data",
                folder.toString(),
                "bursar.aws.charge-files",
                "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix(),
                "bursar.athena.results",
                "s3://" + ResultsBucket.BUCKET + "/bursar/",
                "bursar.athena.database",
                "bursar",
                "bursar.trino.url",
                silent.address().toString(),
                "bursar.trino.results",
                folder.resolve("results").toString());
        return aws ? rig.context(settings, silent.address()) : rig.context(settings);
    }

    /** Returns once somebody waits for an answer. Athena is the only one that is silent beside a S3 that answers. */
    private static void awaitAsked(SilentServer silent, String engine) {
        if (engine.equals("athena")) {
            // before the first statement
            Awaited.until(() -> rig.database
                    .jdbc()
                    .sql("select exists (select from engine_folder)")
                    .query(Boolean.class)
                    .single());
        } else {
            silent.awaitAsked();
        }
    }

    @BeforeEach
    void silenceAthena() {
        rig.database.jdbc().sql("delete from engine_folder").update();
        rig.simulator.faults().add(Fault.slow(Duration.ofMinutes(2)).on("StartQueryExecution"));
    }

    /** In S3 the first list, in an engine the first statement. */
    @ParameterizedTest
    @CsvSource({
        "accounts, true, here",
        "costs, true, here",
        "exports, true, here",
        "exports, false, trino",
        "exports, false, athena"
    })
    void aRunThatWaitsForOneStopsWithinFiveSeconds(String job, boolean aws, String engine) {
        try (var silent = new SilentServer();
                var node = node(silent, aws, engine)) {
            var run = CompletableFuture.supplyAsync(() -> SyncRig.run(node, job));
            awaitAsked(silent, engine);
            rig.database
                    .jdbc()
                    .sql("update sync_run set stop_asked_by = 'admin' where job = :job and state = 'running'")
                    .param("job", job)
                    .update();
            long asked = System.nanoTime();

            RunRow stopped = run.join();

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
            assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
        }
    }

    @ParameterizedTest
    @CsvSource({"accounts, true, here", "exports, false, trino", "exports, false, athena"})
    void aNodeEndsWithinFiveSeconds(String job, boolean aws, String engine) {
        try (var silent = new SilentServer();
                var node = node(silent, aws, engine)) {
            var run = CompletableFuture.supplyAsync(() -> SyncRig.run(node, job));
            awaitAsked(silent, engine);
            long asked = System.nanoTime();

            node.getBean(SyncRunner.class).stop(Duration.ofSeconds(20));

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
            assertThat(run.join().endedAt()).as("goes on elsewhere").isNull();
            rig.database.jdbc().sql("delete from sync_run").update();
        }
    }
}
