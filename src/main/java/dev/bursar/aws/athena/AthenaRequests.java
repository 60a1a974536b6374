package dev.bursar.aws.athena;

import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.MeteredQueries;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** Sends Athena's requests, which are free, and meters the bytes that its queries scan, which aren't. */
final class AthenaRequests {
    private static final Logger log = LoggerFactory.getLogger(AthenaRequests.class);
    private static final String SCANNED = "athena:DataScanned";
    private static final int ROWS_A_PAGE = 1_000;

    private final AthenaClient client;
    private final AthenaSettings settings;
    private final RetriedRequests attempts;
    private final Payer payer;
    private final List<ObjectStores> stores;
    private final ManualRequests meters;
    private final MeteredQueries queries;

    AthenaRequests(
            AthenaClient client,
            AthenaSettings settings,
            RetriedRequests attempts,
            Payer payer,
            List<ObjectStores> stores,
            ManualRequests meters,
            MeteredQueries queries) {
        this.client = client;
        this.settings = settings;
        this.attempts = attempts;
        this.payer = payer;
        this.stores = stores;
        this.meters = meters;
        this.queries = queries;
    }

    /** The id of the statement's execution; the same for the same token, so that a lost answer starts nothing twice. */
    String start(String text, String token, Statement statement, boolean billed) {
        String id = send(
                "athena:StartQueryExecution",
                statement,
                athena -> athena.startQueryExecution(request -> request.queryString(text)
                                .clientRequestToken(token)
                                .workGroup(settings.workgroup())
                                .queryExecutionContext(context ->
                                        context.catalog(settings.catalog()).database(settings.database()))
                                .resultConfiguration(
                                        result -> result.outputLocation(settings.ownResults(statement.delivery()))))
                        .queryExecutionId());
        if (id == null || id.isEmpty()) {
            throw AthenaFailures.unreadable("An execution has no id");
        }
        if (billed) {
            queries.began(id, statement.run());
        }
        return id;
    }

    QueryExecution look(String id, Statement statement) {
        QueryExecution execution = send(
                "athena:GetQueryExecution",
                statement,
                athena -> athena.getQueryExecution(request -> request.queryExecutionId(id))
                        .queryExecution());
        if (execution == null
                || execution.status() == null
                || execution.status().stateAsString() == null) {
            throw AthenaFailures.unreadable("An execution has no state");
        }
        return execution;
    }

    GetQueryResultsResponse page(String id, @Nullable String token, Statement statement) {
        return send(
                "athena:GetQueryResults",
                statement,
                athena -> athena.getQueryResults(request ->
                        request.queryExecutionId(id).maxResults(ROWS_A_PAGE).nextToken(token)));
    }

    /** Whether a folder for results has no object. */
    boolean isEmpty(String folder, Statement statement) {
        ObjectPlace place = ObjectPlace.at(folder, stores, "BURSAR_ATHENA_RESULTS");
        try {
            return place.store()
                    .after(place.folder(), "", 1, watched(statement))
                    .isEmpty();
        } catch (SourceProblem e) {
            throw AthenaFailures.refused(e);
        }
    }

    /** One that has ended meanwhile stays as it is. */
    void stop(String id, Statement statement) {
        try {
            send(
                    "athena:StopQueryExecution",
                    statement,
                    athena -> athena.stopQueryExecution(request -> request.queryExecutionId(id)));
        } catch (RuntimeException e) {
            log.warn("Athena\u2019s query {} was not cancelled", id, e);
        }
    }

    /** Stops before a query that would pass a cap. */
    void requireRoom(BigDecimal usd, long run) {
        meters.meter(run).requireRoom(usd);
    }

    /**
     * Counts what a query has cost since it was counted last.
     *
     * @param usd all that it has cost
     * @param ended whether it has ended; what it cost is counted beyond the caps then, because it is spent
     */
    void pay(String id, BigDecimal usd, boolean ended, long run) {
        RequestMeter paid = ended ? meters.owed(run) : meters.meter(run);
        queries.pay(
                id,
                usd,
                ended,
                owed -> paid.send(SCANNED, payer.id(paid), settings.region(), owed, e -> false, () -> true));
    }

    /** Queries that runs have left behind. */
    List<String> left() {
        return queries.left();
    }

    /** A query of which AWS says nothing any more costs what was metered. */
    void forget(String id) {
        queries.forget(id);
    }

    /** Whoever watches the statement doesn't wait for answers that nobody wants any more. */
    private RequestMeter watched(Statement statement) {
        return meters.meter(statement.run(), () -> {
            if (statement.watch().cancelled()) {
                throw AthenaFailures.cancelled();
            }
        });
    }

    private <T> T send(String permission, Statement statement, Function<AthenaClient, T> request) {
        RequestMeter free = watched(statement);
        try {
            return attempts.send(
                    permission,
                    payer.id(free),
                    settings.region(),
                    BigDecimal.ZERO,
                    free,
                    RetriedRequests::problem,
                    () -> request.apply(client));
        } catch (SourceProblem e) {
            throw AthenaFailures.refused(e);
        }
    }
}
