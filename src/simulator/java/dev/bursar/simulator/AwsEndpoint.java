package dev.bursar.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bursar.simulator.faults.Effect;
import dev.bursar.simulator.faults.Faults;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.AwsService;
import dev.bursar.simulator.http.Call;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Reply;
import dev.bursar.simulator.http.RequestLog;
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
    private final Access access;
    private final Faults faults;
    private final RequestLog log;

    AwsEndpoint(List<AwsService> services, Access access, Faults faults, RequestLog log) {
        this.services = services;
        this.access = access;
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
                var call = Call.read(services, exchange, body);
                answer(exchange, call, access.known(Caller.of(headers.getFirst("Authorization"))));
            } catch (AwsRefusal refusal) {
                Json.error(refusal, "message").send(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange, Call call, Caller caller) throws IOException {
        var effects = faults.strike(call, caller);
        for (var effect : effects) {
            switch (effect) {
                case Effect.Slow(var delay) -> pause(delay);
                case Effect.Dropped _ -> {
                    log.add(call.entry("Dropped").from(caller));
                    return;
                }
                case Effect.HtmlError _ -> {
                    log.add(call.entry("HtmlError").from(caller));
                    Reply.html().send(exchange);
                    return;
                }
                case Effect.Refused(var code, var text, var status) -> {
                    var words = text.replace("{action}", call.action()).replace("{user}", caller.arn());
                    refuse(exchange, call, caller, new AwsRefusal(code, words, status));
                    return;
                }
                case Effect.CutShort _,
                        Effect.Lost _,
                        Effect.InvalidJson _,
                        Effect.MissingMember _,
                        Effect.UnknownMember _,
                        Effect.OtherText _,
                        Effect.OtherTextOnce _,
                        Effect.AmountText _,
                        Effect.OtherCurrency _,
                        Effect.QueryEnds _,
                        Effect.Part _,
                        Effect.LoopingToken _ -> {}
            }
        }
        reply(exchange, call, caller, effects);
    }

    private void reply(HttpExchange exchange, Call call, Caller caller, List<Effect> effects) throws IOException {
        try {
            access.check(call, caller);
            var reply = call.answer(caller, effects);
            if (effects.stream().anyMatch(Effect.Lost.class::isInstance)) {
                log.add(call.entry("Lost").from(caller));
                return;
            }
            if (effects.stream().anyMatch(Effect.CutShort.class::isInstance)) {
                log.add(call.entry("CutShort").from(caller));
                reply.sendHalf(exchange);
                return;
            }
            log.add(call.entry(RequestLog.OK).from(caller));
            (effects.stream().anyMatch(Effect.InvalidJson.class::isInstance) ? reply.halved() : reply).send(exchange);
        } catch (AwsRefusal refusal) {
            refuse(exchange, call, caller, refusal);
        } catch (RuntimeException e) {
            LOG.error("{} failed", call.operation(), e);
            refuse(exchange, call, caller, new AwsRefusal("InternalFailure", "The simulator failed", 500));
        }
    }

    private void refuse(HttpExchange exchange, Call call, Caller caller, AwsRefusal refusal) throws IOException {
        log.add(call.entry(refusal.code()).from(caller));
        call.refusal(refusal).send(exchange);
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
