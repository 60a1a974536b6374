package dev.bursar.simulator.logs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.ml.Ml;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudWatch Logs with the groups of endpoints. Queries are not parsed: one that counts gets errors by message, one that sorts gets
 * requests, and others are malformed. Each is still running when its results are asked for first.
 */
public final class CloudWatchLogs implements JsonService {

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
        this.ml = ml;
        this.clock = clock;
        this.pages = new Pages("nextToken", () -> 0);
    }

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public Reach reach() {
        return Reach.REGIONS;
    }

    @Override
    public String targetPrefix() {
        return "Logs_20140328";
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
        var size = Json.number(request, "limit", MOST_GROUPS);
        if (size < 1 || size > MOST_GROUPS) {
            throw AwsRefusal.of("InvalidParameterException", "limit must be between 1 and " + MOST_GROUPS);
        }
        var prefix =
                Optional.ofNullable(Json.text(request, "logGroupNamePrefix")).orElse("");
        var found = logs(caller).stream()
                .filter(log -> log.name().startsWith(prefix))
                .toList();
        var page = pages.page(found, pages.place(request), size);
        var json = Json.object();
        var array = json.putArray("logGroups");
        for (var log : page.items()) {
            var group = array.addObject()
                    .put(GROUP, log.name())
                    .put("creationTime", log.created().toEpochMilli())
                    .put("metricFilterCount", 0)
                    .put("arn", log.arn() + ":*")
                    .put("logGroupArn", log.arn())
                    .put("logGroupClass", "STANDARD")
                    .put("storedBytes", log.storedBytes(clock));
            if (log.retention() > 0) {
                group.put("retentionInDays", log.retention());
            }
        }
        if (page.next() != null) {
            json.put("nextToken", page.next());
        }
        return json;
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
}
