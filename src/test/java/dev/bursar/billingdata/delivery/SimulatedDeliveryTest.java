package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ImportOutcome;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.query.ChargeTotals.By;
import dev.bursar.charges.query.ChargeTotals.Cost;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.files.ObjectStore;
import dev.bursar.files.ObjectStores;
import dev.bursar.files.StoredObject;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.spend.Reconciliations;
import dev.bursar.spend.Reconciliations.ServiceNames;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An organisation's deliveries, stored in place of what Cost Explorer says of it, change no figure. */
class SimulatedDeliveryTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
    private static final LocalDate END = LocalDate.parse("2026-12-01");

    private static final RequestMeter FREE = new RequestMeter() {
        @Override
        public <T> T send(
                String api,
                String account,
                String region,
                BigDecimal priceUsd,
                Predicate<RuntimeException> refused,
                Supplier<T> request) {
            return request.get();
        }
    };

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-05T09:00:00Z"));
    private final Organisation organisation = Organisation.seeded(7, clock, LocalDate.parse("2026-10-30"));
    private SyncRig rig;
    private ImportService imports;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        rig = new SyncRig(clock, organisation, Map.of());
        imports = new ImportService(rig.bean(DeliveredCosts.class), new ImportFolder(folder));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Sums by account, the service's common name, team and day. */
    private Map<String, BigDecimal> totalsByService(Cost cost) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        rig.bean(ChargeTotals.class)
                .totals(FIRST, END, List.of(By.SERVICE, By.RECORD_TYPE, By.ACCOUNT, By.TEAM, By.DAY), cost)
                .forEach(total -> sums.merge(
                        ServiceNames.common(
                                        total.values().get(0), total.values().get(1)) + "|"
                                + String.join("|", total.values().subList(2, 5)) + total.currency(),
                        total.amount(),
                        BigDecimal::add));
        sums.values().removeIf(sum -> sum.signum() == 0);
        sums.replaceAll((key, sum) -> sum.stripTrailingZeros());
        return sums;
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS_1_2", "CUR_LEGACY"})
    void figuresAreThoseOfCostExplorer(Export export) throws IOException {
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        var billed = StoredSums.of(rig, Cost.BILLED);
        var effective = StoredSums.of(rig, Cost.EFFECTIVE);
        var billedByService = totalsByService(Cost.BILLED);
        var effectiveByService = totalsByService(Cost.EFFECTIVE);
        assertThat(billed).hasSizeGreaterThan(200);

        take(export);

        assertThat(rig.bean(ChargeTotals.class).differencesOfRollups()).isZero();
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(billed);
        assertThat(billedByService.keySet())
                .anyMatch(key -> key.startsWith("Amazon Elastic Compute Cloud|"))
                .anyMatch(key -> key.startsWith("Tax|"));
        assertThat(totalsByService(Cost.BILLED)).isEqualTo(billedByService);
        if (export == Export.FOCUS_1_2) {
            // a CUR has no net amortized cost of a Savings Plan's fee
            assertThat(StoredSums.of(rig, Cost.EFFECTIVE)).isEqualTo(effective);
            assertThat(totalsByService(Cost.EFFECTIVE)).isEqualTo(effectiveByService);
        }
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from charge where export_id = 0")
                        .query(Long.class)
                        .single())
                .isZero();

        var reconciliations = rig.bean(Reconciliations.class);
        assertThat(reconciliations.sources()).hasSize(2).allSatisfy(source -> {
            var compared = reconciliations.of(source.id(), CostMetric.BILLED).orElseThrow();
            assertThat(compared.rows())
                    .hasSizeGreaterThan(50)
                    .allSatisfy(row -> assertThat(row.difference()).isZero());
        });

        // and the sync finds that nothing has changed
        var again = rig.run("costs");
        assertThat(again.state()).isEqualTo(RunState.DONE);
        assertThat(again.progress().rowsChanged()).isZero();
        assertThat(StoredSums.of(rig, Cost.BILLED)).isEqualTo(billed);
    }

    private void take(Export export) throws IOException {
        try (var s3 = S3Client.builder()
                .endpointOverride(rig.simulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret")))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            for (String month : List.of("2026-10", "2026-11")) {
                var files = new ArrayList<ChargeFile>();
                for (S3Object object : s3.listObjectsV2Paginator(
                                list -> list.bucket(Export.BUCKET).prefix(export.prefix()))
                        .contents()) {
                    String name = object.key().substring(object.key().lastIndexOf('/') + 1);
                    if (object.key().contains(month) || object.key().contains(month.replace("-", "") + "01-")) {
                        Path file =
                                Files.createDirectories(folder.resolve(month)).resolve(name);
                        s3.getObject(get -> get.bucket(Export.BUCKET).key(object.key()), file);
                        files.add(new ChargeFile(name, file));
                    }
                }
                assertThat(imports.take(files, ReadListener.NONE)).isInstanceOf(ImportOutcome.Done.class);
            }
        }
    }

    @Test
    void theEndOfAFileComesAlone() throws IOException {
        ObjectStore bucket = rig.bean(ObjectStores.class)
                .at("s3://" + Export.BUCKET + "/")
                .orElseThrow()
                .store();
        StoredObject object = bucket.below("exports/", 20_000, FREE).stream()
                .filter(file -> file.key().contains("/data/"))
                .findFirst()
                .orElseThrow();
        Path whole = folder.resolve("whole");
        Path end = folder.resolve("end");
        assertThat(bucket.copy(object, whole, FREE, bytes -> {})).isTrue();
        byte[] bytes = Files.readAllBytes(whole);
        assertThat(bucket.end(object, 100, end, FREE)).isTrue();
        byte[] there = Files.readAllBytes(end);
        assertThat(there).hasSameSizeAs(bytes).endsWith(Arrays.copyOfRange(bytes, bytes.length - 100, bytes.length));
        assertThat(Arrays.copyOf(there, there.length - 100)).containsOnly(0);
        assertThat(bucket.end(object, Integer.MAX_VALUE, end, FREE)).isTrue();
        assertThat(end).hasSameBinaryContentAs(whole);
        var older = new StoredObject(object.key(), "\"0123\"", object.size(), object.modified());
        assertThat(bucket.end(older, 100, end, FREE)).isFalse();
        var gone = new StoredObject("exports/gone", object.tag(), object.size(), object.modified());
        assertThat(bucket.end(gone, 100, end, FREE)).isFalse();
    }
}
