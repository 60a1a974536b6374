package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.ReadProgress.Step;
import module java.base;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.QueryProgress;

/** DuckDB for one reading: in memory, bounded, locked, and unable to open any file but the reading's own. */
final class DuckDbEngine implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;
    /** How many digits a number's text has after the point, needless zeros left out. */
    private static final String SCALE =
            "greatest(0, length(rtrim(split_part(split_part(lower(t), 'e', 1), '.', 2), '0'))"
                    + " - cast(case when contains(lower(t), 'e') then split_part(lower(t), 'e', 2) else '0' end as integer))";

    /** How DuckDB begins what it says of statements; values that they can't work with were refused before. */
    private static final List<String> OWN_FAULTS = List.of(
            "binder error",
            "catalog error",
            "conversion error",
            "mismatch type error",
            "out of range error",
            "parser error");

    private final DuckDBConnection connection;
    private final ReadLimits limits;
    private final ReadReporter watch;

    /** @param files what may be read; nothing else can be opened afterwards */
    DuckDbEngine(Path folder, List<Path> files, ReadLimits limits, long diskMegabytes, ReadReporter watch)
            throws SQLException {
        this.limits = limits;
        this.watch = watch;
        var settings = new Properties();
        settings.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        settings.setProperty("temp_directory", folder.resolve("spill").toString());
        settings.setProperty("max_temp_directory_size", Math.max(1, diskMegabytes) + "MB");
        settings.setProperty("threads", Integer.toString(limits.threads()));
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("allow_persistent_secrets", "false");
        // else a result that is handed over in chunks comes in no order, whatever it was sorted by
        settings.setProperty("preserve_insertion_order", "true");
        settings.setProperty("jdbc_stream_results", "true");
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
        try {
            run("set TimeZone = 'UTC'");
            run("set enable_progress_bar = true");
            run("set enable_progress_bar_print = false");
            run("create macro scale_of(t) as " + SCALE);
            run("set allowed_paths = ["
                    + files.stream()
                            .map(Path::toString)
                            .map(DuckDbEngine::literal)
                            .collect(Collectors.joining(", "))
                    + "]");
            run("set enable_external_access = false");
            run("set lock_configuration = true");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What each row of a result is given to; the reader is valid only during the call. */
    interface Rows {
        void chunk(DuckDBDataChunkReader chunk) throws SQLException;
    }

    /** A text in SQL. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Fills a table of two numbers a row. */
    void fill(String table, LongPairs pairs) throws SQLException {
        try (var rows = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
            pairs.each((one, other) -> {
                rows.beginRow();
                rows.append(one);
                rows.append(other);
                rows.endRow();
            });
        }
    }

    /** Rows of two numbers. */
    interface LongPairs {
        void each(LongPair row) throws SQLException;
    }

    interface LongPair {
        void row(long one, long other) throws SQLException;
    }

    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs a query that may take long; the watch sees how far it is and can end it.
     *
     * @param ofRows what the query reads
     */
    void query(String sql, Step step, int files, long ofRows, Rows rows) throws SQLException {
        watch.look();
        var done = new CountDownLatch(1);
        try (var statement = (DuckDBPreparedStatement) connection.prepareStatement(sql)) {
            Thread looker = Thread.ofVirtual().start(() -> look(statement, done, step, files, ofRows));
            try (var result = statement.query()) {
                while (result.nextChunk()) {
                    watch.look();
                    rows.chunk(result.chunk());
                }
            } finally {
                done.countDown();
                looker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReadCancelled();
        } catch (SQLException e) {
            watch.look();
            throw e;
        }
        watch.look();
    }

    private void look(DuckDBPreparedStatement statement, CountDownLatch done, Step step, int files, long ofRows) {
        try {
            while (!done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (watch.cancelled()) {
                    statement.cancel();
                } else {
                    QueryProgress progress = statement.getQueryProgress();
                    double share = Math.clamp(progress.getPercentage() / 100, 0, 1);
                    watch.report(step, files, (long) (share * ofRows), ofRows);
                }
            }
        } catch (SQLException e) {
            // it has just ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The refusal that DuckDB's error is: for want of memory or disk, or because the files can't be read.
     *
     * @throws IllegalStateException when the statement was wrong, not the files
     */
    ChargeFileRefused refused(SQLException e, List<ChargeFile> files) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (OWN_FAULTS.stream().anyMatch(message::startsWith)) {
            throw new IllegalStateException("An export's lines could not be reduced", e);
        }
        if (message.contains("out of memory")) {
            return ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE,
                    null,
                    new ChargeFileFault.TooMuchMemory(limits.memoryMegabytes(), limits.diskMegabytes()),
                    e);
        }
        return ChargeFileRefused.file(
                ChargeFileRefused.Reason.DAMAGED,
                files.size() == 1 ? files.getFirst().name() : null,
                files.size() == 1 ? Plain.DATA_UNREADABLE : Plain.DATA_OF_A_FILE_UNREADABLE,
                e);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
