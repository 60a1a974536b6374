package dev.bursar.aws.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.aws.AwsClients;
import dev.bursar.aws.AwsSettings;
import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.LineEngine.Unloaded;
import dev.bursar.billingdata.engine.LineEngine.Watch;
import dev.bursar.billingdata.engine.LineEngines;
import dev.bursar.billingdata.engine.LineTable;
import dev.bursar.billingdata.engine.MeteredQueries;
import dev.bursar.billingdata.engine.ScanPrice;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import dev.bursar.files.StoredObject;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.faults.QueryEnding;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Athena over HTTP: how statements are started, followed and ended, what they cost, and what goes wrong. */
class AthenaEngineTest {
    private static final String RESULTS = "s3://" + ResultsBucket.BUCKET + "/bursar/";
    private static final String FILES = "s3://" + ResultsBucket.BUCKET + "/files/";
    private static final String START = "StartQueryExecution";
    private static final String LOOK = "GetQueryExecution";
    private static final String STOP = "StopQueryExecution";
    private static final LineTable TABLE = new LineTable(
            "lines",
            List.of(
                    new LineTable.Column("BilledCost", "double"),
                    new LineTable.Column("Tags", "map(varchar, varchar)"),
                    new LineTable.Column("NotThere", "varchar")),
            FILES);

    private static final Map<String, Object> SET =
            Map.of("bursar.aws.attempts", "3", "bursar.athena.results", RESULTS, "bursar.athena.database", "bursar");

    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private static SyncRig rig;
    private static final AtomicInteger tokens = new AtomicInteger();

    private final List<Long> pauses = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        rig = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK, LocalDate.parse("2026-10-01")), SET);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void reset() {
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();
        rig.simulator.athena().mostBytes(Long.MAX_VALUE);
        rig.simulator.results().removeAll("");
        rig.database.jdbc().sql("delete from sync_request").update();
        engine().drop("lines", statement());
        rig.simulator.requests().clear();
    }

    private AthenaEngine engine() {
        return engine(new AthenaSettings(RESULTS, "bursar", "bursar", "AwsDataCatalog", "us-east-1", 1));
    }

    /** Pauses are noted, and move the clock. */
    private AthenaEngine engine(AthenaSettings settings) {
        return engine(settings, millis -> {
            pauses.add(millis);
            CLOCK.forward(Duration.ofMillis(millis));
        });
    }

    private static AthenaEngine engine(AthenaSettings settings, AthenaEngine.Pause pause) {
        return new AthenaEngine(requests(settings), settings, CLOCK, pause);
    }

    private static AthenaRequests requests(AthenaSettings settings) {
        AthenaClient client = rig.bean(AwsClients.class)
                .client(AthenaClient.builder(), rig.bean(AwsCredentialsProvider.class), Region.of(settings.region()));
        var attempts = new RetriedRequests(rig.bean(AwsSettings.class), () -> 100_000);
        ManualRequests manual = rig.bean(ManualRequests.class);
        return new AthenaRequests(
                client,
                settings,
                attempts,
                rig.bean(Payer.class),
                List.of(stores()),
                manual,
                rig.bean(MeteredQueries.class));
    }

    private static ObjectStores stores() {
        return rig.bean(ObjectStores.class);
    }

    private static Statement statement() {
        return statement(Watch.NONE);
    }

    private static Statement statement(Watch watch) {
        return new Statement("%032d".formatted(tokens.incrementAndGet()), watch);
    }

    private static EngineFailure.Fact failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(EngineFailure.class, call).fact();
    }

    /** Puts a Parquet file of that select where the table is. */
    private void put(String name, String select) throws IOException, SQLException {
        Path file = folder.resolve(name);
        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckDb.createStatement()) {
            statement.execute("copy (" + select + ") to '" + file + "' (format parquet)");
        }
        rig.simulator.results().put("files/" + name, Files.readAllBytes(file));
    }

    private void twoFiles() throws IOException, SQLException {
        put("a.parquet", "select cast(1.5 as double) as BilledCost, map(['team'], ['a \"b\"']) as Tags");
        put("b.parquet", "select cast(2.25 as double) as BilledCost, cast(null as map(varchar, varchar)) as Tags");
        put("_hidden.parquet", "select cast(100 as double) as BilledCost, map(['team'], ['h']) as Tags");
        engine().create(TABLE, statement());
    }

    private static String spent() {
        return rig.database
                .jdbc()
                .sql("select coalesce(sum(cost_usd), 0) from sync_request where api = 'athena:DataScanned'")
                .query(BigDecimal.class)
                .single()
                .stripTrailingZeros()
                .toPlainString();
    }

    private static BigDecimal billed(int before) {
        List<Long> all = rig.simulator.athena().billed();
        return all.subList(before, all.size()).stream().map(ScanPrice::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void withoutAPlaceForResultsThereIsNoEngine() {
        assertThat(rig.beans(LineEngines.class))
                .anySatisfy(engines -> assertThat(engines.engine()).get().isInstanceOf(AthenaEngine.class));
        for (Map<String, Object> settings :
                List.of(Map.<String, Object>of(), Map.<String, Object>of("bursar.athena.results", ""))) {
            try (var node = new AnnotationConfigApplicationContext()) {
                node.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
                node.register(AthenaConfiguration.class);
                node.refresh();
                assertThat(node.getBeanNamesForType(LineEngines.class)).isEmpty();
                assertThat(node.getBeanNamesForType(AthenaClient.class)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "s3://acme-results, bursar, primary, BURSAR_ATHENA_RESULTS",
        "s3://acme-results/it's/, bursar, primary, BURSAR_ATHENA_RESULTS",
        "s3://acme-results/x/, Bursar!, primary, BURSAR_ATHENA_DATABASE",
        "s3://acme-results/x/, bursar, my group, BURSAR_ATHENA_WORKGROUP",
    })
    void aWrongSettingIsNamed(String results, String database, String workgroup, String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AthenaSettings(results, database, workgroup, "AwsDataCatalog", "us-east-1", 1))
                .withMessageStartingWith(setting + " has to be ");
    }

    @Test
    void aTableIsMadeReadAndForgotten() throws IOException, SQLException {
        twoFiles();
        assertThat(rig.simulator.athena().tables()).containsExactly("lines");

        LineEngine.Answer answer = engine().ask(
                        "select BilledCost, element_at(Tags, 'team') as team, NotThere, \"$path\" from lines order by"
                                + " 1",
                        statement());

        assertThat(answer.rows())
                .containsExactly(
                        Arrays.asList("1.5", "a \"b\"", null, FILES + "a.parquet"),
                        Arrays.asList("2.25", null, null, FILES + "b.parquet"));
        assertThat(answer.scan().bytes()).isPositive();
        engine().drop("lines", statement());
        assertThat(rig.simulator.athena().tables()).isEmpty();
        assertThat(engine().drop("lines", statement()).bytes()).isZero();
    }

    @Test
    void onlyTheColumnsAndFilesThatAreNamedCost() throws IOException, SQLException {
        twoFiles();
        long all = engine().ask("select count(BilledCost), count(Tags) from lines", statement())
                .scan()
                .bytes();
        long column = engine().ask("select count(BilledCost) from lines", statement())
                .scan()
                .bytes();
        long file = engine().ask(
                        "select count(BilledCost) from lines where \"$path\" in ('" + FILES + "a.parquet')",
                        statement())
                .scan()
                .bytes();
        assertThat(column).isLessThan(all);
        assertThat(file).isLessThan(column);
    }

    @Test
    void rowsComeInPages() {
        List<List<@Nullable String>> rows = engine().ask(
                        "select x from (select unnest(generate_series(1, 2500)) as x) order by x", statement())
                .rows();
        assertThat(rows).hasSize(2_500);
        assertThat(rows.get(999)).containsExactly("1000");
        assertThat(rows.getLast()).containsExactly("2500");
        assertThat(rig.simulator.requests().count("GetQueryResults", RequestLog.OK))
                .isEqualTo(3);
    }

    @Test
    void pagesThatDoNotEndAreRefused() {
        rig.simulator.faults().add(Fault.loopingToken().on("GetQueryResults"));
        assertThat(failure(() -> engine().ask("select unnest(generate_series(1, 2500)) as x", statement()))
                        .text())
                .isEqualTo("The pages of a query's rows do not end");
    }

    @Test
    void resultsAreWrittenAndReadBack() throws IOException, SQLException {
        twoFiles();
        Unloaded unloaded = engine().unload(
                        "select BilledCost, cast(BilledCost as decimal(38, 10)) as exact, json_format(cast(Tags as"
                                + " json)) as tags from lines",
                        RESULTS + "x/",
                        statement());

        assertThat(unloaded.folder()).isEqualTo(RESULTS + "x/1/");
        assertThat(unloaded.scan().bytes()).isPositive();
        List<Path> files = fetched(unloaded.folder());
        assertThat(files).hasSize(2);
        try (var duckDb = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duckDb.createStatement();
                var rows = statement.executeQuery("select * from read_parquet(['" + files.get(0) + "', '" + files.get(1)
                        + "']) order by billedcost")) {
            assertThat(rows.getMetaData().getColumnName(1)).isEqualTo("billedcost");
            rows.next();
            assertThat(rows.getBigDecimal(2)).isEqualTo("1.5000000000");
            assertThat(rows.getString(3)).isEqualTo("{\"team\":\"a \\\"b\\\"\"}");
            rows.next();
            assertThat(rows.getBigDecimal(2)).isEqualTo("2.2500000000");
            assertThat(rows.next()).isFalse();
        }
    }

    private List<Path> fetched(String address) throws IOException {
        ObjectPlace place = stores().at(address).orElseThrow();
        var meter = rig.bean(ManualRequests.class).meter();
        var files = new ArrayList<Path>();
        for (StoredObject object : place.store().below(place.folder(), 100, meter)) {
            Path file = folder.resolve("fetched-" + files.size() + ".parquet");
            assertThat(place.store().copy(object, file, meter, bytes -> {})).isTrue();
            files.add(file);
        }
        return files;
    }

    @Test
    void noRowsWriteNothing() throws IOException {
        Unloaded unloaded = engine().unload("select 1 as x where false", RESULTS + "none/", statement());
        assertThat(fetched(unloaded.folder())).isEmpty();
    }

    @Test
    void pausesGrowAndWhoWatchesIsAskedEachSecond() {
        rig.simulator.faults().add(Fault.query(QueryEnding.TIMEOUT));
        pauses.clear();
        EngineFailure.Fact failure = failure(() -> engine().ask("select 1 as x", statement()));

        assertThat(failure.kind()).isEqualTo(Kind.LIMIT);
        assertThat(failure.text()).isEqualTo("Query timeout");
        assertThat(pauses.subList(0, 5)).containsExactly(50L, 75L, 112L, 168L, 253L);
        assertThat(pauses).allMatch(pause -> pause <= 1_000);
        assertThat(rig.simulator.requests().count(LOOK)).isBetween(360, 380);
    }

    @Test
    void whoCancelsEndsTheQueryThere() {
        rig.simulator.faults().add(Fault.query(QueryEnding.TIMEOUT));
        var looks = new AtomicInteger();
        var watch = new Watch() {
            @Override
            public boolean cancelled() {
                return looks.incrementAndGet() > 3;
            }
        };
        Statement statement = statement(watch);

        assertThat(failure(() -> engine().ask("select 1 as x", statement)).kind())
                .isEqualTo(Kind.CANCELLED_THERE);
        assertThat(rig.simulator.requests().count(STOP, RequestLog.OK)).isEqualTo(1);

        // what was cancelled doesn't stand in the way of who asks again later
        CLOCK.forward(Duration.ofMinutes(1));
        rig.simulator.faults().clear();
        assertThat(engine().ask("select 1 as x", new Statement(statement.token(), Watch.NONE))
                        .rows())
                .containsExactly(List.of("1"));
    }

    @Test
    void whoCancelsDoesNotWaitForAnAnswer() {
        rig.simulator.faults().add(Fault.query(QueryEnding.TIMEOUT));
        rig.simulator.faults().add(Fault.slow(Duration.ofSeconds(8)).on(LOOK));
        var watch = new Watch() {
            @Override
            public boolean cancelled() {
                return rig.simulator.requests().count(START) > 0;
            }
        };
        long begun = System.nanoTime();

        assertThat(failure(() -> engine().ask("select 1 as x", statement(watch)))
                        .kind())
                .isEqualTo(Kind.CANCELLED_THERE);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(rig.simulator.requests().count(STOP)).isEqualTo(1);
    }

    @Test
    void whatIsScannedIsTold() throws IOException, SQLException {
        twoFiles();
        var told = new ArrayList<Long>();
        var watch = new Watch() {
            @Override
            public void scanned(long bytes) {
                told.add(bytes);
            }
        };
        long all = engine().ask("select sum(BilledCost) from lines", statement(watch))
                .scan()
                .bytes();
        assertThat(told).containsExactly(0L, all / 2, all);
    }

    @Test
    void aLostAnswerStartsNothingTwice() {
        int before = rig.simulator.athena().started();
        rig.simulator.faults().add(Fault.lost().on(START).times(1));
        assertThat(engine().ask("select 1 as x", statement()).rows()).containsExactly(List.of("1"));
        assertThat(rig.simulator.requests().count(START)).isEqualTo(2);
        assertThat(rig.simulator.athena().started()).isEqualTo(before + 1);
    }

    @Test
    void aQueryThatStillRunsIsWaitedForByWhoComesNext() throws IOException, SQLException {
        twoFiles();
        int before = rig.simulator.athena().started();
        int billed = rig.simulator.athena().billed().size();
        Statement statement = statement();
        String text = "select BilledCost from lines";
        AthenaEngine killed =
                engine(new AthenaSettings(RESULTS, "bursar", "bursar", "AwsDataCatalog", "us-east-1", 1), millis -> {
                    throw new InterruptedException();
                });
        assertThatThrownBy(() -> killed.unload(text, RESULTS + "k/", statement))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rig.simulator.requests().count(STOP)).isZero();

        CLOCK.forward(Duration.ofMinutes(5));
        Unloaded unloaded = engine().unload(text, RESULTS + "k/", statement);
        Unloaded again = engine().unload(text, RESULTS + "k/", statement);

        assertThat(unloaded.folder()).isEqualTo(RESULTS + "k/1/");
        assertThat(again).isEqualTo(unloaded);
        assertThat(rig.simulator.athena().started()).isEqualTo(before + 1);
        assertThat(new BigDecimal(spent())).isEqualByComparingTo(billed(billed));
    }

    @Test
    void resultsThatWereRemovedAreMadeAgain() throws IOException {
        Statement statement = statement();
        engine().unload("select 1 as x", RESULTS + "r/", statement);
        rig.simulator.results().removeAll("bursar/r/");
        CLOCK.forward(Duration.ofDays(1));

        Unloaded again = engine().unload("select 1 as x", RESULTS + "r/", statement);

        assertThat(again.folder()).isEqualTo(RESULTS + "r/2/");
        assertThat(fetched(again.folder())).hasSize(1);
    }

    @Test
    void aFolderThatIsInUseIsLeftAlone() throws IOException {
        rig.simulator.results().put("bursar/u/1/left-behind", new byte[] {1});
        Unloaded unloaded = engine().unload("select 1 as x", RESULTS + "u/", statement());
        assertThat(unloaded.folder()).isEqualTo(RESULTS + "u/2/");
        assertThat(fetched(unloaded.folder())).hasSize(1);
    }

    @Test
    void aStatementOfAnotherVersionTakesAnotherToken() {
        Statement statement = statement();
        assertThat(engine().ask("select 1 as x", statement).rows()).containsExactly(List.of("1"));
        assertThat(engine().ask("select 2 as x", statement).rows()).containsExactly(List.of("2"));
    }

    @ParameterizedTest
    @CsvSource({
        "EXHAUSTED, OUT_OF_MEMORY",
        "BAD_DATA, OTHER",
        "DENIED, DENIED",
        "NOT_WRITTEN, RESULTS",
        "INTERNAL, GONE",
        "LIMIT, LIMIT",
        "CANCELLED, CANCELLED_THERE",
    })
    void aQueryThatEndsBadlySaysHowAndCostsNothingAndRunsAgain(QueryEnding ending, Kind kind) {
        rig.simulator.faults().add(Fault.query(ending).times(1));
        Statement statement = statement();
        EngineFailure.Fact failure = failure(() -> engine().unload("select 1 as x", RESULTS + ending + "/", statement));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.text()).isEqualTo(ending.text());
        assertThat(spent()).isEqualTo("0");

        CLOCK.forward(Duration.ofMinutes(1));
        assertThat(engine().unload("select 1 as x", RESULTS + ending + "/", statement)
                        .folder())
                .isEqualTo(RESULTS + ending + "/2/");
        assertThat(spent()).isEqualTo("0.0000476838");
    }

    @Test
    void aBusyAthenaIsAskedAgain() {
        rig.simulator.faults().add(Fault.tooManyRequests().on(START).times(2));
        rig.simulator.faults().add(Fault.tooManyRequests().on(LOOK).times(2));
        assertThat(engine().ask("select 1 as x", statement()).rows()).containsExactly(List.of("1"));
    }

    @ParameterizedTest
    @CsvSource({
        "StartQueryExecution, THROTTLED",
        "GetQueryExecution, THROTTLED",
        "GetQueryResults, THROTTLED",
    })
    void oneThatStaysBusyIsSaidToBe(String operation, Kind kind) {
        rig.simulator.faults().add(Fault.tooManyRequests().on(operation));
        EngineFailure.Fact failure = failure(() -> engine().ask("select 1 as x", statement()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.text()).isEqualTo("Rate exceeded");
    }

    @Test
    void refusedRequestsSayWhy() {
        rig.simulator.faults().add(Fault.accessDenied().on(START).times(1));
        EngineFailure.Fact denied = failure(() -> engine().ask("select 1 as x", statement()));
        assertThat(denied.kind()).isEqualTo(Kind.DENIED);
        assertThat(denied.text()).contains("is not authorized to perform: athena:StartQueryExecution");

        rig.simulator.faults().add(Fault.expiredToken().on(START).times(1));
        assertThat(failure(() -> engine().ask("select 1 as x", statement())).kind())
                .isEqualTo(Kind.DENIED);

        rig.simulator.faults().add(Fault.htmlError().on(LOOK));
        assertThat(failure(() -> engine().ask("select 1 as x", statement())).kind())
                .isEqualTo(Kind.GONE);
        rig.simulator.faults().clear();

        rig.simulator.faults().add(Fault.missing("State").on(LOOK));
        assertThat(failure(() -> engine().ask("select 1 as x", statement())).text())
                .isEqualTo("An execution has no state");
        rig.simulator.faults().clear();

        EngineFailure.Fact malformed = failure(() -> engine().ask("selec 1", statement()));
        assertThat(malformed.kind()).isEqualTo(Kind.OTHER);
        assertThat(malformed.text()).contains("mismatched input 'selec'");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://acme-athena-results/x/, bursar, nobody, us-east-1, NO_PLACE, WorkGroup nobody is not found.",
        "s3://acme-athena-results/x/, elsewhere, primary, us-east-1, NO_PLACE, Schema 'elsewhere' does not exist",
        "s3://not-there/x/, bursar, primary, us-east-1, RESULTS, Unable to verify/create output bucket not-there",
        "s3://acme-athena-results/x/, bursar, primary, eu-west-1, RESULTS, is in the same region",
    })
    void aWrongPlaceIsSaidToBe(
            String results, String database, String workgroup, String region, Kind kind, String text) {
        var settings = new AthenaSettings(results, database, workgroup, "AwsDataCatalog", region, 1);
        EngineFailure.Fact failure = failure(() -> engine(settings).ask("select 1 as x", statement()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.text()).contains(text);
    }

    @Test
    void aTableThatIsNotThereOrOfOtherTypesIsSaidToBe() throws IOException, SQLException {
        EngineFailure.Fact none = failure(() -> engine().ask("select BilledCost from lines", statement()));
        assertThat(none.kind()).isEqualTo(Kind.NO_PLACE);
        assertThat(none.text()).startsWith("TABLE_NOT_FOUND");

        put("a.parquet", "select '1.5' as BilledCost");
        engine().create(TABLE, statement());
        EngineFailure.Fact other = failure(() -> engine().ask("select BilledCost from lines", statement()));
        assertThat(other.kind()).isEqualTo(Kind.OTHER);
        assertThat(other.text())
                .startsWith("HIVE_BAD_DATA: Field billedcost's type VARCHAR in parquet file " + FILES + "a.parquet");

        assertThat(failure(() -> engine().create(TABLE, statement())).text()).contains("already exists");
    }

    @Test
    void aLongStatementIsNotSent() {
        String text = "select '" + "x".repeat(262_144) + "' as x";
        assertThat(failure(() -> engine().ask(text, statement())).kind()).isEqualTo(Kind.LIMIT);
        assertThat(rig.simulator.requests().count(START)).isZero();
    }

    @Test
    void aFolderOfThisMachineIsOutOfReach() {
        assertThat(engine().address("s3://b/k")).isEqualTo("s3://b/k");
        assertThat(failure(() -> engine().address("/data/exports/a.parquet")).kind())
                .isEqualTo(Kind.NO_PLACE);
    }

    @Test
    void theMeterCountsWhatAwsBills() throws IOException, SQLException {
        int before = rig.simulator.athena().billed().size();
        put(
                "a.parquet",
                "select random() as BilledCost, map(['team'], [cast(random() as varchar)]) as Tags from range(600000)");
        engine().create(TABLE, statement());
        engine().ask("select sum(BilledCost), count(Tags) from lines", statement());
        engine().ask("select count(BilledCost) from lines", statement());
        engine().unload("select sum(BilledCost) as x from lines", RESULTS + "m/", statement());
        rig.simulator.athena().mostBytes(1_000);
        assertThat(failure(() -> engine().ask("select count(Tags) from lines", statement()))
                        .text())
                .isEqualTo("Bytes scanned limit was exceeded");
        assertThat(failure(() -> engine().ask("select nothing from lines", statement()))
                        .kind())
                .isEqualTo(Kind.OTHER);
        engine().drop("lines", statement());

        List<Long> billed = rig.simulator.athena().billed();
        assertThat(billed.subList(before, billed.size()))
                .hasSize(4)
                .first()
                .satisfies(bytes -> assertThat(bytes).isGreaterThan(10L << 20));
        assertThat(new BigDecimal(spent())).isEqualByComparingTo(billed(before));
    }

    @Test
    void aQueryThatReadsMoreThanItMayIsCancelledAndPaid() throws IOException, SQLException {
        twoFiles();
        int before = rig.simulator.athena().billed().size();
        var settings = new AthenaSettings(RESULTS, "bursar", "bursar", "AwsDataCatalog", "us-east-1", 1);
        var query = new AthenaQuery(requests(settings), statement(), millis -> {}, CLOCK.instant(), 10, true);

        EngineFailure.Fact failure = failure(
                () -> query.run("select sum(BilledCost) from lines", statement().token()));

        assertThat(failure.kind()).isEqualTo(Kind.LIMIT);
        assertThat(failure.text())
                .isEqualTo("Bursar cancelled the query after %d bytes; it may read 10.".formatted(query.bytes()));
        assertThat(rig.simulator.requests().count(STOP, RequestLog.OK)).isEqualTo(1);
        assertThat(new BigDecimal(spent())).isPositive().isEqualByComparingTo(billed(before));
    }

    @Test
    void aCapThatIsReachedCancelsTheQuery() throws IOException, SQLException {
        twoFiles();
        int before = rig.simulator.athena().billed().size();
        rig.database
                .jdbc()
                .sql("insert into sync_request (day, run_id, api, account, region, outcome, requests, cost_usd)"
                        + " values (:day, 0, 'x', '', '', 'answered', 1, 999.99999)")
                .param("day", LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC))
                .update();
        assertThatThrownBy(() -> engine().ask("select sum(BilledCost), count(Tags) from lines", statement()))
                .isInstanceOf(CapReached.class);
        assertThat(rig.simulator.requests().count(STOP, RequestLog.OK)).isEqualTo(1);
        // what it had read until then is paid, and said to be
        assertThat(new BigDecimal(spent())).isPositive().isEqualByComparingTo(billed(before));
    }
}
