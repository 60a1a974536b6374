package dev.bursar.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address that all AWS requests go to: finds the operation, lets faults strike, answers, keeps the log. */
final class AwsEndpoint implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);

    private final List<AwsService> services;
    private final Faults faults;
    private final RequestLog log;

    AwsEndpoint(List<AwsService> services, Faults faults, RequestLog log) {
        this.services = services;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            var headers = exchange.getRequestHeaders();
            var body = exchange.getRequestBody().readAllBytes();
            try {
                var call = Call.read(services, headers, body);
                answer(exchange, call, Caller.of(headers.getFirst("Authorization")));
            } catch (AwsRefusal refusal) {
                unknown(refusal).send(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange, Call call, Caller caller) throws IOException {
        var effects = faults.strike(call.operation(), call.page());
        for (var effect : effects) {
            switch (effect) {
                case Effect.Slow(var delay) -> pause(delay);
                case Effect.Dropped _ -> {
                    log.add(call.entry("Dropped"));
                    return;
                }
                case Effect.HtmlError _ -> {
                    log.add(call.entry("HtmlError"));
                    Reply.html().send(exchange);
                    return;
                }
                case Effect.Refused(var code, var text, var status) -> {
                    var action = call.service().name() + ":" + call.operation();
                    refuse(exchange, call, new AwsRefusal(code, text.replace("{action}", action), status));
                    return;
                }
                case Effect.CutShort _,
                        Effect.InvalidJson _,
                        Effect.MissingMember _,
                        Effect.AmountText _,
                        Effect.OtherCurrency _,
                        Effect.LoopingToken _ -> {}
            }
        }
        reply(exchange, call, caller, effects);
    }

    private void reply(HttpExchange exchange, Call call, Caller caller, List<Effect> effects) throws IOException {
        try {
            var reply = success(call, call.answer(caller, effects));
            if (effects.stream().anyMatch(Effect.CutShort.class::isInstance)) {
                log.add(call.entry("CutShort"));
                reply.sendHalf(exchange);
                return;
            }
            log.add(call.entry(RequestLog.OK));
            (effects.stream().anyMatch(Effect.InvalidJson.class::isInstance) ? reply.halved() : reply).send(exchange);
        } catch (AwsRefusal refusal) {
            refuse(exchange, call, refusal);
        } catch (RuntimeException e) {
            LOG.error("{} failed", call.operation(), e);
            refuse(exchange, call, new AwsRefusal("InternalFailure", "The simulator failed", 500));
        }
    }

    private void refuse(HttpExchange exchange, Call call, AwsRefusal refusal) throws IOException {
        log.add(call.entry(refusal.code()));
        var reply = switch (call) {
            case Call.OfJson json -> jsonError(refusal, json.service().name().equals("ce") ? "Message" : "message");
            case Call.OfQuery query -> xmlError(refusal, query.service());
        };
        reply.send(exchange);
    }

    private static Reply success(Call call, String inside) {
        return switch (call) {
            case Call.OfJson _ -> new Reply(200, Reply.AWS_JSON, inside);
            case Call.OfQuery query -> {
                var name = query.operation();
                var result = "<" + name + "Result>" + inside + "</" + name + "Result>";
                var metadata = "<ResponseMetadata>" + requestId() + "</ResponseMetadata>";
                yield new Reply(200, Reply.XML, root(name + "Response", query.service(), result + metadata));
            }
        };
    }

    private static Reply unknown(AwsRefusal refusal) {
        return jsonError(refusal, "message");
    }

    private static Reply jsonError(AwsRefusal refusal, String member) {
        var json = Json.object().put("__type", refusal.code()).put(member, refusal.text());
        return new Reply(refusal.status(), Reply.AWS_JSON, json.toString());
    }

    /** Query services write their common errors without the ending. */
    private static Reply xmlError(AwsRefusal refusal, QueryService service) {
        var code = refusal.code().endsWith("Exception")
                ? refusal.code().substring(0, refusal.code().length() - "Exception".length())
                : refusal.code();
        var error = "<Error>" + Xml.element("Type", "Sender") + Xml.element("Code", code)
                + Xml.element("Message", refusal.text()) + "</Error>" + requestId();
        return new Reply(refusal.status(), Reply.XML, root("ErrorResponse", service, error));
    }

    private static String root(String name, QueryService service, String inside) {
        var namespace = "https://" + service.name() + ".amazonaws.com/doc/" + service.version() + "/";
        return "<" + name + " xmlns=\"" + namespace + "\">" + inside + "</" + name + ">";
    }

    private static String requestId() {
        return Xml.element("RequestId", UUID.randomUUID().toString());
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
