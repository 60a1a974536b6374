package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeTotals.Cost;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The job from deliveries in the simulated AWS's bucket, whose lines the simulated Athena reduces, to sums on the real database. */
class EngineDeliveryTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-05T09:00:00Z"));
    private final SyncRig rig =
            new SyncRig(clock, Organisation.seeded(7, clock, LocalDate.parse("2026-10-28")), Map.of());

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
        try (var node = node(Export.FOCUS_1_2_CSV, athena())) {
            assertThat(SyncRig.run(node, "exports").state()).isEqualTo(RunState.DONE);
        }
        assertThat(fetched(".csv.gz")).isPositive();
        assertThat(StoredSums.of(rig, Cost.BILLED)).isNotEmpty();
        assertThat(rig.simulator.requests().counts()).doesNotContainKey("StartQueryExecution");
    }

    @Test
    void twoEnginesAreRefused() {
        Map<String, Object> both = new HashMap<>(athena());
        both.put("bursar.trino.url", "http://127.0.0.1:1");
        both.put("bursar.trino.results", "/tmp/results");

        assertThatThrownBy(() -> node(Export.FOCUS_1_2, both).close())
                .hasStackTraceContaining("Lines are reduced by one engine, and there are settings of Athena and Trino");
    }
}
