package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.delivery.EngineRuns.EngineRun;
import dev.bursar.billingdata.engine.ScanPrice;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.faults.QueryEnding;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What becomes of an engine's runs: how far they are, what they cost, what is left of them, and how they end badly. */
class EngineRunTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final SyncRig rig = new SyncRig(clock, SmallOrganisation.opened(clock, "2026-10-31"), Map.of());

    @TempDir
    Path folder;

    @BeforeEach
    void choose() {
        rig.simulator.rowsPerExportFile(SmallOrganisation.ROWS);
        rig.database
                .jdbc()
                .sql("insert into line_reduction (place, tested, chosen_by, chosen_at, version)"
                        + " values ('athena', true, 'test', '2026-11-01', 1)"
                        + " on conflict (one) do update set place = excluded.place")
                .update();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private AnnotationConfigApplicationContext node(int groupFiles, String... settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "bursar.athena.results",
                "s3://" + ResultsBucket.BUCKET + "/bursar/",
                "bursar.athena.database",
                "bursar",
                "bursar.engine.group-files",
                String.valueOf(groupFiles),
                "bursar.aws.charge-files",
                "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix(),
                "bursar.data",
                folder.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return rig.context(all);
    }

    private BigDecimal metered() {
        return rig.database
                .jdbc()
                .sql("select coalesce(sum(cost_usd), 0) from sync_request where api = 'athena:DataScanned'")
                .query(BigDecimal.class)
                .single();
    }

    private BigDecimal billed() {
        return rig.simulator.athena().billed().stream().map(ScanPrice::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<String> results() {
        return rig.simulator.results().keys("");
    }

    private long count(String table) {
        return rig.database
                .jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    @Test
    void whatAnEngineDidIsKnownAndItsResultsAreRemoved() {
        rig.simulator.results().put("bursar/of-others", new byte[] {1});
        rig.simulator.results().put("bursar/0123/of-others", new byte[] {1});
        try (var node = node(1)) {
            RunRow run = SyncRig.run(node, "exports");

            assertThat(run.state()).isEqualTo(RunState.DONE);
            assertThat(results()).containsExactly("bursar/0123/of-others", "bursar/of-others");
            assertThat(count("engine_result") + count("engine_folder")).isZero();
            assertThat(rig.simulator.requests().count("DeleteObject")).isPositive();
            List<EngineRun> runs = node.getBean(EngineRuns.class).ofRuns(List.of(run.id()));
            assertThat(runs).hasSize(2).allSatisfy(one -> {
                assertThat(one.progress().groups())
                        .isGreaterThan(1)
                        .isEqualTo(one.progress().done());
                assertThat(one.progress().bytes()).isPositive();
                assertThat(one.progress().kept()).isZero();
            });
            assertThat(runs.stream()
                            .map(one -> Objects.requireNonNull(one.progress().usd()))
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(billed())
                    .isEqualByComparingTo(metered());
            assertThat(run.costUsd()).isGreaterThan(billed());
        }
    }

    @Test
    void whoMayNotRemoveResultsIsToldAndNothingFails() {
        rig.simulator.faults().add(Fault.accessDenied().on("DeleteObject"));
        try (var node = node(500)) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
            assertThat(results()).isNotEmpty();
            assertThat(node.getBean(EngineRuns.class).denied()).hasValueSatisfying(denied -> {
                assertThat(denied.folder()).startsWith("s3://" + ResultsBucket.BUCKET + "/bursar/");
                assertThat(denied.said()).contains("s3:DeleteObject");
            });
            rig.simulator.faults().clear();

            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);

            assertThat(results()).isEmpty();
            assertThat(node.getBean(EngineRuns.class).denied()).isEmpty();
        }
    }

    @Test
    void aRunThatIsStoppedCancelsTheQueryThereAndTheNextOneGoesOn() {
        try (var node = node(1)) {
            // the first group has been read when a query doesn't end
            rig.simulator
                    .faults()
                    .add(Fault.query(QueryEnding.TIMEOUT)
                            .on("StartQueryExecution")
                            .after(4)
                            .times(1));
            var running = CompletableFuture.supplyAsync(() -> SyncRig.run(node, "exports"));
            Awaited.until(() -> rig.simulator.requests().count("StartQueryExecution") > 4);
            rig.database
                    .jdbc()
                    .sql("update sync_run set stop_asked_by = 'admin' where job = 'exports' and state = 'running'")
                    .update();

            assertThat(running.join().state()).isEqualTo(RunState.STOPPED);

            assertThat(rig.simulator.requests().count("StopQueryExecution")).isOne();
            assertThat(count("charge")).isZero();
            assertThat(metered()).isPositive().isEqualByComparingTo(billed());
            rig.simulator.faults().clear();
            clock.forward(Duration.ofMinutes(1));

            RunRow next = SyncRig.run(node, "exports");

            assertThat(next.state()).isEqualTo(RunState.DONE);
            assertThat(node.getBean(EngineRuns.class).ofRuns(List.of(next.id())).stream()
                            .mapToInt(one -> one.progress().kept())
                            .sum())
                    .isPositive();
            assertThat(metered()).isEqualByComparingTo(billed());
            assertThat(results()).isEmpty();
        }
    }

    @Test
    void aCapInTheMiddlePaysNothingTwice() {
        try (var capped = node(1, "bursar.sync.daily-cap-usd", "0.0003")) {
            assertThat(SyncRig.run(capped, "exports").state()).isEqualTo(RunState.STOPPED_AT_CAP);
        }
        assertThat(count("charge")).isZero();
        assertThat(metered()).isPositive().isEqualByComparingTo(billed());
        clock.forward(Duration.ofDays(1));
        try (var node = node(1)) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
        }
        assertThat(metered()).isEqualByComparingTo(billed());
    }

    @Test
    void whatGoesWrongInAthenaIsSaidAndStoredCostsStay() {
        try (var node = node(500)) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
            var before = StoredSums.of(rig, Cost.BILLED);
            rig.organisation.restate(YearMonth.of(2026, 11));
            int failed = 0;
            for (var wrong : Map.of(
                            QueryEnding.EXHAUSTED, "ran out of memory",
                            QueryEnding.BAD_DATA, "the query failed",
                            QueryEnding.DENIED, "access was denied",
                            QueryEnding.NOT_WRITTEN, "results can\u2019t be written",
                            QueryEnding.INTERNAL, "can\u2019t be reached, or it stopped",
                            QueryEnding.LIMIT, "a query reached a limit",
                            QueryEnding.CANCELLED, "somebody cancelled the query there")
                    .entrySet()) {
                clock.forward(Duration.ofMinutes(1));
                rig.simulator
                        .faults()
                        .add(Fault.query(wrong.getKey())
                                .on("StartQueryExecution")
                                // AWS answers a token of a query that failed by that query
                                .after(2 + failed++)
                                .times(1));

                RunRow run = SyncRig.run(node, "exports");

                assertThat(run.state()).isIn(RunState.FAILED, RunState.DONE_WITH_FAILURES);
                assertThat(ProblemText.what(run.problem()))
                        .contains("Athena did not reduce the lines of 2026-11: ", wrong.getValue());
                assertThat(ProblemText.whatToDo(run.problem()))
                        .endsWith("Stored data for the billing period is unchanged.");
                assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(before);
                rig.simulator.faults().clear();
            }
            clock.forward(Duration.ofMinutes(1));
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
            assertThat(StoredSums.of(rig, Cost.BILLED)).isNotEqualTo(before);
            assertThat(metered()).isEqualByComparingTo(billed());
        }
    }

    @Test
    void resultsThatNobodyWentOnWithAreRemovedAfterSomeDays() {
        try (var node = node(1)) {
            rig.simulator
                    .faults()
                    .add(Fault.query(QueryEnding.EXHAUSTED)
                            .on("StartQueryExecution")
                            .after(5)
                            .times(1));
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE_WITH_FAILURES);
            assertThat(results()).isNotEmpty();
            List<String> left = results();
            rig.simulator.faults().clear();
            // AWS delivers both months again
            clock.forward(Duration.ofDays(2));
            rig.organisation.restate(YearMonth.of(2026, 10));
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
            assertThat(results()).isNotEmpty().isSubsetOf(left);
            clock.forward(Duration.ofDays(2));

            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);

            assertThat(results()).isEmpty();
        }
    }
}
