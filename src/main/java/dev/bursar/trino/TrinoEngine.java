package dev.bursar.trino;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineTable;
import io.trino.jdbc.TrinoStatement;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Trino through its driver, with the hive connector. Trino knows no tokens: a statement always runs again, and its results go to a
 * folder of their own.
 */
final class TrinoEngine implements LineEngine {
    private static final long LOOK_MILLIS = 300;

    private final TrinoSettings settings;

    TrinoEngine(TrinoSettings settings) {
        this.settings = settings;
    }

    @Override
    public EngineName name() {
        return EngineName.TRINO;
    }

    @Override
    public String reached() {
        return settings.reached();
    }

    @Override
    public String results() {
        return settings.results();
    }

    /** A folder of the machine that Trino runs on, too, is one of its local file system, whose root is this machine's. */
    @Override
    public String address(String address) {
        return address.startsWith("/") ? "local://" + address : address;
    }

    @Override
    public Scan create(LineTable table, Statement statement) {
        String columns = table.columns().stream()
                .map(column -> '"' + column.name() + "\" " + column.type())
                .collect(Collectors.joining(", "));
        return run(
                "create table %s (%s) with (external_location = %s, format = 'PARQUET')"
                        .formatted(table.name(), columns, literal(address(table.folder()))),
                statement);
    }

    @Override
    public Scan drop(String table, Statement statement) {
        return run("drop table if exists " + table, statement);
    }

    @Override
    public Answer ask(String query, Statement statement) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        return new Answer(rows, run(query, statement, rows));
    }

    @Override
    public Unloaded unload(String query, String folder, Statement statement) {
        String own = UUID.randomUUID().toString().replace("-", "");
        String there = folder + own + "/";
        Scan scan = run(
                "create table bursar_result_%s with (external_location = %s, format = 'PARQUET') as\n%s"
                        .formatted(own, literal(address(there)), query),
                statement);
        drop("bursar_result_" + own, new Statement(own, Watch.NONE));
        return new Unloaded(there, scan);
    }

    private Scan run(String sql, Statement statement) {
        return run(sql, statement, new ArrayList<>());
    }

    private Scan run(String sql, Statement told, List<List<@Nullable String>> rows) {
        var ended = new CountDownLatch(1);
        var cancelled = new AtomicBoolean();
        var bytes = new AtomicLong();
        try (var connection = DriverManager.getConnection(settings.address(), settings.properties());
                var statement = connection.createStatement()) {
            statement.unwrap(TrinoStatement.class).setProgressMonitor(stats -> {
                bytes.set(stats.getPhysicalInputBytes());
                told.watch().scanned(stats.getPhysicalInputBytes());
            });
            Thread looker = Thread.ofVirtual().start(() -> look(statement, told.watch(), ended, cancelled));
            try {
                if (statement.execute(sql)) {
                    read(statement.getResultSet(), rows);
                }
            } finally {
                ended.countDown();
                looker.join();
            }
            return new Scan(bytes.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure(Kind.CANCELLED_THERE, name(), "interrupted", e);
        } catch (SQLException e) {
            throw cancelled.get()
                    ? new EngineFailure(Kind.CANCELLED_THERE, name(), "cancelled by Bursar", e)
                    : failure(e);
        }
    }

    private static void read(ResultSet result, List<List<@Nullable String>> rows) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(result.getString(column));
            }
            rows.add(row);
        }
    }

    private static void look(java.sql.Statement statement, Watch watch, CountDownLatch ended, AtomicBoolean cancelled) {
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (watch.cancelled() && !cancelled.getAndSet(true)) {
                    statement.cancel();
                }
            }
        } catch (SQLException e) {
            // it has just ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EngineFailure failure(SQLException e) {
        String text = Objects.requireNonNullElse(e.getMessage(), "");
        return new EngineFailure(kind(e.getErrorCode(), text), name(), text, e);
    }

    /** By the codes of Trino's StandardErrorCode; 0 where the driver got no answer of Trino's, or one without a code. */
    private static Kind kind(int code, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (code) {
            case 4 -> Kind.DENIED;
            case 3, 38 -> Kind.CANCELLED_THERE;
            case 5, 44, 45 -> Kind.NO_PLACE;
            case 35, 40, 132, 131075, 131077, 131078, 131081 -> Kind.LIMIT;
            case 131073, 131076, 131079 -> Kind.OUT_OF_MEMORY;
            case 131074 -> Kind.THROTTLED;
            case 65537, 65539, 65540, 65541, 65542, 65544, 65545, 65547, 65558, 65563 -> Kind.GONE;
            case 0 ->
                lower.contains("authentication failed") || lower.contains("unauthorized") || lower.contains("forbidden")
                        ? Kind.DENIED
                        : lower.contains("error executing query")
                                        || lower.contains("connect")
                                        || lower.contains("error fetching next")
                                ? Kind.GONE
                                : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
