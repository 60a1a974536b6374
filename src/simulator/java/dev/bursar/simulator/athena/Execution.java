package dev.bursar.simulator.athena;

import dev.bursar.simulator.faults.QueryEnding;
import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A query from QUEUED to its end. It goes on when it is looked at: the second look finds it running with half of its bytes read, the
 * third one at its end.
 */
final class Execution {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    final String id;
    final Wanted wanted;
    private final @Nullable QueryEnding ending;
    private final Instant submitted;
    private State state = State.QUEUED;
    private @Nullable Instant completed;
    private @Nullable Outcome outcome;
    private long bytes;
    private int category;
    private int type;
    private @Nullable String reason;

    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    /** What was asked for. */
    record Wanted(
            String text, Statement statement, String workgroup, String catalog, String database, S3Folder results) {
        /** Whether the same token may come with it again. */
        boolean isAlike(Wanted other) {
            return text.equals(other.text) && database.equals(other.database) && results.equals(other.results);
        }
    }

    /**
     * What came of a statement.
     *
     * @param failure null where it succeeded
     */
    record Outcome(
            long scanned,
            List<DuckDb.Column> columns,
            List<List<@Nullable String>> rows,
            @Nullable QueryFailed failure) {}

    Execution(String id, Wanted wanted, @Nullable QueryEnding ending, Instant submitted) {
        this.id = id;
        this.wanted = wanted;
        this.ending = ending;
        this.submitted = submitted;
    }

    /** @param work carries the statement out */
    synchronized ObjectNode look(Instant now, long mostBytes, Supplier<Outcome> work) {
        switch (state) {
            case QUEUED -> {
                var shown = json();
                state = State.RUNNING;
                return shown;
            }
            case RUNNING -> run(now, mostBytes, work);
            case SUCCEEDED, FAILED, CANCELLED -> {}
        }
        return json();
    }

    private void run(Instant now, long mostBytes, Supplier<Outcome> work) {
        if (ending == QueryEnding.TIMEOUT) {
            if (!now.isBefore(submitted.plus(LONGEST))) {
                end(ending, now);
            }
            return;
        }
        if (outcome == null) {
            outcome = ending == null ? work.get() : new Outcome(0, List.of(), List.of(), null);
            bytes = outcome.scanned() / 2;
            return;
        }
        if (ending != null) {
            end(ending, now);
            return;
        }
        bytes = Math.min(outcome.scanned(), mostBytes);
        if (outcome.failure() != null) {
            end(
                    State.FAILED,
                    outcome.failure().category(),
                    outcome.failure().type(),
                    outcome.failure().text(),
                    now);
        } else if (outcome.scanned() > mostBytes) {
            end(QueryEnding.LIMIT, now);
        } else {
            end(State.SUCCEEDED, 0, 0, null, now);
        }
    }

    private void end(QueryEnding how, Instant now) {
        end(State.valueOf(how.state()), how.category(), how.type(), how.text(), now);
    }

    private void end(State last, int errorCategory, int errorType, @Nullable String text, Instant now) {
        state = last;
        category = errorCategory;
        type = errorType;
        reason = text;
        completed = now;
    }

    /** Ends it where it hasn't ended. */
    synchronized void stop(Instant now) {
        if (state == State.QUEUED || state == State.RUNNING) {
            end(QueryEnding.CANCELLED, now);
        }
    }

    synchronized State state() {
        return state;
    }

    /** What a query that succeeded has found. */
    synchronized Outcome outcome() {
        if (state != State.SUCCEEDED || outcome == null) {
            throw new IllegalStateException("It has not succeeded");
        }
        return outcome;
    }

    /** What AWS bills: nothing of a query that defines a table or that failed. */
    synchronized long billed() {
        return state == State.FAILED || wanted.statement().type().equals("DDL") ? 0 : bytes;
    }

    /** Whether AWS bills at least the least bytes of a query. */
    synchronized boolean isBilled() {
        return (state == State.SUCCEEDED || bytes > 0)
                && state != State.FAILED
                && wanted.statement().type().equals("DML");
    }

    private ObjectNode json() {
        var json = Json.object()
                .put("QueryExecutionId", id)
                .put("Query", wanted.text())
                .put("StatementType", wanted.statement().type())
                .put("SubstatementType", wanted.statement().subtype())
                .put("WorkGroup", wanted.workgroup());
        json.putObject("ResultConfiguration")
                .put("OutputLocation", wanted.results().address() + id + suffix());
        json.putObject("QueryExecutionContext").put("Catalog", wanted.catalog()).put("Database", wanted.database());
        json.putObject("EngineVersion")
                .put("SelectedEngineVersion", "AUTO")
                .put("EffectiveEngineVersion", "Athena engine version 3");
        var status = json.putObject("Status").put("State", state.name()).put("SubmissionDateTime", seconds(submitted));
        if (completed != null) {
            status.put("CompletionDateTime", seconds(completed));
        }
        if (reason != null) {
            status.put("StateChangeReason", reason);
        }
        if (state == State.FAILED) {
            status.putObject("AthenaError")
                    .put("ErrorCategory", category)
                    .put("ErrorType", type)
                    .put("Retryable", category == 1)
                    .put("ErrorMessage", reason);
        }
        var statistics = json.putObject("Statistics").put("DataScannedInBytes", bytes);
        if (wanted.statement() instanceof Statement.Unload && state == State.SUCCEEDED) {
            statistics.put("DataManifestLocation", wanted.results().address() + id + "-manifest.csv");
        }
        return Json.object().set("QueryExecution", json);
    }

    private String suffix() {
        return switch (wanted.statement()) {
            case Statement.Query _ -> ".csv";
            case Statement.Unload _ -> "";
            case Statement.Create _, Statement.Drop _ -> ".txt";
        };
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    /** A folder of a bucket; its prefix is "" or ends with a slash. */
    record S3Folder(String bucket, String prefix) {
        private static final Pattern ADDRESS = Pattern.compile("s3://([a-z0-9.-]+)(?:/(.*))?");

        static @Nullable S3Folder of(@Nullable String address) {
            var parts = ADDRESS.matcher(address == null ? "" : address);
            if (!parts.matches()) {
                return null;
            }
            var prefix = parts.group(2) == null ? "" : parts.group(2);
            return new S3Folder(parts.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        }

        String address() {
            return "s3://" + bucket + "/" + prefix;
        }

        /** Hive's tables don't show objects whose names begin so. */
        boolean shows(String key) {
            for (var part : key.substring(prefix.length()).split("/")) {
                if (part.startsWith("_") || part.startsWith(".")) {
                    return false;
                }
            }
            return !key.endsWith("/");
        }
    }

    /** A query that can't be carried out, in AWS's category and type of error. */
    static final class QueryFailed extends Exception {
        private static final long serialVersionUID = 1;

        private final int category;
        private final int type;
        private final String text;

        QueryFailed(int category, int type, String text) {
            super(text);
            this.category = category;
            this.type = type;
            this.text = text;
        }

        /** An error of whoever asked. */
        static QueryFailed user(int type, String text) {
            return new QueryFailed(2, type, text);
        }

        int category() {
            return category;
        }

        int type() {
            return type;
        }

        String text() {
            return text;
        }
    }
}
