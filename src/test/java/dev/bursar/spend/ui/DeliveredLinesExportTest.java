package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostService;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.files.menu.ExportMenu.Content;
import dev.bursar.kernel.Role;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncRunner;
import dev.bursar.testing.BursarTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What people get who export the lines of what Spend shows. */
@BursarTest(
        properties = {
            "bursar.aws.charge-files=${user.dir}/target/test-data/lines-deliveries",
            "bursar.aws.team-tag=team"
        })
class DeliveredLinesExportTest {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 3);

    @Autowired
    private List<SyncJob> jobs;

    @Autowired
    private SyncRunner runner;

    @Autowired
    private CostService costs;

    @Autowired
    private SpendExport export;

    @Autowired
    private ApplicationContext portal;

    @BeforeEach
    void delivery() throws IOException {
        ChargeFixture.load(portal);
        Path root = Path.of("target/test-data/lines-deliveries/team");
        Path data = Files.createDirectories(root.resolve("data/BILLING_PERIOD=2026-10"));
        Path metadata = Files.createDirectories(root.resolve("metadata/BILLING_PERIOD=2026-10"));
        Path manifest = metadata.resolve("team-Manifest.json");
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
        lines.parquet(data.resolve("1.parquet"));
        Files.writeString(manifest, "{\"dataFiles\":[\"s3://b/data/BILLING_PERIOD=2026-10/1.parquet\"]}");
        SyncJob job = jobs.stream()
                .filter(one -> one.name().equals("exports"))
                .findFirst()
                .orElseThrow();
        // Bursar itself reads it, not whoever is signed in
        var run = CompletableFuture.supplyAsync(() -> runner.run(job, "test").orElseThrow())
                .join();
        assertThat(run.problem()).isNull();
        assertThat(run.state()).isEqualTo(RunState.DONE);
    }

    private static CostQuery question(LocalDate to) {
        return new CostQuery(DAY, to, Granularity.DAILY, CostMetric.BILLED, Dimension.TEAM, List.of());
    }

    private String csv() throws IOException {
        var file = new SpendFile(SpendFile.Content.LINES, question(DAY.plusDays(1)), SpendUrl.View.DAILY);
        assertThat(SpendFile.read(file.stored())).isEqualTo(file);
        assertThat(export.about(file.stored()).file()).isEqualTo("lines-2026-10-03-to-2026-10-03");
        var out = new ByteArrayOutputStream();
        export.answer(file.stored(), ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeGetsAllLinesWithTheFilesColumns() throws IOException {
        assertThat(csv().lines())
                .hasSize(11)
                .anySatisfy(line -> assertThat(line).contains("ChargeDescription"))
                .anySatisfy(
                        line -> assertThat(line).contains("2026-10-03 04:00:00").contains("vision in hour 4"));
        assertThat(offered(DAY.plusDays(31))).contains("Delivered lines");
        assertThat(offered(DAY.plusDays(32))).doesNotContain("Delivered lines");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadGetsTheLinesOfTheirTeamOnly() throws IOException {
        assertThat(csv().lines())
                .hasSize(6)
                .noneSatisfy(line -> assertThat(line).contains("vision"));
    }

    @Test
    @SignedInAs(Role.LEAD)
    void whoLeadsNobodyGetsNone() throws IOException {
        assertThat(csv().lines()).hasSizeLessThanOrEqualTo(1);
    }

    private List<String> offered(LocalDate to) {
        return export.offered(SpendUrl.DEFAULT, costs.ask(question(to)), Duration.ZERO).stream()
                .map(Content::name)
                .toList();
    }
}
