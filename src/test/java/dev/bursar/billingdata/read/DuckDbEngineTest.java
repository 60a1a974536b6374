package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.ReadProgress.Step;
import module java.base;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbEngineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_csv('OTHER')",
                "select * from read_text('OTHER')",
                "select * from read_parquet('OTHER')",
                "select * from read_text('/etc/passwd')",
                "select * from glob('/etc/*')",
                "copy (select 1) to 'OTHER'",
                "attach 'OTHER.db' as other",
                "install httpfs",
                "load httpfs",
                "select * from read_csv('https://example.com/a.csv')",
                "set enable_external_access = true",
                "set allowed_paths = ['OTHER']",
                "set lock_configuration = false",
                "set memory_limit = '10GB'"
            })
    void nothingButTheReadingsFilesCanBeReached(String attempt) throws Exception {
        Path other = Files.writeString(folder.resolve("other.csv"), "a\n1\n");
        Path own = Files.writeString(folder.resolve("own.csv"), "a\n1\n");
        try (var engine = engine(own)) {
            assertThatThrownBy(() -> engine.run(attempt.replace("OTHER", other.toString())))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(Files.readString(other)).isEqualTo("a\n1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select nowhere from read_csv('OWN')",
                "select cast(1e30 as decimal(18, 2)) from read_csv('OWN')",
                "select cast(a || 'x' as integer) from read_csv('OWN')",
                "selec 1"
            })
    void aWrongStatementIsNotToldAsADamagedFile(String wrong) throws Exception {
        Path own = Files.writeString(folder.resolve("own.csv"), "a\n1\n");
        var file = new ChargeFile("own.csv", own);
        try (var engine = engine(own)) {
            assertThatThrownBy(() -> {
                        try {
                            engine.query(wrong.replace("OWN", own.toString()), Step.CHECKING, 0, 0, rows -> {});
                        } catch (SQLException e) {
                            throw engine.refused(e, List.of(file));
                        }
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseInstanceOf(SQLException.class);
        }
    }

    @Test
    void aLargeResultComesInItsOrder() throws Exception {
        Path own = Files.writeString(folder.resolve("own.csv"), "a\n1\n");
        var rows = new ArrayList<Long>();
        try (var engine = engine(own)) {
            engine.query(
                    "select i from (select i * 7919 % 500000 as i from range(500000) t(i)) group by i order by i",
                    Step.CHECKING, 0, 0, chunk -> {
                        for (long row = 0; row < chunk.rowCount(); row++) {
                            rows.add(chunk.vector(0).getLong(row));
                        }
                    });
        }
        assertThat(rows).hasSize(500_000).isSorted();
    }

    @Test
    void theReadingsFilesCanBeRead() throws Exception {
        Path own = Files.writeString(folder.resolve("it's own.csv"), "a\n1\n");
        long[] rows = new long[1];
        try (var engine = engine(own)) {
            engine.query(
                    "select * from read_csv(" + DuckDbEngine.literal(own.toString()) + ")",
                    Step.CHECKING,
                    0,
                    0,
                    chunk -> rows[0] += chunk.rowCount());
        }
        assertThat(rows[0]).isEqualTo(1);
    }

    @Test
    void whatNeedsMoreThanItsMemoryAndDiskIsRefused() throws Exception {
        var little = new ReadLimits(32, 1, 1, 1L << 30, 250);
        try (var engine = new DuckDbEngine(folder, List.of(), little, 1, new ReadReporter(ReadListener.NONE, 1))) {
            assertThatThrownBy(() -> engine.query(
                            "select range, hash(range) from range(30000000) order by 2",
                            Step.REDUCING,
                            0,
                            0,
                            rows -> {}))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(engine.refused(e, List.of()).reason())
                                    .isEqualTo(ChargeFileRefused.Reason.TOO_LARGE));
        }
    }

    @Test
    void whatMemoryCannotHoldGoesToItsOwnFolder() throws Exception {
        var little = new ReadLimits(64, 2_000, 1, 1L << 30, 250);
        long[] rows = new long[1];
        try (var engine = new DuckDbEngine(folder, List.of(), little, 2_000, new ReadReporter(ReadListener.NONE, 1))) {
            engine.query(
                    "select range, hash(range), hash(range + 1) from range(8000000) order by 2",
                    Step.REDUCING,
                    0,
                    0,
                    chunk -> {
                        rows[0] += chunk.rowCount();
                        assertThat(folder.resolve("spill")).isNotEmptyDirectory();
                    });
        }
        assertThat(rows[0]).isEqualTo(8_000_000);
    }

    private DuckDbEngine engine(Path file) throws SQLException {
        return new DuckDbEngine(folder, List.of(file), Readings.LIMITS, 100, new ReadReporter(ReadListener.NONE, 1));
    }
}
