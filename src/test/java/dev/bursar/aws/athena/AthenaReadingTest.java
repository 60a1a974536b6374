package dev.bursar.aws.athena;

import dev.bursar.aws.AwsClients;
import dev.bursar.aws.AwsSettings;
import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.EngineReadingContract;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineTable;
import dev.bursar.files.ObjectStores;
import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.ManualRequests;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
        rig = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK, LocalDate.parse("2026-11-01")), Map.of());
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
                        rig.bean(ManualRequests.class)::meter),
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
        rig.simulator.results().remove("");
        CLOCK.forward(Duration.ofMinutes(1));
    }

    @Override
    protected int bytesChanged() {
        return 4;
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
                return athena.create(
                        new LineTable(table.name(), table.columns(), BUCKET + table.folder()), statement);
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
                        Objects.requireNonNull(rig.simulator.results().content(key)).bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
