package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.delivery.DeliveryLocation.Layout;
import dev.bursar.billingdata.delivery.DeliveryScan.DeliveryPrecedence;
import dev.bursar.files.ObjectStore;
import dev.bursar.files.StoredObject;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryLocationTest {
    private static final ObjectStore STORE = ObjectStore.folder(Path.of("/exports"));

    private static Optional<DeliveryLocation> of(String key) {
        return DeliveryLocation.of(STORE, new StoredObject(key, "tag", 1, Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({
        "a/team/metadata/BILLING_PERIOD=2026-11/team-Manifest.json,DATA_EXPORT,a/team/,2026-11",
        "metadata/billing_period=2026-11/team-Manifest.json,DATA_EXPORT,'',2026-11",
        "team/metadata/BILLING_PERIOD=2026-11/2026-11-05T00:00:00Z-1/team-Manifest.json,DATA_EXPORT,team/,2026-11",
        "a/report/20261101-20261201/report-Manifest.json,REPORT,a/report/,2026-11",
        "20261101-20261201/0a-1b/report-Manifest.json,REPORT,'',2026-11",
        "by-hand/Manifest.json,ALONE,by-hand/,Manifest.json"
    })
    void aManifestSaysWhereItsDeliveryIs(String key, Layout layout, String root, String period) {
        DeliveryLocation place = of(key).orElseThrow();
        assertThat(place.layout()).isEqualTo(layout);
        assertThat(place.root()).isEqualTo(root);
        assertThat(place.period()).isEqualTo(period);
        assertThat(place.export()).isEqualTo("/exports/" + root);
        assertThat(place.month()).isEqualTo(layout == Layout.ALONE ? null : YearMonth.of(2026, 11));
    }

    @ParameterizedTest
    @CsvSource({
        "team/metadata/BILLING_PERIOD=2026-11/team.csv",
        "team/metadata/BILLING_PERIOD=2026-13/team-Manifest.json",
        "team/data/BILLING_PERIOD=2026-11/team-00001.snappy.parquet"
    })
    void otherObjectsAreNone(String key) {
        assertThat(of(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // where it was delivered
        "a/team/metadata/BILLING_PERIOD=2026-11/m-Manifest.json,s3://b/a/team/data/BILLING_PERIOD=2026-11/1.parquet,"
                + "a/team/data/BILLING_PERIOD=2026-11/1.parquet",
        // copied to another folder
        "metadata/BILLING_PERIOD=2026-11/m-Manifest.json,s3://b/a/team/data/BILLING_PERIOD=2026-11/1.parquet,"
                + "data/BILLING_PERIOD=2026-11/1.parquet",
        "copy/metadata/BILLING_PERIOD=2026-11/v/m-Manifest.json,s3://b/a/data/data/BILLING_PERIOD=2026-11/v/1.parquet,"
                + "copy/data/BILLING_PERIOD=2026-11/v/1.parquet",
        "x/20261101-20261201/m-Manifest.json,a/report/20261101-20261201/0a-1b/1.csv.gz,x/20261101-20261201/0a-1b/1.csv.gz",
        // a report without a prefix, as it was delivered and copied
        "/r/20261101-20261201/r-Manifest.json,/r/20261101-20261201/0a-1b/1.csv.gz,/r/20261101-20261201/0a-1b/1.csv.gz",
        "r/20261101-20261201/r-Manifest.json,/r/20261101-20261201/0a-1b/1.csv.gz,r/20261101-20261201/0a-1b/1.csv.gz",
        // a report of Parquet files has them beside its periods
        "a/r/20261101-20261201/r-Manifest.json,a/r/r/year=2026/month=11/1.parquet,a/r/r/year=2026/month=11/1.parquet",
        "x/Manifest.json,s3://b/a/team/data/BILLING_PERIOD=2026-11/1.parquet,x/1.parquet",
        // never outside of the export
        "copy/metadata/BILLING_PERIOD=2026-11/m-Manifest.json,s3://b/other/secret,copy/metadata/BILLING_PERIOD=2026-11/secret"
    })
    void itsFilesAreInTheExportsFolder(String manifest, String named, String key) {
        assertThat(of(manifest).orElseThrow().keyOf(named)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "5,0.5,''",
        "60,0,''",
        "60,0.25,', about 3 min left'",
        "600,0.99,', less than a minute left'",
        "60,1.2,', less than a minute left'"
    })
    void theTimeLeftIsToldFromWhatIsDone(long seconds, double share, String words) {
        assertThat(DeliveryText.timeLeft(Duration.ofSeconds(seconds), share)).isEqualTo(words);
    }

    @Test
    void theFirstNamedExportGoesBefore() {
        var standing = new DeliveryPrecedence();
        standing.found("s3://b/one/");
        standing.unlisted("s3://b/two/");
        standing.found("s3://b/three/");
        assertThat(standing.before("s3://b/one/", "s3://b/three/")).isTrue();
        assertThat(standing.before("s3://b/two/x/", "s3://b/three/")).isTrue();
        assertThat(standing.before("s3://b/three/", "s3://b/one/")).isFalse();
        assertThat(standing.before("s3://b/one/", "s3://b/one/")).isFalse();
        assertThat(standing.before("s3://b/gone/", "s3://b/three/")).isFalse();
        assertThat(standing.stands("s3://b/two/x/")).as("nobody could look").isTrue();
        assertThat(standing.stands("s3://b/gone/")).isFalse();
    }
}
