package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.ImportOutcome;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.Readings;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.By;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.setup.ImportedKey;
import dev.bursar.setup.SetupService;
import dev.bursar.spend.CostExplorerDifferences;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.control.SyncService.Late;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** From an export's file to sums on the real database. */
class ImportTest {
    private static final LocalDate FROM = LocalDate.parse("2020-01-01");
    private static final LocalDate TO = LocalDate.parse("2030-01-01");
    private static final String ACCOUNT = "012345678901";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private AnnotationConfigApplicationContext node;
    private ImportService imports;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        VersionGuard.on(database);
        node = SyncNode.start(clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of());
        imports = new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder));
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    private ImportOutcome take(Path... files) throws IOException {
        return imports.take(
                Stream.of(files)
                        .map(file -> new ChargeFile(file.getFileName().toString(), file))
                        .toList(),
                ReadListener.NONE);
    }

    /** Sums by a dimension and currency, proved to be those of the rollups too. */
    private Map<String, BigDecimal> totals(Cost cost, By... by) {
        var totals = node.getBean(ChargeTotals.class);
        assertThat(totals.differencesOfRollups()).isZero();
        Map<String, BigDecimal> sums = new TreeMap<>();
        totals.totals(FROM, TO, List.of(by), cost)
                .forEach(total -> sums.put(
                        String.join(
                                "|",
                                Stream.concat(total.values().stream(), Stream.of(total.currency()))
                                        .toList()),
                        total.amount().stripTrailingZeros()));
        return sums;
    }

    private long count(String from) {
        return database.jdbc()
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    private static Map<String, Object> line(String day, String account, double billed, String... tags) {
        var line = ChargeLinesFile.focusLine(billed);
        line.put("ChargePeriodStart", LocalDate.parse(day).atTime(3, 0));
        line.put("SubAccountId", account);
        if (tags.length > 0) {
            Map<String, String> map = new TreeMap<>();
            for (int i = 0; i < tags.length; i += 2) {
                map.put(tags[i], tags[i + 1]);
            }
            line.put("Tags", map);
        }
        return line;
    }

    private Path focus(String name, List<Map<String, Object>> lines) {
        var export = ChargeLinesFile.of(LineFormat.FOCUS);
        lines.forEach(export::add);
        return export.csv(folder.resolve(name));
    }

    @Test
    void theSharedReportsComeInWithTheirTotals() throws IOException {
        Path cur = Readings.shared("cur/aws-cur-legacy-anonymous-1281rows.csv");
        Path focus = Readings.shared("focus/focus_sample_1000.csv");
        take(cur);
        assertThat(totals(Cost.UNBLENDED)).containsExactly(Map.entry("USD", new BigDecimal("1.6823086974")));
        assertThat(totals(Cost.BILLED)).containsExactly(Map.entry("USD", new BigDecimal("1.6823086974")));
        database.jdbc()
                .sql("with versions as (delete from charge_month) delete from charge")
                .update();
        var done = (ImportOutcome.Done) take(focus);
        Map<String, BigDecimal> expected = new TreeMap<>();
        done.read()
                .totals()
                .forEach((currency, costs) ->
                        expected.put(currency, costs.get("BilledCost").stripTrailingZeros()));
        assertThat(done.stored().lines()).isEqualTo(1_000);
        Map<String, BigDecimal> stored = new TreeMap<>();
        database.jdbc()
                .sql("select currency, sum(billed_cost) from charge group by 1")
                .query(row -> {
                    stored.put(row.getString(1), row.getBigDecimal(2).stripTrailingZeros());
                });
        assertThat(stored).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(LineFormat.class)
    void everyLineOfAnyFormatCounts(LineFormat format) throws IOException {
        var lines = ChargeLinesFile.random(format, 7, 3_000);
        String billed = format == LineFormat.FOCUS ? "BilledCost" : "line_item_unblended_cost";
        String currency = format == LineFormat.FOCUS ? "BillingCurrency" : "line_item_currency_code";
        Path file = (format == LineFormat.CUR_LEGACY ? lines.without("resource_tags") : lines)
                .parquet(folder.resolve("lines.parquet"));
        var done = (ImportOutcome.Done) take(file);
        Map<String, DeliveredCosts.Sum> sums =
                DeliveredCosts.Part.total(done.stored().parts());
        for (String one : sums.keySet()) {
            if (format == LineFormat.FOCUS) {
                assertThat(sums.get(one).billed()).isEqualByComparingTo(lines.total(billed, currency, one));
            }
            assertThat(totals(Cost.BILLED).get(one))
                    .isEqualByComparingTo(sums.get(one).billed());
            assertThat(totals(Cost.EFFECTIVE).get(one))
                    .isEqualByComparingTo(sums.get(one).effective());
        }
        if (format != LineFormat.FOCUS) {
            assertThat(totals(Cost.UNBLENDED).get("USD")).isEqualByComparingTo(lines.total(billed, currency, "USD"));
        }
        assertThat(done.stored().lines()).isEqualTo(3_000);
        assertThat(count("charge")).isEqualTo(done.stored().charges());
        assertThat(count("charge_slice where charges = 0")).isZero();
        assertThat(count("(select sum(charges) s from charge_slice) x where s = (select count(*) from charge)"))
                .isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS", "CUR_2"})
    void whatCostExplorerShowsIsKnownOfReportsOnly(LineFormat format) throws IOException {
        var lines = ChargeLinesFile.of(format)
                .add(
                        format == LineFormat.FOCUS
                                ? ChargeLinesFile.focusLine(1.5)
                                : ChargeLinesFile.curLine("Usage", 1.5));
        take(lines.parquet(folder.resolve("lines.parquet")));
        var question = new CostQuery(
                LocalDate.parse("2026-10-01"),
                LocalDate.parse("2026-11-01"),
                Granularity.DAILY,
                CostMetric.BILLED,
                Dimension.SERVICE,
                List.of());
        var difference =
                node.getBean(CostExplorerDifferences.class).of(question, "USD").orElseThrow();
        assertThat(difference.exported()).isTrue();
        assertThat(difference.known()).isEqualTo(format != LineFormat.FOCUS);
        assertThat(database.jdbc()
                        .sql("select after->>'billedCost USD' from journal where action = 'charge-files-imported'")
                        .query(String.class)
                        .single())
                .isEqualTo("1.5");
    }

    @Test
    void theSameFilesAgainCostNothing() throws IOException {
        Path file = focus("one.csv", List.of(line("2026-10-03", ACCOUNT, 1.25)));
        take(file);
        Path copy = Files.copy(file, folder.resolve("copy.csv"));
        assertThat(take(copy)).isInstanceOf(ImportOutcome.Unchanged.class);
        assertThat(count("journal where action = 'charge-files-imported'")).isOne();
    }

    @Test
    void aLaterDeliveryReplacesTheBillingPeriodAndNothingElse() throws IOException {
        var november = line("2026-11-02", ACCOUNT, 7);
        november.put("BillingPeriodStart", LocalDateTime.of(2026, 11, 1, 0, 0));
        take(focus(
                "first.csv",
                List.of(line("2026-10-03", ACCOUNT, 1.25, "team", "vision"), line("2026-10-04", "2", 2), november)));
        var correction = line("2026-09-29", ACCOUNT, -0.5);
        take(focus("second.csv", List.of(line("2026-10-03", ACCOUNT, 1.5, "team", "vision"), correction)));
        assertThat(totals(Cost.BILLED, By.DAY))
                .isEqualTo(Map.of(
                        "2026-09-29|USD", new BigDecimal("-0.5"),
                        "2026-10-03|USD", new BigDecimal("1.5"),
                        "2026-11-02|USD", new BigDecimal("7")));
        assertThat(finality())
                .isEqualTo(Map.of("2026-09-29", "settled", "2026-10-03", "restated", "2026-11-02", "estimated"));
        assertThat(count("cost_export")).isEqualTo(2);
    }

    private Map<String, String> finality() {
        Map<String, String> found = new TreeMap<>();
        database.jdbc()
                .sql("select charge_day::text, finality from charge_slice")
                .query(row -> {
                    found.put(row.getString(1), row.getString(2));
                });
        return found;
    }

    @Test
    void whatIsRefusedLeavesEverythingAsItWas() throws IOException {
        take(focus("first.csv", List.of(line("2026-10-03", ACCOUNT, 1.25))));
        var before = totals(Cost.BILLED, By.DAY, By.ACCOUNT);
        Path broken = focus("second.csv", List.of(line("2026-10-03", ACCOUNT, 9), line("2026-10-03", "2", 9)));
        Files.writeString(broken, Files.readString(broken).replaceFirst("9\\.0", "1,009.0"));
        assertThatThrownBy(() -> take(broken)).isInstanceOf(ChargeFileRefused.class);
        assertThatThrownBy(() -> imports.take(
                        List.of(new ChargeFile("x", focus("x.csv", List.of(line("2026-10-03", "3", 1))))),
                        new ReadListener() {
                            @Override
                            public boolean cancelled() {
                                return true;
                            }
                        }))
                .isInstanceOf(ReadCancelled.class);
        assertThat(totals(Cost.BILLED, By.DAY, By.ACCOUNT)).isEqualTo(before);
        assertThat(count("cost_export")).isOne();
        assertThat(count("journal where action = 'charge-files-imported'")).isOne();
    }

    @Test
    void anExportStandsInForWhatCostExplorerSaysOfItsAccounts() throws IOException {
        ChargeFixture.load(node, "2026-10-03", ACCOUNT, "Amazon S3", "vision", "10");
        ChargeFixture.load(node, "2026-10-05", ACCOUNT, "Amazon S3", "vision", "20");
        ChargeFixture.load(node, "2026-11-03", ACCOUNT, "Amazon S3", "vision", "40");
        ChargeFixture.load(node, "2026-10-03", "000000000099", "Amazon S3", "vision", "80");
        take(focus("october.csv", List.of(line("2026-10-03", ACCOUNT, 1.25))));
        var expected = Map.of(
                "2026-10-03|" + ACCOUNT + "|USD",
                new BigDecimal("1.25"),
                "2026-11-03|" + ACCOUNT + "|USD",
                new BigDecimal("4E+1"),
                "2026-10-03|000000000099|USD",
                new BigDecimal("8E+1"));
        assertThat(totals(Cost.BILLED, By.DAY, By.ACCOUNT)).isEqualTo(expected);

        // what Cost Explorer says later is compared with what it said, and stays aside
        ChargeFixture.load(node, "2026-10-05", ACCOUNT, "Amazon S3", "vision", "21");
        ChargeFixture.load(node, "2026-10-06", ACCOUNT, "Amazon S3", "vision", "3");
        assertThat(totals(Cost.BILLED, By.DAY, By.ACCOUNT)).isEqualTo(expected);
        assertThat(count("cost_explorer_charge")).isEqualTo(5);
        assertThat(database.jdbc()
                        .sql("select sum(billed_cost) from cost_explorer_charge")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("154");

        // and is back where the next delivery has no costs of the account
        clock.forward(Duration.ofDays(1));
        take(focus("again.csv", List.of(line("2026-10-03", "5", 1.25))));
        assertThat(totals(Cost.BILLED, By.DAY, By.ACCOUNT))
                .isEqualTo(Map.of(
                        "2026-10-03|5|USD",
                        new BigDecimal("1.25"),
                        "2026-10-03|" + ACCOUNT + "|USD",
                        new BigDecimal("1E+1"),
                        "2026-10-05|" + ACCOUNT + "|USD",
                        new BigDecimal("21"),
                        "2026-10-06|" + ACCOUNT + "|USD",
                        new BigDecimal("3"),
                        "2026-11-03|" + ACCOUNT + "|USD",
                        new BigDecimal("4E+1"),
                        "2026-10-03|000000000099|USD",
                        new BigDecimal("8E+1")));
        assertThat(count("superseded_charge")).isZero();
    }

    @Test
    void anotherTagNamesTeamsWithoutReadingAgain() throws IOException {
        take(focus(
                "october.csv",
                List.of(
                        line("2026-10-03", ACCOUNT, 1.25, "team", "vision", "env", "prod"),
                        line("2026-10-03", ACCOUNT, 2.5, "env", "dev"))));
        SyncNode.run(node, "ownership");
        assertThat(totals(Cost.BILLED, By.TEAM))
                .isEqualTo(Map.of("vision|USD", new BigDecimal("1.25"), "Unallocated|USD", new BigDecimal("2.5")));
        try (var owner = database.owner()) {
            org.springframework.jdbc.core.simple.JdbcClient.create(owner)
                    .sql("update team_key set tag_key = 'env', chosen_by = 'x', chosen_at = now()")
                    .update();
        }
        SyncNode.run(node, "ownership");
        assertThat(totals(Cost.BILLED, By.TAG))
                .isEqualTo(Map.of("prod|USD", new BigDecimal("1.25"), "dev|USD", new BigDecimal("2.5")));
        assertThat(totals(Cost.BILLED, By.TEAM))
                .isEqualTo(Map.of("prod|USD", new BigDecimal("1.25"), "dev|USD", new BigDecimal("2.5")));
        // the same delivery again is no restatement
        take(focus(
                "again.csv",
                List.of(
                        line("2026-10-03", ACCOUNT, 2.5, "env", "dev"),
                        line("2026-10-03", ACCOUNT, 1.25, "team", "vision", "env", "prod"))));
        assertThat(finality()).isEqualTo(Map.of("2026-10-03", "settled"));
    }

    @Test
    void chargesBelongToTeamsByTheTag() throws IOException {
        take(focus(
                "october.csv",
                List.of(
                        line("2026-10-03", ACCOUNT, 1.25, "team", "vision"),
                        line("2026-10-03", ACCOUNT, 2.5, "team", "fraud"),
                        line("2026-10-03", ACCOUNT, 4))));
        SyncNode.run(node, "ownership");
        assertThat(totals(Cost.BILLED, By.TEAM))
                .isEqualTo(Map.of(
                        "vision|USD", new BigDecimal("1.25"),
                        "fraud|USD", new BigDecimal("2.5"),
                        "Unallocated|USD", new BigDecimal("4")));
    }

    @Test
    void whereAwsIsNeverReachedATagOfTheFilesNamesTeams() throws IOException {
        try (var alone = SyncNode.start(
                clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of("bursar.aws.team-tag", ""))) {
            var importing = new ImportService(alone.getBean(DeliveredCosts.class), new ImportFolder(folder));
            var setup = alone.getBean(SetupService.class);
            assertThat(setup.state().imported()).isEmpty();
            SyncNode.run(alone, "accounts");
            clock.forward(Duration.ofDays(2));
            assertThat(alone.getBean(SyncService.class).late())
                    .extracting(Late::title)
                    .containsExactly("Read accounts");
            importing.take(
                    List.of(new ChargeFile(
                            "october.csv",
                            focus(
                                    "october.csv",
                                    List.of(
                                            line("2026-10-03", ACCOUNT, 4, "squad", "vision", "env", "prod"),
                                            line("2026-10-04", ACCOUNT, 2, "squad", "audio"),
                                            line("2026-10-05", ACCOUNT, 1))))),
                    ReadListener.NONE);
            assertThat(setup.state().costsOfAws()).isFalse();
            assertThat(setup.state().imported()).extracting(ImportedKey::key).containsExactly("env", "squad");
            var squad = setup.state().imported().getLast();
            assertThat(squad.month()).isEqualTo(YearMonth.of(2026, 10));
            assertThat(squad.values()).isEqualTo(2);
            assertThat(squad.sums().get("USD").tagged()).isEqualByComparingTo("6");
            assertThat(squad.sums().get("USD").untagged()).isEqualByComparingTo("1");

            setup.choose(TeamKeys.of("squad"), setup.state().teamKey().version());
            assertThat(setup.state().spendOfTeamKey().orElseThrow().values())
                    .extracting(value -> value.value() + " "
                            + value.amount().stripTrailingZeros().toPlainString())
                    .containsExactly("vision 4", "audio 2", " 1");
            SyncNode.run(alone, "ownership");
            SyncNode.run(alone, "ownership"); // teams that the first has made are applied by the next
            Map<String, BigDecimal> teams = new TreeMap<>();
            database.jdbc().sql("""
                            select coalesce(t.name, 'Unallocated'), sum(c.billed_cost) from charge c
                              left join team t on t.id = c.team_id group by 1
                            """).query(row -> {
                teams.put(row.getString(1), row.getBigDecimal(2).stripTrailingZeros());
            });
            assertThat(teams)
                    .containsEntry("vision", new BigDecimal("4"))
                    .containsEntry("audio", new BigDecimal("2"))
                    .hasSize(3);
            assertThat(alone.getBeansOfType(SyncJob.class).values())
                    .as("jobs that wait for nothing read nothing but files and the database")
                    .filteredOn(job -> job.waitsFor().isEmpty())
                    .extracting(SyncJob::name)
                    .containsExactlyInAnyOrder(
                            "breakdowns",
                            "daily-changes",
                            "efficiency",
                            "ownership",
                            "resource-costs",
                            "retention",
                            "tag-check");
            assertThat(alone.getBean(SyncService.class).late())
                    .as("a job that waits is not late")
                    .isEmpty();

            database.jdbc()
                    .sql("insert into aws_identity (account, arn) values ('1', 'arn:aws:iam::1:root')")
                    .update();
            assertThat(alone.getBean(SyncService.class).late())
                    .extracting(Late::title)
                    .containsExactly("Read accounts");
            assertThat(alone.getBeansOfType(SyncJob.class).values())
                    .filteredOn(job -> job.waitsFor().isPresent())
                    .isEmpty();
        }
    }

    @Test
    void whatIsHeldIsListedWithWhoBroughtIt() throws IOException {
        take(focus("october.csv", List.of(line("2026-09-30", ACCOUNT, 1.25), line("2026-10-04", "2", 2))));
        var held = node.getBean(DeliveredCosts.class).held();
        assertThat(held).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo("october.csv");
            assertThat(one.format()).isEqualTo("FOCUS");
            assertThat(one.by()).isEqualTo("Bursar");
            assertThat(one.part().billingPeriod()).isEqualTo(YearMonth.of(2026, 10));
            assertThat(one.part().accounts()).isEqualTo(2);
            assertThat(one.part().from()).isEqualTo(LocalDate.parse("2026-09-30"));
            assertThat(one.part().to()).isEqualTo(LocalDate.parse("2026-10-05"));
            assertThat(one.part().sums().get("USD").billed()).isEqualByComparingTo("3.25");
        });
    }
}
