package dev.bursar.aws.athena;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.LineEngine.Watch;
import dev.bursar.billingdata.engine.ScanPrice;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * One statement from its start to its end. Its bytes are metered as Athena reports them, so that a cap is noticed while it runs, and each
 * once, whoever else waited for it.
 */
final class AthenaQuery {
    private static final double GROWTH = 1.5;
    private static final long FIRST_PAUSE = 50;
    private static final long LONGEST_PAUSE = 5_000;
    private static final long LONGEST_UNWATCHED = 1_000;
    private static final int MOST_PAGES = 1_000;

    private static final Logger log = LoggerFactory.getLogger(AthenaQuery.class);

    /** For which Athena is asked to end a query that nobody waits for any more. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final String NO_TOKEN = "0".repeat(32);

    /** By which AWS's clock and this machine's may differ. */
    private static final Duration APART = Duration.ofSeconds(5);

    private final AthenaRequests requests;
    private final Statement statement;
    private final AthenaEngine.Pause pause;
    private final Instant begun;
    private final long mostBytes;
    private final boolean billed;
    private String id = "";
    private boolean earlier;
    private boolean unusable;
    private long bytes;

    /** @param billed whether bytes cost something, which those of statements that define tables don't */
    AthenaQuery(
            AthenaRequests requests,
            Statement statement,
            AthenaEngine.Pause pause,
            Instant begun,
            long mostBytes,
            boolean billed) {
        this.requests = requests;
        this.statement = statement;
        this.pause = pause;
        this.begun = begun;
        this.mostBytes = mostBytes;
        this.billed = billed;
    }

    /** Bytes that it has read so far. */
    long bytes() {
        return bytes;
    }

    /** Whether the token belongs to an execution that gives nothing any more, so that another one takes a new execution. */
    boolean isUnusable() {
        return unusable;
    }

    void run(String text, String token) {
        try {
            id = requests.start(text, token, statement, billed);
        } catch (EngineFailure e) {
            unusable = AthenaFailures.isOtherStatement(e);
            throw e;
        }
        try {
            await();
        } catch (EngineFailure | Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            // a cap is reached, or who watches has failed: nobody waits any more
            endIfItCan();
            throw e;
        }
    }

    private void await() {
        for (int look = 1; ; look++) {
            QueryExecution execution = seen();
            String state = execution.status().stateAsString();
            if (look == 1) {
                earlier = isEarlier(execution);
            }
            scanned(execution);
            switch (state) {
                case "SUCCEEDED" -> {
                    pay(state);
                    return;
                }
                case "FAILED", "CANCELLED" -> {
                    pay(state);
                    EngineFailure failure = AthenaFailures.ended(execution.status());
                    unusable = earlier && look == 1 || AthenaFailures.isFolderUsed(failure);
                    throw failure;
                }
                default -> {
                    pay(state);
                    if (billed && bytes > mostBytes) {
                        endIfItCan();
                        throw AthenaFailures.of(
                                Kind.LIMIT,
                                "Bursar cancelled the query after %,d bytes; it may read %,d."
                                        .formatted(bytes, mostBytes));
                    }
                    pause(look);
                }
            }
        }
    }

    private QueryExecution seen() {
        try {
            return requests.look(id, statement);
        } catch (EngineFailure e) {
            if (statement.watch().cancelled()) {
                endIfItCan();
            }
            throw e;
        }
    }

    /** Whether an earlier call started it by the same token. */
    private boolean isEarlier(QueryExecution execution) {
        @Nullable Instant submitted = execution.status().submissionDateTime();
        return submitted != null && submitted.isBefore(begun.minus(APART));
    }

    private void scanned(QueryExecution execution) {
        if (execution.statistics() != null && execution.statistics().dataScannedInBytes() != null) {
            bytes = Math.max(bytes, execution.statistics().dataScannedInBytes());
            statement.watch().scanned(bytes);
        }
    }

    /** AWS charges nothing for a query that failed, and something for one that succeeded without reading anything. */
    private void pay(String state) {
        if (!billed) {
            return;
        }
        boolean ended = ENDED.contains(state);
        boolean free = state.equals("FAILED") || bytes == 0 && !state.equals("SUCCEEDED");
        if (ended || !free) {
            requests.pay(id, free ? BigDecimal.ZERO : ScanPrice.usd(bytes), ended, statement.run());
        }
    }

    /** Ends it within a moment; where Athena doesn't answer, or this machine is told to end, the next run does. */
    private void endIfItCan() {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        long until = System.nanoTime() + MOMENT.toNanos();
        try {
            end(new Statement(
                    NO_TOKEN,
                    0,
                    new Watch() {
                        @Override
                        public boolean cancelled() {
                            return System.nanoTime() > until;
                        }
                    },
                    statement.run(),
                    statement.delivery()));
        } catch (EngineFailure e) {
            log.warn("Athena\u2019s query {} was not ended", id, e);
        }
    }

    /** Ends the query there and meters what it took. */
    private void end(Statement last) {
        requests.stop(id, last);
        QueryExecution execution = requests.look(id, last);
        scanned(execution);
        // one that goes on although it was told to end is looked at again by the next run
        pay(execution.status().stateAsString());
    }

    /** Ends and meters one that somebody has left behind; one that AWS doesn't know any more costs nothing more. */
    static void settle(AthenaRequests requests, String id, long run, Watch watch) {
        var query = new AthenaQuery(
                requests,
                new Statement(NO_TOKEN, 0, watch, run, ""),
                millis -> {},
                Instant.EPOCH,
                Long.MAX_VALUE,
                true);
        query.id = id;
        query.end(query.statement);
    }

    /** Longer from look to look; who watches is asked at least once a second. */
    private void pause(int look) {
        long left = (long) Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(GROWTH, Math.min(look, 20) - 1));
        do {
            if (statement.watch().cancelled()) {
                endIfItCan();
                throw AthenaFailures.cancelled();
            }
            long part = Math.min(left, LONGEST_UNWATCHED);
            try {
                pause.millis(part);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Interrupted(e);
            }
            left -= part;
        } while (left > 0);
    }

    /** This machine is told to end: the query goes on in Athena, and who comes with its token waits for it again. */
    private static final class Interrupted extends IllegalStateException {
        Interrupted(InterruptedException cause) {
            super("Interrupted while waiting for Athena", cause);
        }
    }

    /** That results are still there which an earlier call had written: people may have removed them. */
    void checkThat(String folder) {
        if (earlier && requests.isEmpty(folder, statement)) {
            unusable = true;
            throw AthenaFailures.of(Kind.RESULTS, folder);
        }
    }

    /** The rows of a query, without that of the columns' names which comes first. */
    List<List<@Nullable String>> rows() {
        var rows = new ArrayList<List<@Nullable String>>();
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            GetQueryResultsResponse page = page(token);
            page.resultSet().rows().forEach(row -> rows.add(values(row)));
            token = page.nextToken();
            if (token != null && (!seen.add(token) || seen.size() > MOST_PAGES)) {
                throw AthenaFailures.unreadable("The pages of a query's rows do not end");
            }
        } while (token != null && !token.isEmpty());
        if (rows.isEmpty()) {
            throw AthenaFailures.unreadable("A query's rows have no heading");
        }
        return rows.subList(1, rows.size());
    }

    private GetQueryResultsResponse page(@Nullable String token) {
        try {
            GetQueryResultsResponse page = requests.page(id, token, statement);
            if (page.resultSet() == null) {
                throw AthenaFailures.unreadable("A query has no rows");
            }
            return page;
        } catch (EngineFailure e) {
            unusable = earlier && AthenaFailures.areResultsGone(e);
            throw e;
        }
    }

    private static List<@Nullable String> values(Row row) {
        var values = new ArrayList<@Nullable String>();
        for (Datum datum : row.data()) {
            values.add(datum.varCharValue());
        }
        return Collections.unmodifiableList(values);
    }
}
