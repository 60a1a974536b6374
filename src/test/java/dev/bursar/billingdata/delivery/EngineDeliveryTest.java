package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The job from deliveries in the simulated AWS's bucket, whose lines the simulated Athena reduces, to sums on the real database. */
class EngineDeliveryTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-03T09:00:00Z"));
    private final SyncRig rig =
            new SyncRig(clock, Organisation.seeded(7, clock, LocalDate.parse("2026-10-31")), Map.of());

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        rig.close();
    }

    private AnnotationConfigApplicationContext node(Export export, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bursar.aws.charge-files", "s3://" + Export.BUCKET + "/" + export.prefix());
        all.put("bursar.data", folder.toString());
        return rig.context(all);
    }

    private static Map<String, Object> athena() {
        return Map.of(
                "bursar.athena.results",
                "s3://" + ResultsBucket.BUCKET + "/bursar/",
                "bursar.athena.database",
                "bursar");
    }

    private long fetched(String ending) {
        return rig.simulator.requests().entries().stream()
                .filter(entry -> entry.operation().equals("GetObject"))
                .map(RequestLog.Entry::filter)
                .filter(key -> key.startsWith("exports/") && key.endsWith(ending))
                .count();
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS_1_2", "CUR_2"})
    void linesThatAthenaReducesAreTheSameCosts(Export export) {
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        var billed = StoredSums.of(rig, Cost.BILLED);
        choose("athena");
        try (var node = node(export, athena())) {
            RunRow run = SyncRig.run(node, "exports");

            assertThat(run.problem()).isNull();
            assertThat(run.state()).isEqualTo(RunState.DONE);
            assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(billed);
            assertThat(rig.simulator.requests().counts()).containsKey("StartQueryExecution");
            rig.simulator.requests().clear();

            RunRow second = SyncRig.run(node, "exports");

            assertThat(second.progress().nowDoing()).isEqualTo("Nothing has changed");
            assertThat(rig.simulator.requests().counts()).doesNotContainKey("StartQueryExecution");
        }
    }

    @Test
    void textIsReducedHere() {
        choose("athena");
        try (var node = node(Export.FOCUS_1_2_CSV, athena())) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
        }
        assertThat(fetched(".csv.gz")).isPositive();
        assertThat(StoredSums.of(rig, Cost.BILLED)).isNotEmpty();
        assertThat(rig.simulator.requests().counts()).doesNotContainKey("StartQueryExecution");
    }

    private void choose(String place) {
        rig.database.jdbc().sql("""
                        insert into line_reduction (place, tested, chosen_by, chosen_at, version)
                        values (:place, true, 'test', '2026-11-01', 1)
                        on conflict (one) do update set place = excluded.place, version = line_reduction.version + 1
                        """).param("place", place).update();
    }

    private static String fact(AnnotationConfigApplicationContext node) {
        return node.getBean(DeliverySync.class).fact().orElse("");
    }

    @Test
    void untilAnAdminChoosesNothingIsAskedOfAnEngine() {
        Map<String, Object> both = new HashMap<>(athena());
        both.put("bursar.trino.url", "http://127.0.0.1:1");
        both.put("bursar.trino.results", "/tmp/results");
        try (var node = node(Export.FOCUS_1_2, both)) {
            assertThat(fact(node))
                    .isEqualTo("Athena and Trino are available but unused; Bursar adds up the lines itself");

            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);

            assertThat(rig.simulator.requests().counts()).doesNotContainKey("StartQueryExecution");
            assertThat(fetched(".parquet")).isPositive();
            choose("here");
            assertThat(fact(node))
                    .isEqualTo("Athena and Trino are available but unused; Bursar adds up the lines itself");
        }
    }

    @Test
    void aChoiceHoldsFromTheNextDeliveryOn() {
        try (var node = node(Export.FOCUS_1_2, athena())) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
            assertThat(rig.simulator.requests().counts()).doesNotContainKey("StartQueryExecution");
            var before = StoredSums.of(rig, Cost.BILLED);
            choose("athena");
            assertThat(fact(node)).isEqualTo("Lines are reduced in Athena");
            clock.forward(Duration.ofDays(1));

            assertThat(SyncRig.run(node, "exports").problem()).isNull();

            assertThat(rig.simulator.requests().counts()).containsKey("StartQueryExecution");
            var there = StoredSums.of(rig, Cost.BILLED);
            assertThat(there).isNotEqualTo(before);
            choose("here");
            rig.simulator.requests().clear();
            rig.database.jdbc().sql("update cost_delivery set tag = 'another'").update();

            assertThat(SyncRig.run(node, "exports").problem()).isNull();

            assertThat(rig.simulator.requests().counts()).doesNotContainKey("StartQueryExecution");
            assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(there);
        }
    }

    @Test
    void anEngineThatIsChosenAndNotSetUpIsAProblemAndCostsStay() {
        try (var node = node(Export.FOCUS_1_2, athena())) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
            var billed = StoredSums.of(rig, Cost.BILLED);
            choose("trino");
            clock.forward(Duration.ofDays(1));

            RunRow run = SyncRig.run(node, "exports");

            assertThat(ProblemText.both(run.problem()))
                    .contains("Trino, which is no longer set up", "choose in Set-up to have lines reduced here");
            assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(billed);
        }
    }

    @Test
    void aCapHoldsBeforeAQueryStarts() {
        choose("athena");
        var jdbc = rig.database.jdbc();
        jdbc.sql("update sync_settings set daily_cap_usd = 0.01").update();
        // less is left than a query's least price, which is 0.0000477
        jdbc.sql("""
                        insert into sync_request (day, run_id, api, account, region, outcome, requests, cost_usd)
                        values ('2026-11-03', 0, 'ce:GetCostAndUsage', '012345678901', '', 'answered', 1, 0.00996)
                        """).update();
        try (var node = node(Export.FOCUS_1_2, athena())) {
            RunRow run = SyncRig.run(node, "exports");

            assertThat(run.state()).isEqualTo(RunState.STOPPED_AT_CAP);
            assertThat(ProblemText.both(run.problem()))
                    .contains(
                            "Stopped at the daily cap", "raise the cap in Settings, or choose in Set-up to have lines");
            assertThat(rig.simulator.athena().billed()).isEmpty();
            assertThat(StoredSums.of(rig, Cost.BILLED)).isEmpty();
        }
    }
}
