package dev.bursar.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import dev.bursar.simulator.exports.S3;
import dev.bursar.simulator.exports.S3.S3Listing;
import dev.bursar.simulator.faults.CorruptedAnswers;
import dev.bursar.simulator.faults.Effect;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request for an operation of a service, before it is answered. */
public sealed interface Call {
    AwsService service();

    String operation();

    int page();

    /** What a policy would have to allow, such as {@code ce:GetTags}. */
    default String action() {
        return service().action(operation());
    }

    /** The account that the request is about besides the caller's, "" for none. */
    default String about() {
        return "";
    }

    Reply answer(Caller caller, List<Effect> effects);

    /** The service's way of saying no. */
    Reply refusal(AwsRefusal refusal);

    RequestLog.Entry entry(String outcome);

    private static void spoil(ObjectNode answer, ObjectNode request, List<Effect> effects) {
        for (var effect : effects) {
            if (effect instanceof Effect.OfJson spoiled) {
                CorruptedAnswers.apply(spoiled, request, answer);
            }
        }
    }

    /** A call of a JSON service. */
    record OfJson(JsonService service, String operation, ObjectNode request) implements Call {
        @Override
        public int page() {
            return Pages.number(Json.text(request, Pages.member(request)));
        }

        @Override
        public Reply answer(Caller caller, List<Effect> effects) {
            var answer = service.answer(operation, request, caller, effects);
            spoil(answer, request, effects);
            return new Reply(200, Reply.AWS_JSON, Json.MAPPER.writeValueAsString(answer));
        }

        @Override
        public Reply refusal(AwsRefusal refusal) {
            var capital = service.name().equals("ce") || service.name().equals("tag");
            return Json.error(service.inOwnWords(refusal), capital ? "Message" : "message", service.reasonMember());
        }

        @Override
        public RequestLog.Entry entry(String outcome) {
            var period = request.path("TimePeriod");
            return new RequestLog.Entry(
                    service.name(),
                    operation,
                    Json.list(request, "GroupBy").stream()
                            .map(group -> group.path("Type").asString("") + ":"
                                    + group.path("Key").asString(""))
                            .toList(),
                    request.path("Granularity").asString(""),
                    period.path("Start").asString(""),
                    period.path("End").asString(""),
                    request.has("Filter") ? request.get("Filter").toString() : "",
                    page(),
                    outcome,
                    "",
                    "");
        }
    }

    /** A call of a REST-JSON service. */
    record OfRest(RestJsonService service, String operation, ObjectNode request) implements Call {
        @Override
        public int page() {
            return Pages.number(Json.text(request, Pages.member(request)));
        }

        @Override
        public String about() {
            return service.about(request);
        }

        @Override
        public Reply answer(Caller caller, List<Effect> effects) {
            var answer = service.answer(operation, request, caller);
            spoil(answer, request, effects);
            return new Reply(200, Reply.JSON, Json.MAPPER.writeValueAsString(answer));
        }

        @Override
        public Reply refusal(AwsRefusal refusal) {
            var own = service.inOwnWords(refusal);
            var body = Json.object().put("message", own.text()).toString();
            return new Reply(
                    RestJsonService.status(own),
                    Reply.JSON,
                    body.getBytes(StandardCharsets.UTF_8),
                    Map.of("x-amzn-ErrorType", own.code()));
        }

        @Override
        public RequestLog.Entry entry(String outcome) {
            var query = Json.text(request, "QueryString");
            return RequestLog.Entry.of(service.name(), operation, query == null ? about() : query, page(), outcome);
        }
    }

    /** A call of a query service. */
    record OfQuery(QueryService service, String operation, Map<String, String> form) implements Call {
        @Override
        public int page() {
            return Pages.number(form.get("NextToken"));
        }

        @Override
        public String about() {
            return service.about(form);
        }

        @Override
        public Reply answer(Caller caller, List<Effect> effects) {
            var handler = service.operations().get(operation);
            if (handler == null) {
                throw AwsRefusal.of("InvalidAction", "Could not find operation " + operation);
            }
            return new Reply(200, Reply.XML, Xml.result(service, operation, handler.answer(form, caller)));
        }

        @Override
        public Reply refusal(AwsRefusal refusal) {
            return new Reply(refusal.status(), Reply.XML, Xml.error(service, refusal));
        }

        @Override
        public RequestLog.Entry entry(String outcome) {
            return RequestLog.Entry.of(service.name(), operation, form.getOrDefault("RoleArn", ""), page(), outcome);
        }
    }

    /** A call of S3, whose operation is in the method, the path and the query. */
    record OfS3(S3 service, S3.Request request) implements Call {
        @Override
        public String operation() {
            return request.operation();
        }

        @Override
        public int page() {
            return S3Listing.page(request.query());
        }

        @Override
        public String action() {
            return request.bucket().isEmpty()
                    ? "s3:ListAllMyBuckets"
                    : request.key().isEmpty()
                            ? "s3:ListBucket"
                            : request.operation().equals("DeleteObject") ? "s3:DeleteObject" : "s3:GetObject";
        }

        @Override
        public Reply answer(Caller caller, List<Effect> effects) {
            return service.answer(request, effects);
        }

        @Override
        public Reply refusal(AwsRefusal refusal) {
            return S3.refusal(request, refusal);
        }

        @Override
        public RequestLog.Entry entry(String outcome) {
            var of = request.key().isEmpty() ? request.query().getOrDefault("prefix", "") : request.key();
            return RequestLog.Entry.of(service.name(), operation(), of, page(), outcome);
        }
    }

    /** Finds out what a request asks of which service. */
    static Call read(List<AwsService> services, HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        var signed = Caller.of(headers.getFirst("Authorization")).service();
        for (var service : services) {
            if (service instanceof S3 s3 && s3.name().equals(signed)) {
                return new OfS3(s3, S3.Request.of(exchange));
            }
            if (service instanceof RestJsonService rest && rest.name().equals(signed)) {
                var address = exchange.getRequestURI();
                return new OfRest(
                        rest,
                        rest.operation(exchange.getRequestMethod(), address.getPath()),
                        body.length == 0 ? members(address.getRawQuery()) : object(body));
            }
        }
        var target = headers.getFirst("X-Amz-Target");
        if (target != null) {
            var dot = target.lastIndexOf('.');
            var prefix = target.substring(0, Math.max(0, dot));
            for (var service : services) {
                if (service instanceof JsonService json && json.targetPrefix().equals(prefix)) {
                    return new OfJson(json, target.substring(dot + 1), object(body));
                }
            }
            throw AwsRefusal.of("UnknownOperationException", target);
        }
        var form = Form.read(new String(body, StandardCharsets.UTF_8));
        for (var service : services) {
            if (service instanceof QueryService query && query.version().equals(form.get("Version"))) {
                return new OfQuery(query, form.getOrDefault("Action", ""), form);
            }
        }
        throw AwsRefusal.of("UnknownOperationException", form.getOrDefault("Action", ""));
    }

    private static ObjectNode members(@Nullable String query) {
        var members = Json.object();
        Form.read(query == null ? "" : query).forEach(members::put);
        return members;
    }

    private static ObjectNode object(byte[] body) {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            // refused below, as anything that is no object
        }
        throw AwsRefusal.of("SerializationException", "The request body is not a JSON object");
    }
}
