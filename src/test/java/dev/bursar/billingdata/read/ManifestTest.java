package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ChargeFileRefused.Reason;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    @Test
    void aDataExportsManifestIsRead() throws IOException {
        Manifest manifest = read("""
                {"executionId": "2026-11-03T05:00:00.000Z-1a2b", "exportArn": "arn:aws:bcm-data-exports:::export/focus",
                 "columns": [{"name": "BilledCost", "type": "double"}, {"name": "Tags", "type": "map"}],
                 "compression": "PARQUET", "contentType": "PARQUET",
                 "dataFiles": ["s3://bills/exports/focus/data/BILLING_PERIOD=2026-10/focus-00001.snappy.parquet",
                               "s3://bills/exports/focus/data/BILLING_PERIOD=2026-10/focus-00002.snappy.parquet"]}
                """);
        assertThat(manifest.delivery()).isEqualTo("2026-11-03T05:00:00.000Z-1a2b");
        assertThat(manifest.billingPeriod()).isEqualTo(YearMonth.of(2026, 10));
        assertThat(manifest.chunks())
                .hasSize(2)
                .first()
                .isEqualTo("s3://bills/exports/focus/data/BILLING_PERIOD=2026-10/focus-00001.snappy.parquet");
        assertThat(manifest.columns()).containsExactly("BilledCost", "Tags");
        assertThat(manifest.contentType()).isEqualTo("PARQUET");
    }

    @Test
    void aLegacyReportsManifestIsRead() throws IOException {
        Manifest manifest = read("""
                {"assemblyId": "20231201-1", "account": "012345678901", "charset": "UTF-8", "compression": "GZIP",
                 "contentType": "text/csv", "reportName": "daily",
                 "billingPeriod": {"start": "20231101T000000.000Z", "end": "20231201T000000.000Z"},
                 "columns": [{"category": "lineItem", "name": "UnblendedCost"}],
                 "reportKeys": ["reports/daily/20231101-20231201/20231201-1/daily-1.csv.gz"]}
                """);
        assertThat(manifest)
                .isEqualTo(new Manifest(
                        "20231201-1",
                        YearMonth.of(2023, 11),
                        List.of("reports/daily/20231101-20231201/20231201-1/daily-1.csv.gz"),
                        "GZIP",
                        "text/csv",
                        List.of("lineItem/UnblendedCost")));
    }

    @Test
    void aReportWithoutAPrefixNamesItsFilesWithASlashBefore() throws IOException {
        String key = "/daily/20231101-20231201/20231201-1/daily-1.csv.gz";
        assertThat(read("{\"reportKeys\": [\"" + key + "\"]}").chunks()).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "a/..",
                "//etc/passwd",
                "s3://bucket///etc/passwd",
                "/",
                "/../a",
                "/C:/a",
                "s3://bucket/../a",
                "s3://bucket/",
                "a\\\\b",
                "C:/a",
                "a\\u0000b",
                "a\\nb",
                "file:///etc/passwd",
                "",
                "a/"
            })
    void aNameThatCouldLeaveItsFolderIsRefused(String name) {
        assertRefused("{\"reportKeys\": [\"good.csv.gz\", \"" + name + "\"]}", Reason.BAD_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}", "{\"dataFiles\": \"a\"}", "null", "{\"dataFiles\": {}}"})
    void whatIsNoManifestIsRefused(String json) {
        assertRefused(json, Reason.NOT_AN_EXPORT);
    }

    @Test
    void aNameThatIsNoTextIsRefused() {
        assertRefused("{\"dataFiles\": [1]}", Reason.BAD_VALUE);
    }

    @Test
    void aManifestWithoutEndIsRefused() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '[';
            }
        };
        assertThatThrownBy(() -> Manifest.read("Manifest.json", endless))
                .isInstanceOfSatisfying(
                        ChargeFileRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertRefused("[".repeat(100_000), Reason.NOT_AN_EXPORT);
    }

    @Test
    void aMonthThatIsNoneIsRefused() {
        assertRefused(
                "{\"dataFiles\": [\"a\"], \"billingPeriod\": {\"start\": \"20231301T000000.000Z\"}}", Reason.BAD_VALUE);
    }

    private static void assertRefused(String json, Reason reason) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(ChargeFileRefused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.file()).isEqualTo("Manifest.json");
        });
    }

    private static Manifest read(String json) throws IOException {
        return Manifest.read("Manifest.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
