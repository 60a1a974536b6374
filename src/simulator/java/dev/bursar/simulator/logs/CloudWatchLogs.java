package dev.bursar.simulator.logs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Ml;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudWatch Logs with the groups of endpoints. Queries are not parsed: one that counts gets errors by message, one that sorts gets
 * requests, and others are malformed. Each is still running when its results are asked for first.
 */
public final class CloudWatchLogs extends JsonService {
    private static final String GROUP = "logGroupName";
    private static final String QUERY_ID = "queryId";
    private static final int USUAL_ROWS = 10_000;
    private static final int MOST_GROUPS = 50;

    private final Ml ml;
    private final Clock clock;
    private final Pages pages;
    private final AtomicLong started = new AtomicLong();
    private final Map<String, Query> queries = new ConcurrentHashMap<>();

    private enum State {
        RUNNING("Running"),
        COMPLETE("Complete"),
        CANCELLED("Cancelled");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    private record Query(
            EndpointLog log, String account, String text, Instant from, Instant to, int limit, State state) {
        Query in(State other) {
            return new Query(log, account, text, from, to, limit, other);
        }

        boolean counts() {
            return text.contains("stats count(");
        }
    }

    public CloudWatchLogs(Ml ml, Clock clock) {
        super("logs", "Logs_20140328", Reach.REGIONS);
        this.ml = ml;
        this.clock = clock;
        this.pages = new Pages("nextToken", () -> 0);
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        return switch (operation) {
            case "DescribeLogGroups" -> groups(request, caller);
            case "StartQuery" -> start(request, caller);
            case "GetQueryResults" -> results(request, caller);
            case "StopQuery" -> stop(request, caller);
            default -> throw JsonService.unknown(operation);
        };
    }

    private List<EndpointLog> logs(Caller caller) {
        return ml.endpoints(caller.account(), caller.region()).stream()
                .map(EndpointLog::new)
                .toList();
    }

    private ObjectNode groups(ObjectNode request, Caller caller) {
        var size = Json.size(
                request,
                "limit",
                MOST_GROUPS,
                MOST_GROUPS,
                _ -> AwsRefusal.of("InvalidParameterException", "limit must be between 1 and " + MOST_GROUPS));
        var prefix =
                Optional.ofNullable(Json.text(request, "logGroupNamePrefix")).orElse("");
        var found = logs(caller).stream()
                .filter(log -> log.name().startsWith(prefix))
                .toList();
        return pages.answer(Json.object(), "logGroups", found, request, size, this::group);
    }

    private ObjectNode group(EndpointLog log) {
        var group = Json.object()
                .put(GROUP, log.name())
                .put("creationTime", log.created().toEpochMilli())
                .put("metricFilterCount", 0)
                .put("arn", log.arn() + ":*")
                .put("logGroupArn", log.arn())
                .put("logGroupClass", "STANDARD")
                .put("storedBytes", log.storedBytes(clock));
        return log.retention() > 0 ? group.put("retentionInDays", log.retention()) : group;
    }

    private ObjectNode start(ObjectNode request, Caller caller) {
        var name = Json.required(request, GROUP);
        var text = Json.required(request, "queryString");
        var from = time(request, "startTime");
        var to = time(request, "endTime");
        var log = logs(caller).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AwsRefusal.of(
                        "ResourceNotFoundException",
                        "Log group '" + name + "' does not exist for account ID '" + caller.account()
                                + "' (Service: AWSLogs; Status Code: 400)"));
        if (!from.isBefore(to) || to.isBefore(log.created())) {
            throw AwsRefusal.of(
                    "MalformedQueryException",
                    "Query's end date and time is either before the log groups creation time or exceeds the log groups"
                            + " log retention settings");
        }
        if (!text.contains("stats count(") && !text.contains("| sort ")) {
            throw AwsRefusal.of("MalformedQueryException", "unexpected symbol found");
        }
        var id = UUID.nameUUIDFromBytes(("query " + started.incrementAndGet()).getBytes(StandardCharsets.US_ASCII))
                .toString();
        queries.put(
                id,
                new Query(
                        log,
                        caller.account(),
                        text,
                        from.isBefore(log.created()) ? log.created() : from,
                        to,
                        Json.number(request, "limit", USUAL_ROWS),
                        State.RUNNING));
        return Json.object().put(QUERY_ID, id);
    }

    /** Times are seconds; somebody who sends milliseconds asks about the far future. */
    private static Instant time(ObjectNode request, String member) {
        var value = request.get(member);
        if (value == null || !value.isNumber()) {
            throw Json.missing(member);
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    private Query known(ObjectNode request, Caller caller) {
        var query = queries.get(Json.required(request, QUERY_ID));
        if (query == null || !query.account().equals(caller.account())) {
            throw AwsRefusal.of("ResourceNotFoundException", "Query does not exist.");
        }
        return query;
    }

    private ObjectNode results(ObjectNode request, Caller caller) {
        var query = known(request, caller);
        var json = Json.object().put("queryLanguage", "CWLI");
        var rows = json.putArray("results");
        var whole = query.state() == State.COMPLETE;
        if (whole) {
            for (var row : rows(query)) {
                var fields = rows.addArray();
                row.forEach(
                        (field, value) -> fields.addObject().put("field", field).put("value", value));
            }
        } else if (query.state() == State.RUNNING) {
            queries.put(Json.required(request, QUERY_ID), query.in(State.COMPLETE));
        }
        var lines = query.log().lines(query.from(), query.to());
        var matched = query.counts() ? query.log().errors(query.from(), query.to()) : lines;
        json.putObject("statistics")
                .put("recordsMatched", (double) (whole ? matched : matched / 2))
                .put("recordsScanned", (double) (whole ? lines : lines / 2))
                .put("bytesScanned", (double) query.log().bytes(query.from(), query.to()) / (whole ? 1 : 2))
                .put("logGroupsScanned", 1.0);
        return json.put("status", query.state().word);
    }

    private static List<Map<String, String>> rows(Query query) {
        return query.counts()
                ? query.log().errorsByMessage(query.from(), query.to()).stream()
                        .limit(query.limit())
                        .toList()
                : query.log().slowest(query.from(), query.to(), query.limit());
    }

    private ObjectNode stop(ObjectNode request, Caller caller) {
        var query = known(request, caller);
        if (query.state() != State.RUNNING) {
            throw AwsRefusal.of("InvalidParameterException", "Query has already ended.");
        }
        queries.put(Json.required(request, QUERY_ID), query.in(State.CANCELLED));
        return Json.object().put("success", true);
    }

    /** What an endpoint writes: a line for each request, one for each that fails, and one for each ping. */
    static final class EndpointLog {
        private static final String PREFIX = "/aws/sagemaker/Endpoints/";
        private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
        private static final int LINE_BYTES = 180;
        private static final int ERROR_BYTES = 1_400;
        private static final int PING_BYTES_AN_HOUR = 64_000;
        private static final int RETENTION = 30;
        private static final int SLOWEST = 6;
        private static final double STEP = 0.12;
        private static final int PRIME = 7_919;

        /** Messages and their shares of errors. */
        private static final Map<String, Double> MESSAGES = messages();

        private final Endpoint endpoint;

        EndpointLog(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        private static Map<String, Double> messages() {
            Map<String, Double> messages = new LinkedHashMap<>();
            messages.put("ValueError: could not convert string to float: ''", 0.55);
            messages.put("KeyError: 'features'", 0.3);
            messages.put("botocore.exceptions.ReadTimeoutError: Read timeout on endpoint URL", 0.15);
            return messages;
        }

        String name() {
            return PREFIX + endpoint.name();
        }

        String arn() {
            return "arn:aws:logs:" + endpoint.region() + ":" + endpoint.account() + ":log-group:" + name();
        }

        Instant created() {
            return endpoint.created();
        }

        /** In days; 0 for ever. */
        int retention() {
            return Math.floorMod(endpoint.name().hashCode(), 3) == 0 ? RETENTION : 0;
        }

        /** As much a day as in the last week. */
        long storedBytes(Clock clock) {
            var now = clock.instant().truncatedTo(ChronoUnit.HOURS);
            var age = Math.max(1, Duration.between(created(), now).toDays());
            var kept = retention() == 0 ? age : Math.min(age, retention());
            return bytes(now.minus(Duration.ofDays(7)), now) / 7 * kept;
        }

        long bytes(Instant from, Instant to) {
            var minutes = Duration.between(from, to).toMinutes();
            return requests(from, to) * LINE_BYTES + errors(from, to) * ERROR_BYTES + minutes * PING_BYTES_AN_HOUR / 60;
        }

        long lines(Instant from, Instant to) {
            return requests(from, to) + errors(from, to);
        }

        private long requests(Instant from, Instant to) {
            return Math.round(count(from, to, false));
        }

        long errors(Instant from, Instant to) {
            return Math.round(count(from, to, true));
        }

        private double count(Instant from, Instant to, boolean failed) {
            var requests = 0.0;
            for (var hour = from; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
                var time = LocalDateTime.ofInstant(hour, ZoneOffset.UTC);
                for (var variant : endpoint.variants()) {
                    var load = variant.load();
                    var level = load.rhythm().at(time.toLocalDate(), time.getHour() * 60 + time.getMinute(), 0.5);
                    requests += load.requests() * level * (failed ? load.errors() : 1);
                }
            }
            return requests;
        }

        /** The most frequent first. */
        List<Map<String, String>> errorsByMessage(Instant from, Instant to) {
            var errors = errors(from, to);
            var rows = new ArrayList<Map<String, String>>();
            MESSAGES.forEach((message, share) -> {
                var lines = Math.round(errors * share);
                if (lines > 0) {
                    Map<String, String> row = new LinkedHashMap<>();
                    row.put("message", message);
                    row.put("lines", String.valueOf(lines));
                    row.put(
                            "newest",
                            String.valueOf(to.minusSeconds(Math.floorMod(message.hashCode(), 3_000))
                                    .toEpochMilli()));
                    rows.add(row);
                }
            });
            return rows;
        }

        /** The slowest first. */
        List<Map<String, String>> slowest(Instant from, Instant to, int limit) {
            var rows = new ArrayList<Map<String, String>>();
            var requests = requests(from, to);
            var seconds = Duration.between(from, to).toSeconds();
            var latency = endpoint.variants().getFirst().load().latency();
            for (var row = 0; row < Math.min(limit, requests); row++) {
                var at = from.plusSeconds((long) row * PRIME % seconds);
                Map<String, String> fields = new LinkedHashMap<>();
                fields.put("@timestamp", TIMESTAMP.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
                fields.put("status", "200");
                fields.put("milliseconds", String.valueOf(Math.round(latency * SLOWEST / (1 + STEP * row))));
                fields.put("@ptr", "pointer-" + LocalDate.ofInstant(at, ZoneOffset.UTC) + "-" + row);
                rows.add(fields);
            }
            return rows;
        }
    }
}
