package dev.bursar.aws.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aws.AwsClients;
import dev.bursar.aws.AwsSettings;
import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.EngineReading;
import dev.bursar.billingdata.engine.EngineReadingContract;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineSource;
import dev.bursar.billingdata.engine.LineTable;
import dev.bursar.billingdata.engine.MeteredQueries;
import dev.bursar.billingdata.engine.ScanPrice;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.Readings;
import dev.bursar.billingdata.read.Readings.Reading;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import dev.bursar.files.StoredObject;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** The reading by an engine, with the simulated Athena, whose bucket holds copies of this machine's folders. */
class AthenaReadingTest extends EngineReadingContract {
    private static final String BUCKET = "s3://" + ResultsBucket.BUCKET;
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private static SyncRig rig;
    private static AthenaEngine athena;

    @BeforeAll
    static void start() {
        rig = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK, LocalDate.parse("2026-10-30")), Map.of());
        var settings = new AthenaSettings(BUCKET + "/bursar/", "bursar", "primary", "AwsDataCatalog", "us-east-1", 1);
        AthenaClient client = rig.bean(AwsClients.class)
                .client(AthenaClient.builder(), rig.bean(AwsCredentialsProvider.class), Region.US_EAST_1);
        athena = new AthenaEngine(
                new AthenaRequests(
                        client,
                        settings,
                        new RetriedRequests(rig.bean(AwsSettings.class), () -> 100_000),
                        rig.bean(Payer.class),
                        List.of(rig.bean(ObjectStores.class)),
                        rig.bean(ManualRequests.class),
                        rig.bean(MeteredQueries.class)),
                settings,
                CLOCK,
                millis -> CLOCK.forward(Duration.ofMillis(millis)));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.simulator.results().removeAll("");
        rig.database.jdbc().sql("delete from sync_request").update();
        CLOCK.forward(Duration.ofMinutes(1));
    }

    /** Athena's SQL is what matters here; EngineReadingTest reads more lines by the same statements. */
    @Override
    protected double share() {
        return 0.2;
    }

    @Override
    protected LineEngine engine() {
        return new LineEngine() {
            @Override
            public EngineName name() {
                return athena.name();
            }

            @Override
            public String results() {
                try {
                    return Files.createDirectories(work.resolve("results")) + "/";
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public String address(String address) {
                return athena.address(BUCKET + address);
            }

            @Override
            public Scan create(LineTable table, Statement statement) {
                put(Path.of(table.folder()));
                return athena.create(new LineTable(table.name(), table.columns(), BUCKET + table.folder()), statement);
            }

            @Override
            public Scan drop(String table, Statement statement) {
                return athena.drop(table, statement);
            }

            @Override
            public Answer ask(String query, Statement statement) {
                return athena.ask(query, statement);
            }

            @Override
            public Unloaded unload(String query, String folder, Statement statement) {
                Unloaded unloaded = athena.unload(query, BUCKET + folder, statement);
                String local = unloaded.folder().substring(BUCKET.length());
                fetch(local);
                return new Unloaded(local, unloaded.scan());
            }
        };
    }

    private static void put(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                rig.simulator.results().put(file.toString().substring(1), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fetch(String folder) {
        try {
            Files.createDirectories(Path.of(folder));
            for (String key : rig.simulator.results().keys(folder.substring(1))) {
                Files.write(
                        Path.of("/" + key),
                        Objects.requireNonNull(rig.simulator.results().content(key))
                                .bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RequestMeter meter() {
        return rig.bean(ManualRequests.class).meter();
    }

    private static ObjectPlace place(String address) {
        return rig.bean(ObjectStores.class).at(address).orElseThrow();
    }

    private static List<StoredObject> parquet(ObjectPlace place) {
        return place.store().below(place.folder(), 1_000, meter()).stream()
                .filter(object -> object.key().endsWith(".parquet"))
                .toList();
    }

    private Reading there(LineEngine engine, ObjectPlace delivery, Set<String> tagKeys) throws IOException {
        var charges = new ArrayList<DeliveredCharge>();
        var source = new LineSource(delivery.store(), () -> parquet(delivery), meter());
        ObjectPlace results = place(BUCKET + "/bursar/");
        try (EngineReading reading = EngineReading.open(
                        engine, source, results, work.resolve("engine"), Readings.LIMITS, tagKeys, ReadListener.NONE)
                .orElseThrow()) {
            ChargeFileSummary summary = reading.reduce(charges::add);
            assertThat(reading.scanned()).isPositive();
            return new Reading(summary, charges);
        }
    }

    private Reading here(ObjectPlace delivery, Set<String> tagKeys) throws IOException {
        var files = new ArrayList<Path>();
        for (StoredObject object : parquet(delivery)) {
            Path file = work.resolve(object.key().substring(object.key().lastIndexOf('/') + 1));
            assertThat(delivery.store().copy(object, file, meter(), bytes -> {}))
                    .isTrue();
            files.add(file);
        }
        return Readings.read(work, tagKeys, files.toArray(Path[]::new));
    }

    private void sameAt(String delivery, Set<String> tagKeys) throws IOException {
        Reading expected = here(place(delivery), tagKeys);
        Reading found = there(athena, place(delivery), tagKeys);
        assertThat(found.charges()).isNotEmpty().containsExactlyElementsOf(expected.charges());
        assertThat(found.summary()).isEqualTo(expected.summary());
        assertThat(rig.simulator.athena().tables()).isEmpty();
    }

    /** Puts a file of lines into a bucket. */
    private void put(String name, ChargeLinesFile lines) throws IOException {
        rig.simulator.results().put("delivery/" + name, Files.readAllBytes(lines.parquet(work.resolve("put-" + name))));
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS_1_2", "CUR_2"})
    void anExportGivesTheSameCharges(Export export) throws IOException {
        sameAt("s3://" + Export.BUCKET + "/" + export.prefix() + "data/BILLING_PERIOD=2026-10/", Set.of());
    }

    @Test
    void whatIsDoneIsNeitherDoneNorPaidTwice() throws IOException {
        put("a.parquet", ChargeLinesFile.random(LineFormat.FOCUS, 17, 400));
        ObjectPlace delivery = place("s3://" + ResultsBucket.BUCKET + "/delivery/");
        int before = rig.simulator.athena().billed().size();
        Reading first = there(athena, delivery, Set.of());
        BigDecimal paid = paid();
        List<Long> billed = rig.simulator.athena().billed();
        assertThat(paid)
                .isPositive()
                .isEqualByComparingTo(billed.subList(before, billed.size()).stream()
                        .map(ScanPrice::usd)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));

        CLOCK.forward(Duration.ofHours(1));
        Reading again = there(athena, delivery, Set.of());

        assertThat(again.charges()).isEqualTo(first.charges());
        assertThat(paid()).isEqualByComparingTo(paid);
        assertThat(rig.simulator.athena().billed()).hasSameSizeAs(billed);
    }

    private static BigDecimal paid() {
        return rig.database
                .jdbc()
                .sql("select coalesce(sum(cost_usd), 0) from sync_request where api = 'athena:DataScanned'")
                .query(BigDecimal.class)
                .single();
    }
}
