package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.kernel.Actor;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** In the whole portal a delivery comes in as Bursar itself, for nobody is signed in. */
@BursarTest(properties = "bursar.aws.charge-files=${user.dir}/target/test-data/portal-deliveries")
class DeliveryPortalTest {
    @Autowired
    private List<SyncJob> jobs;

    @Autowired
    private SyncRunner runner;

    @Autowired
    private TestDatabase database;

    @Test
    void aDeliveryComesInAsBursarItself() throws IOException {
        Path export = Path.of("target/test-data/portal-deliveries/team");
        Path data = Files.createDirectories(export.resolve("data/BILLING_PERIOD=2026-10"));
        Path metadata = Files.createDirectories(export.resolve("metadata/BILLING_PERIOD=2026-10"));
        ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(2)).csv(data.resolve("1.csv"));
        Files.writeString(
                metadata.resolve("team-Manifest.json"),
                "{\"dataFiles\":[\"s3://b/data/BILLING_PERIOD=2026-10/1.csv\"]}");
        SyncJob job = jobs.stream()
                .filter(one -> one.name().equals("exports"))
                .findFirst()
                .orElseThrow();

        var run = runner.run(job, "test").orElseThrow();

        assertThat(run.problem()).isNull();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(job.counted()).isEqualTo(ProgressUnit.DELIVERIES);
        assertThat(text("select imported_by from cost_export")).isEqualTo(Actor.SYSTEM.name());
        assertThat(text("select actor_name from journal where action = 'charge-files-imported'"))
                .isEqualTo(Actor.SYSTEM.name());
    }

    private String text(String question) {
        return database.jdbc().sql(question).query(String.class).single();
    }
}
