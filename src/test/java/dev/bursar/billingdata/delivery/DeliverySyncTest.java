package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Edit;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.Few;
import dev.bursar.testing.Full;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The job from deliveries in the simulated AWS's bucket, through the SDK over HTTP, to sums on the real database. */
class DeliverySyncTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final String GET = "GetObject";
    private static final String LIST = "ListObjectsV2";
    private static final String FOCUS = address(Export.FOCUS_1_2);
    private static final String CUR = address(Export.CUR_2);
    /** Months of deliveries, the first of them without a line. */
    private static final int MONTHS = 3;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-03T09:00:00Z"));
    private final Organisation organisation = Organisation.seeded(7, clock, FIRST.minusMonths(1));
    private final Edit reduced = SmallOrganisation.reduce(organisation);
    private final List<AnnotationConfigApplicationContext> nodes = new ArrayList<>();
    private final SyncRig rig;

    @TempDir
    Path folder;

    DeliverySyncTest() {
        organisation.remove(FIRST.minusMonths(1), LocalDate.parse("2026-10-31"), line -> true);
        rig = new SyncRig(clock, organisation, Map.of());
    }

    @AfterEach
    void stop() {
        nodes.forEach(AnnotationConfigApplicationContext::close);
        rig.close();
    }

    private static String address(Export export) {
        return "s3://" + Export.BUCKET + "/" + export.prefix();
    }

    /** A node that reads these places. */
    private AnnotationConfigApplicationContext node(String places, String... settings) {
        Map<String, Object> all =
                new HashMap<>(Map.of("bursar.aws.charge-files", places, "bursar.data", folder.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        var node = rig.context(all);
        nodes.add(node);
        return node;
    }

    private RunRow run(AnnotationConfigApplicationContext node) {
        rig.simulator.requests().clear();
        return SyncRig.run(node, "exports");
    }

    private long count(String from) {
        return rig.database
                .jdbc()
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    /** The number and time of what is stored, by billing period. */
    private Map<String, Integer> stored() {
        Map<String, Integer> stored = new TreeMap<>();
        rig.database
                .jdbc()
                .sql("select origin || to_char(billing_month, 'YYYY-MM'), id from cost_export")
                .query(row -> {
                    stored.put(row.getString(1), row.getInt(2));
                });
        return stored;
    }

    private List<String> asked(String operation) {
        return rig.simulator.requests().entries().stream()
                .filter(entry -> entry.operation().equals(operation))
                .map(RequestLog.Entry::filter)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Export.class)
    void anyExportIsReadAsItIsAndUnchangedItCostsNothing(Export export) {
        // all kinds of lines
        organisation.undo(reduced);
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        var billed = StoredSums.of(rig, Cost.BILLED);
        var effective = StoredSums.of(rig, Cost.EFFECTIVE);
        assertThat(billed).hasSizeGreaterThan(100);
        var node = node(address(export));

        RunRow first = run(node);

        assertThat(first.problem()).isNull();
        assertThat(first.state()).isEqualTo(RunState.DONE);
        assertThat(first.progress().slicesDone()).isEqualTo(MONTHS);
        assertThat(first.progress().stepsDone())
                .isEqualTo(first.progress().stepsAll())
                .isEqualTo((int) asked(GET).stream()
                        .filter(key -> !key.endsWith(".json"))
                        .count());
        assertThat(first.progress().rowsChanged()).isEqualTo(count("charge"));
        assertThat(count("charge where export_id = 0")).isZero();
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(billed);
        if (export.name().startsWith("FOCUS")) {
            assertThat(StoredSums.of(rig, Cost.EFFECTIVE)).isEqualTo(effective);
        }
        var before = stored();

        RunRow second = run(node);

        assertThat(second.state()).isEqualTo(RunState.DONE);
        assertThat(second.progress().nowDoing()).isEqualTo("Nothing has changed");
        assertThat(asked(GET)).isEmpty();
        assertThat(rig.simulator.requests().counts().keySet()).containsExactly(LIST);
        assertThat(stored()).isEqualTo(before);
        assertThat(rig.run("costs").progress().rowsChanged()).isZero();
        assertThat(folder.resolve("deliveries")).isEmptyDirectory();
        assertThat(folder.resolve("deliveries-work")).isEmptyDirectory();
    }

    @Test
    void aNewDeliveryReplacesItsBillingPeriodOnly() {
        var node = node(FOCUS);
        assertThat(run(node).state()).isEqualTo(RunState.DONE);
        var before = stored();
        clock.forward(Duration.ofDays(1));

        RunRow run = run(node);

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(asked(GET)).isNotEmpty().allSatisfy(key -> assertThat(key).contains("BILLING_PERIOD=2026-11/"));
        var after = stored();
        assertThat(after.get(FOCUS + "2026-10")).isEqualTo(before.get(FOCUS + "2026-10"));
        assertThat(after.get(FOCUS + "2026-11")).isGreaterThan(before.get(FOCUS + "2026-11"));
        assertThat(count("charge where export_id = " + before.get(FOCUS + "2026-11")))
                .isZero();
        var exported = StoredSums.of(rig, Cost.BILLED);
        assertThat(exported.keySet()).anyMatch(key -> key.contains("2026-11-03"));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(exported);
        organisation.restate(YearMonth.of(2026, 10));
        assertThat(run(node).state()).isEqualTo(RunState.DONE);
        assertThat(asked(GET)).allSatisfy(key -> assertThat(key).contains("BILLING_PERIOD=2026-10/"));
        assertThat(stored().get(FOCUS + "2026-11")).isEqualTo(after.get(FOCUS + "2026-11"));
    }

    @Test
    void requestsAreMeteredWithAllDigitsAndStopAtTheCap() {
        RunRow run = run(node(FOCUS));
        BigDecimal expected = new BigDecimal("0.000005")
                .multiply(BigDecimal.valueOf(asked(LIST).size()))
                .add(new BigDecimal("0.0000004")
                        .multiply(BigDecimal.valueOf(asked(GET).size())));
        assertThat(run.costUsd()).isEqualByComparingTo(expected);
        assertThat(run.requests()).isEqualTo(asked(LIST).size() + asked(GET).size());
        clock.forward(Duration.ofDays(1));

        RunRow capped = run(node(FOCUS, "bursar.sync.daily-cap-usd", "0.0000104"));

        assertThat(capped.state()).isEqualTo(RunState.STOPPED_AT_CAP);
        assertThat(asked(LIST)).hasSize(2);
        assertThat(asked(GET)).hasSize(1);
    }

    @Test
    void whatBreaksOffOnceIsFetchedAgainAndWhatNeverComesWholeFailsAlone() {
        var node = node(FOCUS);
        rig.simulator.faults().add(Fault.cutShort().on(GET).times(1));
        rig.simulator.faults().add(Fault.slowDown().on(GET).after(3).times(2));
        // the manifests come first; then a file of the newest billing period is cut at each attempt
        rig.simulator.faults().add(Fault.cutShort().on(GET).after(MONTHS + 3).times(5));

        RunRow run = run(node);

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(run.progress().slicesFailed()).isOne();
        assertThat(ProblemText.what(run.problem()))
                .contains("BILLING_PERIOD=2026-11/")
                .contains("was not received completely");
        assertThat(ProblemText.whatToDo(run.problem())).contains("The next run");
        assertThat(stored()).containsKey(FOCUS + "2026-10").doesNotContainKey(FOCUS + "2026-11");

        assertThat(run(node).state()).isEqualTo(RunState.DONE);
        assertThat(asked(GET)).isNotEmpty().allSatisfy(key -> assertThat(key).contains("2026-11"));
        assertThat(stored()).containsKey(FOCUS + "2026-11");
        assertThat(folder.resolve("deliveries")).isEmptyDirectory();
    }

    @Test
    void aSlowAnswerIsAskedForAgain() {
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofSeconds(3)).on(GET).after(2).times(1));
        rig.simulator.faults().add(Fault.slow(Duration.ofSeconds(3)).on(LIST).times(1));
        RunRow run = run(node(FOCUS, "bursar.aws.timeout", "1s"));
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.requestsFailed()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whoMayNotListIsToldWhichPermissionIsMissing() {
        var node = node(FOCUS);
        run(node);
        var before = StoredSums.of(rig, Cost.BILLED);
        clock.forward(Duration.ofDays(1));
        rig.simulator.faults().add(Fault.accessDenied().on(LIST));

        RunRow run = run(node);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("s3:ListBucket").contains(FOCUS);
        assertThat(ProblemText.whatToDo(run.problem()))
                .contains("s3:ListBucket")
                .contains("README")
                .contains("Stored data is unchanged");
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(before);
    }

    @Test
    void whoMayNotReadObjectsIsToldWhichPermissionIsMissing() {
        rig.simulator.faults().add(Fault.accessDenied().on(GET));
        RunRow run = run(node(FOCUS));
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("s3:GetObject").contains("Manifest.json");
        assertThat(ProblemText.whatToDo(run.problem())).contains("s3:GetObject").contains("kms:Decrypt");
        assertThat(asked(GET)).hasSize(1);
    }

    @Test
    void expiredCredentialsAndABucketThatIsNotThereAreSaid() {
        rig.simulator.faults().add(Fault.expiredToken());
        RunRow expired = run(node(FOCUS));
        assertThat(expired.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(expired.problem())).contains("expired");
        rig.simulator.faults().clear();

        RunRow none = run(node("s3://another-bucket/exports/"));
        assertThat(none.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(none.problem())).contains("bucket another-bucket does not exist");

        RunRow empty = run(node("s3://" + Export.BUCKET + "/nothing/here"));
        assertThat(empty.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(empty.problem()))
                .contains("No export was found in s3://" + Export.BUCKET + "/nothing/here/");
        assertThat(count("cost_export")).isZero();
    }

    @Test
    void aListWithoutEndIsRefused() {
        rig.simulator.faults().add(Fault.loopingToken().on(LIST));
        RunRow run = run(node(FOCUS));
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("do not end");
        assertThat(asked(LIST)).hasSizeLessThan(5);
    }

    @Test
    void allExportsBelowAPlaceAreFound() {
        RunRow run = run(node("s3://" + Export.BUCKET + "/exports"));
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        // the first one by name, whose deliveries the others' give way to
        String first = address(Export.CUR_2_CSV);
        assertThat(stored()).containsOnlyKeys(first + "2026-10", first + "2026-11");
        assertThat(run.progress().slicesAll()).isEqualTo(6 * MONTHS);
        assertThat(run.progress().slicesFailed()).isEqualTo(5 * 2);
    }

    @Test
    void callersOfModelsAreStoredWithoutTheirSessions() {
        assertThat(run(node(CUR)).state()).isEqualTo(RunState.DONE);

        List<String> byCaller = texts("""
                select account.value || ' ' || caller.value || ' ' || sum(billed_cost)
                  from charge
                  join term account on account.id = account_id
                  join term caller on caller.id = caller_id
                 group by account.value, caller.value order by 1
                """);
        assertThat(byCaller).isNotEmpty().isEqualTo(texts("""
                select account.value || ' arn:aws:sts::' || account.value || ':assumed-role/Assistant ' || sum(billed_cost)
                  from charge
                  join term account on account.id = account_id
                  join term service on service.id = service_id and service.value = 'Amazon Bedrock'
                  join term record_type on record_type.id = record_type_id and record_type.value = 'Usage'
                 group by account.value order by 1
                """));
        for (String table : texts(
                "select relname from pg_class where relkind in ('r', 'm') and relnamespace = 'public'::regnamespace")) {
            assertThat(texts("select t::text from \"%s\" t where t::text like '%%@example.com%%'".formatted(table)))
                    .as(table)
                    .isEmpty();
        }
    }

    private List<String> texts(String sql) {
        return rig.database.jdbc().sql(sql).query(String.class).list();
    }

    @Test
    void aPlaceThatFailsLeavesTheOthers() {
        RunRow run = run(node("s3://another-bucket/exports/," + FOCUS));
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("bucket another-bucket does not exist");
        assertThat(stored()).containsKey(FOCUS + "2026-11");
    }

    @Test
    void stoppedWhileFilesComeItLeavesNoTraceAndGoesOnWhereItWas() {
        var node = node(FOCUS);
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofSeconds(1)).on(GET).after(MONTHS).times(1));
        var running = CompletableFuture.supplyAsync(() -> run(node));
        Awaited.until(() -> rig.simulator.faults().active().isEmpty());
        rig.database
                .jdbc()
                .sql("update sync_run set stop_asked_by = 'admin' where job = 'exports' and state = 'running'")
                .update();

        assertThat(running.join().state()).isEqualTo(RunState.STOPPED);

        assertThat(count("cost_export")).isZero();
        assertThat(count("cost_delivery")).isZero();
        assertThat(count("charge")).isZero();
        var asked = asked(GET);
        assertThat(run(node).state()).isEqualTo(RunState.DONE);
        assertThat(asked(GET)).as("what had come whole is not fetched again").doesNotContain(asked.getFirst());
        assertThat(stored()).containsKeys(FOCUS + "2026-10", FOCUS + "2026-11");
    }

    @Test
    void stoppedWhileItIsStoredItLeavesNoTrace() throws SQLException {
        var node = node(FOCUS);
        try (Connection other = rig.database.dataSource().getConnection();
                var statement = other.createStatement()) {
            // what the loader needs once all has been read
            statement.execute("select pg_advisory_lock(hashtext('ensure_charge_partition'))");
            var running = CompletableFuture.supplyAsync(() -> run(node));
            Awaited.until(() -> count("""
                            pg_locks where locktype = 'advisory' and not granted
                               and database = (select oid from pg_database where datname = current_database())
                            """) > 0);
            // asked while the run is about to say what it does: when it has said it, it knows
            try (Connection asking = rig.database.dataSource().getConnection()) {
                asking.setAutoCommit(false);
                asking.createStatement()
                        .execute(
                                "update sync_run set stop_asked_by = 'admin', now_doing = 'asked' where state = 'running'");
                Awaited.until(() -> count("""
                                pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                                   and query like '%update sync_run set now_doing%'
                                """) > 0);
                asking.commit();
            }
            Awaited.until(() -> count("sync_run where now_doing = 'asked'") == 0);
            statement.execute("select pg_advisory_unlock(hashtext('ensure_charge_partition'))");

            assertThat(running.join().state()).isEqualTo(RunState.STOPPED);
        }
        assertThat(count("cost_export")).isZero();
        assertThat(count("cost_delivery")).isZero();
        assertThat(count("charge")).isZero();
        assertThat(count("spend_by_team")).isZero();
        assertThat(run(node).state()).isEqualTo(RunState.DONE);
    }

    @Test
    void whatIsReplacedMeanwhileIsTakenByTheNextRun() {
        var node = node(FOCUS);
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofSeconds(1)).on(GET).after(MONTHS).times(1));
        var running = CompletableFuture.supplyAsync(() -> run(node));
        Awaited.until(() -> rig.simulator.faults().active().isEmpty());
        organisation.restate(YearMonth.of(2026, 11));

        RunRow run = running.join();

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("2026-11").contains("again");
        assertThat(ProblemText.whatToDo(run.problem())).contains("the next run reads the new delivery");
        assertThat(stored()).containsKey(FOCUS + "2026-10").doesNotContainKey(FOCUS + "2026-11");
        assertThat(run(node).state()).isEqualTo(RunState.DONE);
        var exported = StoredSums.of(rig, Cost.BILLED);
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(exported);
    }

    @Test
    void ofTwoExportsOfTheSameCostsTheFirstOneCounts() {
        rig.run("costs");
        var both = node(FOCUS + ", " + CUR);

        RunRow run = run(both);

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem()))
                .contains(FOCUS)
                .contains(CUR)
                .contains(Organisation.PAYER);
        assertThat(ProblemText.whatToDo(run.problem())).contains("BURSAR_AWS_CHARGE_FILES");
        assertThat(stored()).containsOnlyKeys(FOCUS + "2026-10", FOCUS + "2026-11");
        var before = stored();

        RunRow again = run(both);

        assertThat(again.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(again.problem()).isEqualTo(run.problem());
        assertThat(asked(GET)).isEmpty();
        assertThat(stored()).isEqualTo(before);
        var billed = StoredSums.of(rig, Cost.BILLED);

        // and where the first one is no longer named, the other one takes its place
        var other = node(CUR);
        assertThat(run(other).state()).isEqualTo(RunState.DONE);
        assertThat(stored()).containsOnlyKeys(CUR + "2026-10", CUR + "2026-11");
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(billed);
        assertThat(run(node(FOCUS)).state()).isEqualTo(RunState.DONE);
        assertThat(stored()).containsOnlyKeys(FOCUS + "2026-10", FOCUS + "2026-11");
        assertThat(run(other).state()).isEqualTo(RunState.DONE);
        assertThat(stored()).containsOnlyKeys(CUR + "2026-10", CUR + "2026-11");
    }

    @Test
    void aDeliveryThatTheDiskMayNotHoldIsRefusedInWords() {
        RunRow run = run(node(FOCUS, "bursar.aws.charge-files-megabytes", "0"));
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("at most 0 MB");
        assertThat(ProblemText.whatToDo(run.problem())).contains("BURSAR_AWS_CHARGE_FILES_MB");
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        Path unfinished = Files.createDirectories(folder.resolve("deliveries")).resolve("0a.part");
        Files.writeString(unfinished, "half");
        Path reading = Files.createDirectories(folder.resolve("deliveries-work").resolve("reading-1"));
        Files.writeString(reading.resolve("chunk-000000.csv"), "half");
        assertThat(run(node(FOCUS)).state()).isEqualTo(RunState.DONE);
        assertThat(folder.resolve("deliveries")).isEmptyDirectory();
        assertThat(folder.resolve("deliveries-work")).isEmptyDirectory();
    }

    @Test
    void withoutASettingThereIsNoJob() {
        assertThat(rig.beans(dev.bursar.sync.SyncJob.class))
                .extracting(dev.bursar.sync.SyncJob::name)
                .contains("costs")
                .doesNotContain("exports");
    }

    @Test
    @Few(of = "killedAtAnyMomentItGoesOnAndStoresEachDeliveryOnce")
    void killedItGoesOnAndStoresEachDeliveryOnce() throws Exception {
        killedAfter(600);
    }

    @Test
    @Full("after a change of how deliveries are fetched, read, stored or leased")
    void killedAtAnyMomentItGoesOnAndStoresEachDeliveryOnce() throws Exception {
        killedAfter(150, 300, 450, 600, 900, 1_400, 2_500);
    }

    private void killedAfter(int... moments) throws Exception {
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(20)).on(GET));
        for (int millis : moments) {
            Process node = process();
            try {
                SyncRig.go(node);
                if (node.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    break;
                }
            } finally {
                node.destroyForcibly().waitFor();
            }
            assertThat(rig.bean(ChargeTotals.class).differencesOfRollups()).isZero();
            assertThat(count("charge c where not exists (select 1 from cost_export e where e.id = c.export_id)"))
                    .isZero();
        }
        rig.simulator.faults().clear();
        assertThat(run(node(FOCUS)).state()).isEqualTo(RunState.DONE);
        assertThat(stored()).containsOnlyKeys(FOCUS + "2026-10", FOCUS + "2026-11");
        assertThat(count("cost_delivery")).isEqualTo(MONTHS);
        var exported = StoredSums.of(rig, Cost.BILLED);
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(exported);
    }

    private Process process() {
        return rig.process("exports", "bursar.aws.charge-files=" + FOCUS, "bursar.data=" + folder);
    }
}
