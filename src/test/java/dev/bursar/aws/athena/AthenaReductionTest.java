package dev.bursar.aws.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aws.AwsClients;
import dev.bursar.aws.AwsSettings;
import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.billingdata.engine.EngineReading;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineSource;
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
import dev.bursar.sync.ManualRequests;
import dev.bursar.sync.RequestMeter;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** What the simulated Athena makes of a delivery's lines is what is made of them here. */
class AthenaReductionTest {
    private static final String RESULTS = "s3://" + ResultsBucket.BUCKET + "/bursar/";
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private static SyncRig rig;

    @TempDir
    Path work;

    @BeforeAll
    static void start() {
        rig = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK, LocalDate.parse("2026-10-20")), Map.of());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.simulator.results().remove("");
        rig.simulator.requests().clear();
        rig.database.jdbc().sql("delete from sync_request").update();
        CLOCK.forward(Duration.ofMinutes(1));
    }

    private static AthenaEngine engine() {
        var settings = new AthenaSettings(RESULTS, "bursar", "primary", "AwsDataCatalog", "us-east-1", 1);
        AthenaClient client = rig.bean(AwsClients.class)
                .client(AthenaClient.builder(), rig.bean(AwsCredentialsProvider.class), Region.US_EAST_1);
        var attempts = new RetriedRequests(rig.bean(AwsSettings.class), () -> 100_000);
        return new AthenaEngine(
                new AthenaRequests(
                        client,
                        settings,
                        attempts,
                        rig.bean(Payer.class),
                        List.of(rig.bean(ObjectStores.class)),
                        rig.bean(ManualRequests.class)::meter),
                settings,
                CLOCK,
                millis -> CLOCK.forward(Duration.ofMillis(millis)));
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
        ObjectPlace results = place(RESULTS);
        try (EngineReading reading = EngineReading.open(
                        engine,
                        source,
                        results,
                        work.resolve("engine"),
                        Readings.LIMITS,
                        tagKeys,
                        ReadListener.NONE)
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
            assertThat(delivery.store().copy(object, file, meter(), bytes -> {})).isTrue();
            files.add(file);
        }
        return Readings.read(work, tagKeys, files.toArray(Path[]::new));
    }

    private void same(String delivery, Set<String> tagKeys) throws IOException {
        Reading expected = here(place(delivery), tagKeys);
        Reading found = there(engine(), place(delivery), tagKeys);
        assertThat(found.charges()).isNotEmpty().containsExactlyElementsOf(expected.charges());
        assertThat(found.summary()).isEqualTo(expected.summary());
        assertThat(rig.simulator.athena().tables()).isEmpty();
    }

    /** Puts a file of lines into a bucket. */
    private void put(String name, ChargeLinesFile lines) throws IOException {
        rig.simulator
                .results()
                .put("delivery/" + name, Files.readAllBytes(lines.parquet(work.resolve("put-" + name))));
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS_1_2", "CUR_2"})
    void anExportGivesTheSameCharges(Export export) throws IOException {
        same("s3://" + Export.BUCKET + "/" + export.prefix() + "data/BILLING_PERIOD=2026-10/", Set.of());
    }

    @Test
    void whatIsDoneIsNeitherDoneNorPaidTwice() throws IOException {
        put("a.parquet", ChargeLinesFile.random(LineFormat.FOCUS, 17, 400));
        ObjectPlace delivery = place("s3://" + ResultsBucket.BUCKET + "/delivery/");
        int before = rig.simulator.athena().billed().size();
        Reading first = there(engine(), delivery, Set.of());
        BigDecimal paid = paid();
        List<Long> billed = rig.simulator.athena().billed();
        assertThat(paid)
                .isPositive()
                .isEqualByComparingTo(billed.subList(before, billed.size()).stream()
                        .map(ScanPrice::usd)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));

        CLOCK.forward(Duration.ofHours(1));
        Reading again = there(engine(), delivery, Set.of());

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
