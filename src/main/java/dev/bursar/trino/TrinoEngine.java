package dev.bursar.trino;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineTable;
import dev.bursar.kernel.CancellableCall;
import io.trino.jdbc.TrinoStatement;
import module java.base;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trino through its driver, with the hive connector. Trino knows no tokens: a statement always runs again, and its results go to a
 * folder of their own.
 */
final class TrinoEngine implements LineEngine {
    private static final Logger log = LoggerFactory.getLogger(TrinoEngine.class);

    /** Within which Trino has to answer each request; the driver would try again for two minutes. */
    private static final int ANSWER_MILLIS = 30_000;

    /** For which a query that was cancelled may still run. */
    private static final long SILENT_NANOS = Duration.ofSeconds(1).toNanos();

    /** For which a statement may run that nobody watches: it only makes or drops a table. */
    private static final Duration UNWATCHED = Duration.ofSeconds(20);

    private static final long UNWATCHED_NANOS = UNWATCHED.toNanos();

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
        drop("bursar_result_" + own, new Statement(own, statement.watch()));
        return new Unloaded(there, scan);
    }

    private Scan run(String sql, Statement statement) {
        return run(sql, statement, new ArrayList<>());
    }

    private Scan run(String sql, Statement told, List<List<@Nullable String>> rows) {
        var run = new Running(told);
        try {
            return CancellableCall.of(() -> run.of(sql, rows), run::look);
        } catch (InterruptedException e) {
            run.cancel();
            Thread.currentThread().interrupt();
            throw new EngineFailure(Kind.CANCELLED_THERE, name(), "interrupted", e);
        }
    }

    /** A statement that runs, on a thread that Trino may keep waiting. */
    private final class Running {
        private final Statement told;
        private final long begun = System.nanoTime();
        private final AtomicLong bytes = new AtomicLong();
        private volatile java.sql.@Nullable Statement open;
        private volatile boolean cancelled;
        private long cancelledAt;

        Running(Statement told) {
            this.told = told;
        }

        Scan of(String sql, List<List<@Nullable String>> rows) {
            try (var connection = DriverManager.getConnection(settings.address(), settings.properties());
                    var statement = connection.createStatement()) {
                connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
                statement.unwrap(TrinoStatement.class).setProgressMonitor(stats -> {
                    bytes.set(stats.getPhysicalInputBytes());
                    told.watch().scanned(stats.getPhysicalInputBytes());
                });
                open = statement;
                if (statement.execute(sql)) {
                    read(statement.getResultSet(), rows);
                }
                return new Scan(bytes.get());
            } catch (SQLException e) {
                throw cancelled
                        ? new EngineFailure(Kind.CANCELLED_THERE, name(), "cancelled by Bursar", e)
                        : TrinoFailures.of(e, settings);
            }
        }

        /** Cancels the query when somebody wants that, and leaves it to itself where Trino says nothing to that either. */
        void look() {
            long now = System.nanoTime();
            if (!cancelled && isUnwanted()) {
                cancelledAt = now;
                cancel();
            }
            if (cancelled && now - cancelledAt > SILENT_NANOS) {
                throw silent("Trino did not answer when the query was cancelled");
            }
            if (told.watch() == Watch.NONE && now - begun > UNWATCHED_NANOS) {
                cancel();
                throw silent("Trino has not answered for " + UNWATCHED.toSeconds() + " s");
            }
        }

        private boolean isUnwanted() {
            try {
                return told.watch().cancelled();
            } catch (RuntimeException e) {
                cancel();
                throw e;
            }
        }

        /** On a thread of its own, for it asks Trino. */
        void cancel() {
            cancelled = true;
            java.sql.Statement statement = open;
            if (statement != null) {
                Thread.ofVirtual().start(() -> {
                    try {
                        statement.cancel();
                    } catch (SQLException e) {
                        log.debug("The query has just ended", e);
                    }
                });
            }
        }

        private EngineFailure silent(String text) {
            return new EngineFailure(Kind.GONE, name(), text, null);
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

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Which kind of failure it is that Trino, or its driver, reports. */
    static final class TrinoFailures {
        private static final int INVALID_TABLE_PROPERTY = 18;

        private TrinoFailures() {}

        static EngineFailure of(SQLException e, TrinoSettings settings) {
            String text = Objects.requireNonNullElse(e.getMessage(), "");
            return new EngineFailure(kind(e, text, settings.results()), EngineName.TRINO, text, e);
        }

        /** By the codes of Trino's StandardErrorCode; 0 where the driver got no answer of Trino's, or one without a code. */
        private static Kind kind(SQLException e, String text, String results) {
            return switch (e.getErrorCode()) {
                case 4 -> Kind.DENIED;
                case 3, 38 -> Kind.CANCELLED_THERE;
                case 5, 44, 45 -> Kind.NO_PLACE;
                case 35, 40, 132, 131075, 131077, 131078, 131081 -> Kind.LIMIT;
                case 131073, 131076, 131079 -> Kind.OUT_OF_MEMORY;
                case 131074 -> Kind.THROTTLED;
                case 65537, 65539, 65540, 65541, 65542, 65544, 65545, 65547, 65558, 65563 -> Kind.GONE;
                case 0 -> unanswered(e, text.toLowerCase(Locale.ROOT));
                case INVALID_TABLE_PROPERTY -> text.contains("location") ? Kind.NO_PLACE : Kind.OTHER;
                default -> !results.isEmpty() && text.contains(results) ? Kind.RESULTS : Kind.OTHER;
            };
        }

        private static Kind unanswered(SQLException e, String text) {
            if (text.contains("authentication failed")
                    || text.contains("unauthorized")
                    || text.contains("statuscode=401")) {
                return Kind.SIGN_IN;
            }
            if (text.contains("forbidden") || text.contains("statuscode=403")) {
                return Kind.DENIED;
            }
            if (text.startsWith("connection property")) {
                // what the driver says of settings, before it has asked anybody
                return Kind.OTHER;
            }
            return isFromNetwork(e)
                            || text.contains("error executing query")
                            || text.contains("error fetching")
                            || text.contains("connect")
                    ? Kind.GONE
                    : Kind.OTHER;
        }

        private static boolean isFromNetwork(Throwable e) {
            for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                    return true;
                }
            }
            return false;
        }
    }
}
