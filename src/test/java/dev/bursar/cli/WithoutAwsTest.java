package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.ImportService;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.charges.ChargeTotals;
import dev.bursar.charges.ChargeTotals.By;
import dev.bursar.charges.ChargeTotals.Cost;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.SyncRunner;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Commands of a portal that lives on imported files. */
class WithoutAwsTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private final AnnotationConfigApplicationContext node = SyncNode.start(
            clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of("bursar.aws.team-tag", ""));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private int run(Command command, String... arguments) {
        try (var print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            return command.run(List.of(arguments), print);
        }
    }

    private SyncJobs jobs() {
        return node.getBean(SyncJobs.class);
    }

    private int importFile() {
        var line = ChargeLinesFile.focusLine(1.5);
        line.put("Tags", Map.of("squad", "vision"));
        Path file = ChargeLinesFile.of(LineFormat.FOCUS).add(line).csv(folder.resolve("charges.csv"));
        return run(
                new ImportCommand(node.getBean(ImportService.class), jobs(), node.getBean(SyncRunner.class)),
                file.toString());
    }

    private List<String> teams() {
        return node
                .getBean(ChargeTotals.class)
                .totals(LocalDate.parse("2020-01-01"), LocalDate.parse("2030-01-01"), List.of(By.TEAM), Cost.BILLED)
                .stream()
                .map(total -> total.values().getFirst())
                .toList();
    }

    @Test
    void anImportGivesItsChargesToTheirTeamsAtOnceWhereAKeyIsKnown() {
        database.jdbc()
                .sql("update team_key set tag_key = 'squad', chosen_by = 'Admin', chosen_at = now()")
                .update();
        assertThat(importFile()).isZero();
        assertThat(teams()).containsExactly("vision");
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
    }

    @Test
    void aSyncDoesWhatItCanAndNamesWhatWaits() {
        assertThat(importFile()).isZero();
        assertThat(teams()).containsExactly("Unallocated");
        out.reset();
        assertThat(run(new SyncCommand(jobs(), node.getBean(SyncRunner.class)), "--wait"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Refresh costs: waiting\n  No cost allocation tag has been chosen to identify teams.",
                        "Read accounts: waiting\n  Costs come from imported files, and AWS is not connected.",
                        "Apply ownership rules: Done");
    }
}
