package dev.bursar.aws.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.aws.athena.AthenaEngine.AthenaText;
import dev.bursar.aws.athena.AthenaEngine.HiveType;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.LineTable;
import dev.bursar.billingdata.engine.ScanPrice;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Athena's own words, and its price. */
class AthenaTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar | string",
                "varchar(40) | string",
                "double | double",
                "real | float",
                "integer | int",
                "bigint | bigint",
                "timestamp(6) | timestamp",
                "date | date",
                "decimal(38, 10) | decimal(38,10)",
                "map(varchar, varchar) | map<string,string>",
                "array(row(key varchar, value varchar)) | array<struct<key:string,value:string>>",
                "map(varchar, array(decimal(4, 2))) | map<string,array<decimal(4,2)>>",
            })
    void typesAreThoseOfHive(String trino, String hive) {
        assertThat(HiveType.of(trino)).isEqualTo(hive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid", "row(varchar)", "map(varchar", "interval(3)", ""})
    void aTypeThatHiveDoesNotHaveIsRefused(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> HiveType.of(type));
    }

    @Test
    void aTableNamesAFolder() {
        var table = new LineTable(
                "lines_1",
                List.of(
                        new LineTable.Column("BilledCost", "double"),
                        new LineTable.Column("Tags", "map(varchar, varchar)")),
                "s3://exports/a=1/");
        assertThat(AthenaText.create(table)).isEqualTo("""
            create external table `lines_1` (
              `BilledCost` double,
              `Tags` map<string,string>)
            stored as parquet location 's3://exports/a=1/'\
            """);
        assertThat(AthenaText.drop("lines_1")).isEqualTo("drop table if exists `lines_1`");
        assertThat(AthenaText.unload("select 1 as x", "s3://results/1/"))
                .isEqualTo(
                        "unload (select 1 as x) to 's3://results/1/' with (format = 'PARQUET', compression = 'ZSTD')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/exports/", "s3://exports/a", "s3://exports/it's/", "s3://exports/a\\/"})
    void aFolderThatAthenaCannotNameIsNoPlace(String folder) {
        EngineFailure failure =
                catchThrowableOfType(EngineFailure.class, () -> AthenaText.unload("select 1 as x", folder));
        assertThat(failure.fact().kind()).isEqualTo(Kind.NO_PLACE);
    }

    @Test
    void aStatementIsCountedInBytes() {
        assertThat(AthenaText.checked("ä".repeat(131_072))).hasSize(131_072);
        EngineFailure failure =
                catchThrowableOfType(EngineFailure.class, () -> AthenaText.checked("ä".repeat(131_073)));
        assertThat(failure.fact().kind()).isEqualTo(Kind.LIMIT);
        assertThat(failure.fact().text()).isEqualTo("A statement has 262,146 bytes; Athena takes 262,144.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0000476838",
        "1, 0.0000476838",
        "10485760, 0.0000476838",
        "10485761, 0.0000524521",
        "1099511627776, 5.0000000000"
    })
    void aQueryCostsTenMegabytesAtLeastAndWholeOnes(long bytes, String usd) {
        assertThat(ScanPrice.usd(bytes)).isEqualByComparingTo(usd);
    }
}
