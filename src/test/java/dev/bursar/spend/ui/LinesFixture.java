package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.run.SyncRunner;
import module java.base;
import org.springframework.context.ApplicationContext;

/** A delivery of ten lines of a day, of two teams, in the folder that {@code bursar.aws.charge-files} names; and its charges. */
final class LinesFixture {
    static final LocalDate DAY = LocalDate.of(2026, 10, 3);
    /** Of this process, because another one may deliver too. */
    static final Path ROOT =
            Path.of("target/test-data/lines-" + ProcessHandle.current().pid() + "/team");

    static final Path FILE = ROOT.resolve("data/BILLING_PERIOD=2026-10/1.parquet");

    private final ApplicationContext portal;

    LinesFixture(ApplicationContext portal) {
        this.portal = portal;
    }

    void deliver() throws IOException {
        ChargeFixture.load(portal);
        Files.createDirectories(FILE.getParent());
        Path metadata = Files.createDirectories(ROOT.resolve("metadata/BILLING_PERIOD=2026-10"));
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).with("ChargeDescription", "varchar");
        for (int hour = 0; hour < 5; hour++) {
            for (String team : List.of("research", "vision")) {
                var line = ChargeLinesFile.focusLine(hour);
                line.put("ChargePeriodStart", LocalDateTime.of(2026, 10, 3, hour, 0));
                line.put("Tags", Map.of("team", team));
                line.put("ChargeDescription", team + " in hour " + hour);
                lines.add(line);
            }
        }
        lines.parquet(FILE);
        Files.writeString(
                metadata.resolve("team-Manifest.json"),
                "{\"dataFiles\":[\"s3://b/data/BILLING_PERIOD=2026-10/1.parquet\"]}");
        SyncJob job = portal.getBeansOfType(SyncJob.class).values().stream()
                .filter(one -> one.name().equals("exports"))
                .findFirst()
                .orElseThrow();
        var runner = portal.getBean(SyncRunner.class);
        // Bursar itself reads it, not whoever is signed in
        var run = CompletableFuture.supplyAsync(() -> runner.run(job, "test").orElseThrow())
                .join();
        assertThat(run.problem()).isNull();
        assertThat(run.state()).isEqualTo(RunState.DONE);
    }
}
