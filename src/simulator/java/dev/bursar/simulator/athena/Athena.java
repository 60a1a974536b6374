package dev.bursar.simulator.athena;

import dev.bursar.simulator.athena.Execution.QueryFailed;
import dev.bursar.simulator.athena.Execution.S3Folder;
import dev.bursar.simulator.exports.S3;
import dev.bursar.simulator.faults.Effect;
import dev.bursar.simulator.faults.QueryEnding;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Amazon Athena in the payer's account, as far as statements are started, followed, stopped and read. Texts of errors are AWS's. All
 * buckets lie in one Region, and whoever asks in another one is told so.
 */
public final class Athena extends JsonService {
    /** Where the buckets lie. */
    public static final String REGION = "us-east-1";

    /** The database that has been made for the portal. */
    public static final String DATABASE = "bursar";

    private static final Set<String> WORKGROUPS = Set.of("primary", "bursar");
    private static final String INVALID = "InvalidRequestException";
    private static final int MOST_BYTES = 262_144;
    private static final int SHORTEST_TOKEN = 32;
    private static final int LONGEST_TOKEN = 128;
    private static final int MOST_ROWS = 1_000;

    private final S3 s3;
    private final Clock clock;
    private final Pages pages = new Pages("NextToken", () -> 0);
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, Execution> tokens = new ConcurrentHashMap<>();
    private final Map<String, Statement.Create> tables = new ConcurrentHashMap<>();
    private volatile long mostBytes = Long.MAX_VALUE;

    public Athena(S3 s3, Clock clock) {
        super("athena", "AmazonAthena", Reach.PAYER);
        this.s3 = s3;
        this.clock = clock;
    }

    /** Sets after how many bytes the workgroups cancel a query. */
    public void mostBytes(long bytes) {
        mostBytes = bytes;
    }

    /** The names of all tables. */
    public Set<String> tables() {
        return Set.copyOf(tables.keySet());
    }

    /** How many queries have been started. */
    public synchronized int started() {
        return executions.size();
    }

    /** The bytes of each query that AWS bills. */
    public synchronized List<Long> billed() {
        return executions.values().stream()
                .filter(Execution::isBilled)
                .map(Execution::billed)
                .toList();
    }

    /** The texts of these queries. */
    public synchronized List<String> billedTexts() {
        return executions.values().stream()
                .filter(Execution::isBilled)
                .map(execution -> execution.wanted.text())
                .toList();
    }

    /** Athena says of its refusals which they are. */
    @Override
    public String reasonMember() {
        return "AthenaErrorCode";
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller, List<Effect> effects) {
        return switch (operation) {
            case "StartQueryExecution" -> Json.object().put("QueryExecutionId", start(request, caller, effects));
            case "GetQueryExecution" -> {
                var execution = known(request);
                yield execution.look(clock.instant(), mostBytes, () -> work(execution));
            }
            case "GetQueryResults" -> results(request);
            case "StopQueryExecution" -> {
                known(request).stop(clock.instant());
                yield Json.object();
            }
            default -> throw JsonService.unknown(operation);
        };
    }

    private static AwsRefusal invalid(String code, String text) {
        return AwsRefusal.of(INVALID, text).because(code);
    }

    private static AwsRefusal input(String text) {
        return invalid("INVALID_INPUT", text);
    }

    private synchronized String start(ObjectNode request, Caller caller, List<Effect> effects) {
        var token = token(request);
        var wanted = wanted(request, caller);
        var known = tokens.get(token);
        if (known != null) {
            if (!known.wanted.isAlike(wanted)) {
                throw invalid("IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
            }
            return known.id;
        }
        var ending = effects.stream()
                .flatMap(effect ->
                        effect instanceof Effect.QueryEnds(var how) ? Stream.of(how) : Stream.<QueryEnding>empty())
                .findFirst()
                .orElse(null);
        return started(token, wanted, ending).id;
    }

    private Execution started(String token, Execution.Wanted wanted, @Nullable QueryEnding ending) {
        var id = UUID.nameUUIDFromBytes(("athena " + executions.size()).getBytes(StandardCharsets.US_ASCII))
                .toString();
        var execution = new Execution(id, wanted, ending, clock.instant());
        executions.put(id, execution);
        tokens.put(token, execution);
        return execution;
    }

    private static String token(ObjectNode request) {
        var token = Json.text(request, "ClientRequestToken");
        if (token == null) {
            throw input("clientRequestToken is null or empty");
        }
        if (token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
            throw input(
                    "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member"
                            + " must have length " + (token.length() < SHORTEST_TOKEN ? "greater" : "less")
                            + " than or equal to "
                            + (token.length() < SHORTEST_TOKEN ? SHORTEST_TOKEN : LONGEST_TOKEN));
        }
        return token;
    }

    private Execution.Wanted wanted(ObjectNode request, Caller caller) {
        var text = Json.required(request, "QueryString");
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw input(
                    "1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + MOST_BYTES);
        }
        var workgroup = Objects.requireNonNullElse(Json.text(request, "WorkGroup"), "primary");
        if (!WORKGROUPS.contains(workgroup)) {
            throw input("WorkGroup " + workgroup + " is not found.");
        }
        var location = Json.text(request.path("ResultConfiguration"), "OutputLocation");
        if (location == null) {
            throw input(
                    "No output location provided. An output location is required either through the Workgroup result"
                            + " configuration setting or as an API input.");
        }
        var results = S3Folder.of(location);
        if (results == null) {
            throw input("outputLocation is not a valid S3 path.");
        }
        if (!caller.region().equals(REGION)) {
            throw input(
                    "The S3 location provided to save your query results is invalid. Please check your S3 location is"
                            + " correct and is in the same region and try again. If you continue to see the issue, contact"
                            + " customer support for further assistance.");
        }
        if (!(s3.bucket(results.bucket()) instanceof ResultsBucket)) {
            throw input("Unable to verify/create output bucket " + results.bucket());
        }
        var statement = Statement.of(text);
        if (statement == null) {
            var word = text.strip().split("\\s", 2)[0];
            throw invalid("MALFORMED_QUERY", "line 1:1: mismatched input '" + word + "'. Expecting: <query>");
        }
        var context = request.path("QueryExecutionContext");
        return new Execution.Wanted(
                text,
                statement,
                workgroup,
                Objects.requireNonNullElse(Json.text(context, "Catalog"), "AwsDataCatalog"),
                Objects.requireNonNullElse(Json.text(context, "Database"), "default"),
                results);
    }

    private synchronized Execution known(ObjectNode request) {
        var id = Json.required(request, "QueryExecutionId");
        var execution = executions.get(id);
        if (execution == null) {
            throw invalid("QUERY_EXECUTION_NOT_FOUND", "QueryExecution " + id + " was not found");
        }
        return execution;
    }

    private Execution.Outcome work(Execution execution) {
        var wanted = execution.wanted;
        try {
            if (!wanted.database().equals(DATABASE) || !wanted.catalog().equals("AwsDataCatalog")) {
                throw QueryFailed.user(
                        1301, "SCHEMA_NOT_FOUND: line 1:1: Schema '" + wanted.database() + "' does not exist");
            }
            return switch (wanted.statement()) {
                case Statement.Create create -> create(create);
                case Statement.Drop drop -> drop(drop);
                case Statement.Query query -> query(query.query());
                case Statement.Unload unload -> unload(unload, execution);
            };
        } catch (QueryFailed e) {
            return new Execution.Outcome(0, List.of(), List.of(), e);
        }
    }

    private static Execution.Outcome done() {
        return new Execution.Outcome(0, List.of(), List.of(), null);
    }

    private Execution.Outcome create(Statement.Create create) throws QueryFailed {
        var location = S3Folder.of(create.location());
        if (location == null || s3.bucket(location.bucket()) == null) {
            throw QueryFailed.user(
                    1003,
                    "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask."
                            + " MetaException(message:Location " + create.location() + " is not valid)");
        }
        if (tables.putIfAbsent(create.table(), create) != null && !create.ifNotExists()) {
            throw QueryFailed.user(
                    1003,
                    "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask."
                            + " AlreadyExistsException(message:Table " + create.table() + " already exists)");
        }
        return done();
    }

    private Execution.Outcome drop(Statement.Drop drop) throws QueryFailed {
        if (tables.remove(drop.table()) == null && !drop.ifExists()) {
            throw QueryFailed.user(
                    1003, "FAILED: SemanticException [Error 10001]: Table not found " + DATABASE + "." + drop.table());
        }
        return done();
    }

    private static void open(DuckDb duckDb, Collection<Statement.Create> tables, S3 s3, String query)
            throws QueryFailed {
        for (var table : tables) {
            var location = Objects.requireNonNull(S3Folder.of(table.location()));
            duckDb.table(table.table(), table, Objects.requireNonNull(s3.bucket(location.bucket())), location, query);
        }
    }

    private Execution.Outcome query(String query) throws QueryFailed {
        try (var duckDb = new DuckDb()) {
            open(duckDb, tables.values(), s3, query);
            var columns = duckDb.query(query);
            return new Execution.Outcome(duckDb.scanned(), columns, duckDb.rows(columns), null);
        }
    }

    private Execution.Outcome unload(Statement.Unload unload, Execution execution) throws QueryFailed {
        var folder = S3Folder.of(unload.folder());
        var bucket = folder == null ? null : s3.bucket(folder.bucket());
        if (folder == null || !(bucket instanceof ResultsBucket results)) {
            throw QueryFailed.user(1306, "The specified bucket does not exist (" + unload.folder() + ")");
        }
        if (!results.keys(folder.prefix()).isEmpty()) {
            throw QueryFailed.user(
                    1000,
                    "HIVE_PATH_ALREADY_EXISTS: Target directory for table already exists: " + unload.folder()
                            + ". You may need to manually clean the data at location '" + unload.folder()
                            + "' before retrying. Athena will not delete data in your account.");
        }
        try (var duckDb = new DuckDb()) {
            open(duckDb, tables.values(), s3, unload.query());
            var columns = duckDb.query(unload.query());
            var names = new ArrayList<String>();
            for (var file : duckDb.parquet(columns)) {
                var key = folder.prefix() + "20261130_000000_00001_bursr_" + execution.id + "_" + names.size();
                results.put(key, file);
                names.add("s3://" + results.name() + "/" + key);
            }
            written(execution, "-manifest.csv", String.join("\n", names));
            return new Execution.Outcome(duckDb.scanned(), columns, List.of(), null);
        }
    }

    private void written(Execution execution, String suffix, String text) {
        var folder = execution.wanted.results();
        if (s3.bucket(folder.bucket()) instanceof ResultsBucket results) {
            results.put(folder.prefix() + execution.id + suffix, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private ObjectNode results(ObjectNode request) {
        var execution = known(request);
        var state = execution.state();
        switch (state) {
            case QUEUED, RUNNING ->
                throw invalid("INVALID_QUERY_EXECUTION_STATE", "Query has not yet finished. Current state: " + state);
            case FAILED ->
                throw invalid(
                        "INVALID_QUERY_EXECUTION_STATE",
                        "Query did not finish successfully. Final query state: " + state);
            case CANCELLED -> throw invalid("RESULT_NOT_FOUND", "Could not find results");
            case SUCCEEDED -> {}
        }
        var size = Json.size(
                request,
                "MaxResults",
                MOST_ROWS,
                MOST_ROWS,
                _ -> input("MaxResults is more than maximum allowed length 1000."));
        var outcome = execution.outcome();
        var all = new ArrayList<Row>();
        if (execution.wanted.statement() instanceof Statement.Query) {
            var names = new ArrayList<@Nullable String>();
            outcome.columns().forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
            all.add(new Row(names));
            for (List<@Nullable String> row : outcome.rows()) {
                all.add(new Row(row));
            }
        }
        var page = pages.page(all, pages.place(request), size);
        var json = Json.object().put("UpdateCount", 0);
        if (page.next() != null) {
            json.put("NextToken", page.next());
        }
        var set = json.putObject("ResultSet");
        var rows = set.putArray("Rows");
        page.items().forEach(row -> data(row, rows.addObject().putArray("Data")));
        var columns = set.putObject("ResultSetMetadata").putArray("ColumnInfo");
        outcome.columns()
                .forEach(column -> columns.addObject()
                        .put("CatalogName", "hive")
                        .put("Name", column.name().toLowerCase(Locale.ROOT))
                        .put("Type", column.type().toLowerCase(Locale.ROOT).replaceFirst("\\(.*", "")));
        return json;
    }

    /** A row of results. */
    private record Row(List<@Nullable String> values) {}

    private static void data(Row row, ArrayNode data) {
        for (var value : row.values()) {
            var datum = data.addObject();
            if (value != null) {
                datum.put("VarCharValue", value);
            }
        }
    }
}
