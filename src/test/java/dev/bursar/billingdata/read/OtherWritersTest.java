package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ChargeFileRefused.Reason;
import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that other programs than AWS's have had in hand: the same lines in other types and words. */
class OtherWritersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cast(cast(ChargePeriodStart as varchar) || '+00' as timestamptz_ns) as ChargePeriodStart",
                "cast(ChargePeriodStart as timestamptz) as ChargePeriodStart",
                "cast(ChargePeriodStart as timestamp_ns) as ChargePeriodStart",
                "cast(ChargePeriodStart as varchar) || ' +0000' as ChargePeriodStart",
                "cast(Tags as json) as Tags",
                "coalesce(cast(cast(Tags as json) as varchar), 'null') as Tags",
                "map_entries(Tags) as Tags",
                "coalesce(RegionId, 'NULL') as RegionId",
                "cast(null as double) as ChargeClass",
                "cast(null as integer[]) as ChargeClass",
                "cast(BilledCost as decimal(38, 20)) as BilledCost"
            })
    void parquetOfOtherTypesReadsTheSame(String replaced) {
        var lines = lines();
        lines.rows.forEach(row -> row.put("BilledCost", 0.5));
        Path parquet = lines.parquet(folder.resolve("lines.parquet"));
        Path other = rewritten(parquet, replaced);
        assertThat(Readings.read(folder, other)).isEqualTo(Readings.read(folder, parquet));
        assertThat(Readings.read(folder, Set.of("team"), other))
                .isEqualTo(Readings.read(folder, Set.of("team"), parquet));
    }

    @Test
    void whatMustBeFilledIsNoColumnWithoutValues() {
        Path parquet =
                rewritten(lines().parquet(folder.resolve("lines.parquet")), "cast(null as double) as BillingAccountId");
        ChargeFileRefused refused = refused(parquet);
        assertThat(refused.reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(refused.column()).isEqualTo("BillingAccountId");
        assertThat(refused.what()).contains("DOUBLE").contains("text");
    }

    @Test
    void nullIsNoValueInQuotesToo() throws IOException {
        var lines = lines();
        Path plain = lines.csv(folder.resolve("a"));
        String text = Files.readString(plain);
        while (text.contains(",,")) {
            text = text.replace(",,", ",\"NULL\",");
        }
        assertThat(Readings.read(folder, Files.writeString(folder.resolve("b"), text)))
                .isEqualTo(Readings.read(folder, plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23457E+11", "1,23457E+11", "1e+11"})
    void accountsThatASpreadsheetRoundedAreRefused(String account) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1))
                .add(ChargeLinesFile.focusLine(1));
        lines.rows.getLast().put("SubAccountId", account);
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            ChargeFileRefused refused = refused(file);
            assertThat(refused.reason()).isEqualTo(Reason.BAD_VALUE);
            assertThat(refused.row()).isEqualTo(2);
            assertThat(refused.column()).isEqualTo("SubAccountId");
            assertThat(refused.what()).contains("an account's id with all its digits");
        }
    }

    /** Lines of all sorts, none of them a correction. */
    private static ChargeLinesFile lines() {
        var lines = ChargeLinesFile.random(LineFormat.FOCUS, 17, 200);
        lines.rows.forEach(row -> row.put("ChargeClass", null));
        return lines;
    }

    private Path rewritten(Path parquet, String replaced) {
        Path other = folder.resolve("other.parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("copy (select * replace (%s) from '%s') to '%s'".formatted(replaced, parquet, other));
            return other;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChargeFileRefused refused(Path file) {
        ChargeFileRefused refused = catchThrowableOfType(ChargeFileRefused.class, () -> Readings.read(folder, file));
        assertThat(refused).isNotNull();
        assertThat(refused.whatToDo()).isNotBlank();
        return refused;
    }
}
