package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.reduction.DeliverySamples;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** Deliveries in a folder, as somebody copied them out of a bucket. */
class DeliveryFolderTest {
    private static final Instant DELIVERED = Instant.parse("2026-11-20T06:00:00Z");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private AnnotationConfigApplicationContext node;

    @TempDir
    Path folder;

    private Path exports;

    @BeforeEach
    void start() throws IOException {
        exports = Files.createDirectories(folder.resolve("exports"));
        node = SyncNode.start(
                clock,
                database.dataSource(),
                URI.create("http://127.0.0.1:1"),
                Map.of(
                        "bursar.aws.charge-files",
                        exports.toString(),
                        "bursar.data",
                        folder.resolve("data").toString()));
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private RunRow run() {
        return SyncNode.run(node, "exports").orElseThrow();
    }

    private String billed() {
        return node
                .getBean(ChargeTotals.class)
                .totals(LocalDate.parse("2020-01-01"), LocalDate.parse("2030-01-01"), List.of(), Cost.BILLED)
                .stream()
                .map(total -> total.amount().stripTrailingZeros().toPlainString() + " " + total.currency())
                .collect(Collectors.joining());
    }

    private Path chunk(String period, String name, double... billed) throws IOException {
        Path file = exports.resolve("team/data/BILLING_PERIOD=" + period).resolve(name);
        Files.createDirectories(file.getParent());
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        for (double amount : billed) {
            var line = ChargeLinesFile.focusLine(amount);
            LocalDate first = LocalDate.parse(period + "-01");
            line.put("ChargePeriodStart", first.atTime(3, 0));
            line.put("BillingPeriodStart", first.atStartOfDay());
            line.put("BillingPeriodEnd", first.plusMonths(1).atStartOfDay());
            lines.add(line);
        }
        return at(lines.csv(file), DELIVERED);
    }

    private Path manifest(String period, String... names) throws IOException {
        String files = Stream.of(names)
                .map(name -> "\"s3://bucket/somewhere/team/data/BILLING_PERIOD=" + period + "/" + name + "\"")
                .collect(Collectors.joining(","));
        return manifest(period, DELIVERED.plusSeconds(1), "{\"dataFiles\":[" + files + "]}");
    }

    private Path manifest(String period, Instant at, String json) throws IOException {
        Path file = exports.resolve("team/metadata/BILLING_PERIOD=" + period).resolve("team-Manifest.json");
        Files.createDirectories(file.getParent());
        return at(Files.writeString(file, json), at);
    }

    private static Path at(Path file, Instant time) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }

    @Test
    void severalFilesAreOneDeliveryThatTheNextReplaces() throws IOException {
        chunk("2026-11", "1.csv", 1.25, 2);
        chunk("2026-11", "2.csv", 4);
        manifest("2026-11", "1.csv", "2.csv");
        chunk("2026-10", "1.csv", 16);
        manifest("2026-10", "1.csv");
        RunRow run = run();
        assertThat(run.problem()).isNull();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.costUsd()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(billed()).isEqualTo("23.25 USD");

        chunk("2026-11", "1.csv", 8);
        at(manifest("2026-11", "1.csv"), DELIVERED.plusSeconds(60));
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(billed()).isEqualTo("24 USD");
        assertThat(run().progress().nowDoing()).isEqualTo("Nothing has changed");

        // delivered again with the same bytes: read, but stored once
        at(manifest("2026-11", "1.csv"), DELIVERED.plusSeconds(120));
        RunRow same = run();
        assertThat(same.state()).isEqualTo(RunState.DONE);
        assertThat(same.progress().rowsChanged()).isZero();
        assertThat(run().progress().nowDoing()).isEqualTo("Nothing has changed");
    }

    @Test
    void aDeliveryWithoutLinesTakesAwayWhatItsExportDelivered() throws IOException {
        chunk("2026-11", "1.csv", 1);
        manifest("2026-11", "1.csv");
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(billed()).isEqualTo("1 USD");
        chunk("2026-11", "1.csv");
        at(manifest("2026-11", "1.csv"), DELIVERED.plusSeconds(60));
        RunRow run = run();
        assertThat(run.problem()).isNull();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(billed()).isEmpty();
        assertThat(run().progress().nowDoing()).isEqualTo("Nothing has changed");
    }

    @Test
    void aMissingFileFailsItsBillingPeriodAlone() throws IOException {
        chunk("2026-11", "1.csv", 1);
        manifest("2026-11", "1.csv", "2.csv");
        chunk("2026-10", "1.csv", 16);
        manifest("2026-10", "1.csv");
        RunRow run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(run.progress().slicesFailed()).isOne();
        assertThat(ProblemText.what(run.problem()))
                .contains("team/data/BILLING_PERIOD=2026-11/2.csv")
                .contains("is missing");
        assertThat(billed()).isEqualTo("16 USD");
        chunk("2026-11", "2.csv", 2);
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(billed()).isEqualTo("19 USD");
    }

    @Test
    void aDamagedFileIsNamedWithWhatToDoAndReadAgainOnceItIsMended() throws IOException {
        Path damaged = chunk("2026-11", "1.csv", 1);
        Files.writeString(damaged, Files.readString(damaged).replace("1.0", "one"));
        at(damaged, DELIVERED);
        manifest("2026-11", "1.csv");
        chunk("2026-10", "1.csv", 16);
        manifest("2026-10", "1.csv");
        RunRow run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem()))
                .contains("2026-11 of " + exports + "/team/")
                .contains("1.csv, row 1");
        assertThat(ProblemText.whatToDo(run.problem())).isNotBlank();
        assertThat(billed()).isEqualTo("16 USD");
        assertThat(run().state()).as("the same again").isEqualTo(RunState.DONE_WITH_FAILURES);
        chunk("2026-11", "1.csv", 1);
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(billed()).isEqualTo("17 USD");
    }

    @Test
    void whatIsNewerThanItsManifestIsNotWholeYet() throws IOException {
        Path writing = chunk("2026-11", "1.csv", 1);
        manifest("2026-11", "1.csv");
        at(writing, clock.instant().minusSeconds(60));
        RunRow run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("is delivering 2026-11");
        assertThat(billed()).isEmpty();
        // nobody writes for an hour: the files were copied in another order
        clock.forward(java.time.Duration.ofHours(1));
        assertThat(run().state()).isEqualTo(RunState.DONE);
        assertThat(billed()).isEqualTo("1 USD");
    }

    @Test
    void aManifestThatNamesFilesElsewhereIsRefused() throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "secret");
        manifest("2026-11", DELIVERED, "{\"dataFiles\":[\"s3://bucket/../../secret.csv\"]}");
        RunRow run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("could leave its folder");
        manifest("2026-11", DELIVERED.plusSeconds(9), "{\"dataFiles\":[\"s3://bucket/secret.csv\"]}");
        assertThat(ProblemText.what(run().problem())).contains("is missing");
    }

    @Test
    void chargesOfAnotherBillingPeriodAreRefused() throws IOException {
        Path there = chunk("2026-10", "1.csv", 16);
        chunk("2026-11", "1.csv", 1);
        manifest("2026-11", "1.csv");
        Files.move(
                there,
                exports.resolve("team/data/BILLING_PERIOD=2026-11/1.csv"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        RunRow run = run();
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("billing period 2026-10");
        assertThat(billed()).isEmpty();
    }

    @Test
    void aLegacyReportIsFoundToo() throws IOException {
        Path legacy = exports.resolve("report/20261101-20261201/report-1.csv");
        Files.createDirectories(legacy.getParent());
        var line = ChargeLinesFile.curLine("Usage", 3);
        line.put("bill_billing_period_start_date", LocalDate.parse("2026-11-01").atStartOfDay());
        line.put("line_item_usage_start_date", LocalDate.parse("2026-11-03").atTime(5, 0));
        at(
                ChargeLinesFile.of(LineFormat.CUR_LEGACY)
                        .without("resource_tags")
                        .add(line)
                        .csv(legacy),
                DELIVERED);
        at(
                Files.writeString(
                        legacy.resolveSibling("report-Manifest.json"),
                        "{\"reportKeys\":[\"old/report/20261101-20261201/report-1.csv\"]}"),
                DELIVERED.plusSeconds(1));
        RunRow run = run();
        assertThat(run.problem()).isNull();
        assertThat(billed()).isEqualTo("3 USD");
    }

    @Test
    void anEmptyPlaceAmongSeveralLeavesTheNewestDeliveryOfTheOthers() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        chunk("2026-11", "a.csv", 1);
        manifest("2026-11", "a.csv");
        assertThat(newest(empty + "," + exports))
                .hasValueSatisfying(found -> assertThat(found.period()).isEqualTo("2026-11"));
        assertThatThrownBy(() -> newest(empty.toString()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem ->
                                assertThat(ProblemText.what(problem.problem())).startsWith("No export was found in "));
    }

    private Optional<DeliverySamples.Found> newest(String places) throws IOException {
        var environment = new MockEnvironment().withProperty("bursar.aws.charge-files", places);
        return new NewestDelivery(new DeliveryLocations(environment, List.of()), clock)
                .newest(node.getBean(ManualRequests.class).meter(), Files.createDirectories(folder.resolve("work")));
    }
}
