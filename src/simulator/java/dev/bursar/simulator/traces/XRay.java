package dev.bursar.simulator.traces;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.RestJsonService;
import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.Ml;
import module java.base;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS X-Ray with traces of what calls the account's endpoints: a web API calls a function, which reads features from a table and asks
 * SageMaker. One request in twenty is traced. SageMaker's node is one for all endpoints, as AWS's SDKs name it.
 */
public final class XRay extends RestJsonService {
    private static final String API = "prediction-api";

    private static final String FUNCTION = "rank";
    private static final String TABLE = "features";
    private static final String MODELS = "SageMaker Runtime";
    private static final double API_MS = 18;
    private static final double FUNCTION_MS = 9;
    private static final double TABLE_MS = 6;
    private static final double SHARE = 0.05;
    private static final double SECOND = 1_000;
    private static final int MOST_TRACES = 5_000;
    private static final int PAGE = 200;
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Ml ml;
    private final Pages pages;
    private final AtomicLong processed = new AtomicLong();

    public XRay(Ml ml, Clock clock) {
        super("xray", Reach.REGIONS);
        this.ml = ml;
        this.pages = Pages.expiring("NextToken", Duration.ofMinutes(15), clock);
    }

    /** How many traces were looked at, as AWS bills them. */
    public long processed() {
        return processed.get();
    }

    @Override
    public String action(String operation) {
        return "xray:Get" + operation;
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        return switch (operation) {
            case "ServiceGraph" -> graph(request, caller);
            case "TraceSummaries" -> summaries(request, caller);
            default -> throw RestJsonService.unknown(operation);
        };
    }

    private record Window(Instant from, Instant to) {
        double hours() {
            return Duration.between(from, to).toMinutes() / 60.0;
        }
    }

    private static Window window(ObjectNode request) {
        var window = new Window(time(request, "StartTime"), time(request, "EndTime"));
        if (!window.from().isBefore(window.to())
                || Duration.between(window.from(), window.to()).compareTo(LONGEST) > 0) {
            throw AwsRefusal.of("InvalidRequestException", "Time range cannot be longer than 6 hours");
        }
        return window;
    }

    private static Instant time(ObjectNode request, String member) {
        var value = request.get(member);
        if (value == null || !value.isNumber()) {
            throw Json.missing(member);
        }
        return Instant.ofEpochMilli(Math.round(value.doubleValue() * SECOND));
    }

    /** What a request to the account's endpoints takes SageMaker on average, and how many of them are traced in a time. */
    private record Traffic(long traces, double milliseconds) {}

    private Traffic traffic(Caller caller, Window window) {
        var requests = 0.0;
        var milliseconds = 0.0;
        for (Endpoint endpoint : ml.endpoints(caller.account(), caller.region())) {
            for (var variant : endpoint.variants()) {
                requests += variant.load().requests();
                milliseconds += variant.load().requests() * variant.load().latency();
            }
        }
        var traces = Math.min(MOST_TRACES, Math.round(requests * SHARE * window.hours()));
        return new Traffic(traces, requests == 0 ? 0 : milliseconds / requests);
    }

    private ObjectNode graph(ObjectNode request, Caller caller) {
        var window = window(request);
        var traffic = traffic(caller, window);
        var json = Json.object()
                .put("StartTime", window.from().getEpochSecond())
                .put("EndTime", window.to().getEpochSecond())
                .put("ContainsOldGroupVersions", false);
        var services = json.putArray("Services");
        if (traffic.traces() > 0) {
            var models = traffic.milliseconds();
            var function = FUNCTION_MS + TABLE_MS + models;
            edge(
                    service(services, 0, API, "AWS::ECS::Container", true, traffic, API_MS + function),
                    1,
                    traffic,
                    function);
            var calls = service(services, 1, FUNCTION, "AWS::Lambda::Function", false, traffic, function);
            edge(calls, 2, traffic, TABLE_MS);
            edge(calls, 3, traffic, models);
            service(services, 2, TABLE, "AWS::DynamoDB::Table", false, traffic, TABLE_MS);
            service(services, 3, MODELS, "AWS::SageMakerRuntime", false, traffic, models);
        }
        return json;
    }

    private static ArrayNode service(
            ArrayNode services, int id, String name, String type, boolean root, Traffic traffic, double milliseconds) {
        var service = services.addObject()
                .put("ReferenceId", id)
                .put("Name", name)
                .put("Type", type)
                .put("State", "active");
        if (root) {
            service.put("Root", true);
        }
        statistics(service.putObject("SummaryStatistics"), traffic.traces(), milliseconds);
        return service.putArray("Edges");
    }

    private static void edge(ArrayNode edges, int to, Traffic traffic, double milliseconds) {
        var edge = edges.addObject().put("ReferenceId", to);
        statistics(edge.putObject("SummaryStatistics"), traffic.traces(), milliseconds);
    }

    private static void statistics(ObjectNode sums, long count, double milliseconds) {
        var failed = count / 100;
        sums.put("OkCount", count - failed)
                .put("TotalCount", count)
                .put("TotalResponseTime", count * milliseconds / SECOND);
        sums.putObject("ErrorStatistics")
                .put("ThrottleCount", 0)
                .put("OtherCount", 0)
                .put("TotalCount", 0);
        sums.putObject("FaultStatistics").put("OtherCount", failed).put("TotalCount", failed);
    }

    private ObjectNode summaries(ObjectNode request, Caller caller) {
        var window = window(request);
        var filter = Json.text(request, "FilterExpression");
        if (filter != null && !filter.toLowerCase(Locale.ROOT).startsWith("service(id(name: \"")) {
            throw AwsRefusal.of("InvalidRequestException", "Invalid filter expression");
        }
        var traffic = traffic(caller, window);
        var found =
                filter == null || List.of(API, FUNCTION, TABLE, MODELS).stream().anyMatch(filter::contains)
                        ? IntStream.range(0, (int) traffic.traces()).boxed().toList()
                        : List.<Integer>of();
        var page = pages.page(found, pages.place(request), PAGE);
        var json = Json.object().put("ApproximateTime", window.to().getEpochSecond());
        var array = json.putArray("TraceSummaries");
        page.items().forEach(number -> summary(array, number, window, traffic));
        var looked = filter == null || !found.isEmpty() ? page.items().size() : traffic.traces();
        json.put("TracesProcessedCount", looked);
        processed.addAndGet(looked);
        return pages.next(json, page);
    }

    /** Each tenth trace waits for SageMaker, each twentieth for the table. */
    private static void summary(ArrayNode array, int number, Window window, Traffic traffic) {
        var slow = number % 10 == 0;
        var waits = number % 20 == 10 ? TABLE : MODELS;
        var seconds = (API_MS + FUNCTION_MS + TABLE_MS + traffic.milliseconds() * (slow ? 6 : 1) + number % 7) / SECOND;
        var summary = array.addObject()
                .put("Id", "1-%08x-%024x".formatted(window.from().getEpochSecond(), number))
                .put("Duration", seconds)
                .put("ResponseTime", seconds)
                .put("HasFault", number % 100 == 99)
                .put("HasError", false)
                .put("HasThrottle", false);
        summary.putObject("Http")
                .put("HttpURL", "http://predict/")
                .put("HttpStatus", 200)
                .put("HttpMethod", "POST");
        var cause = summary.putArray("ResponseTimeRootCauses").addObject().put("ClientImpacting", true);
        var services = cause.putArray("Services");
        for (var name : List.of(API, FUNCTION, waits)) {
            services.addObject().put("Name", name).put("Inferred", name.equals(waits));
        }
    }
}
