package dev.bursar.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bursar.simulator.faults.FaultReader;
import dev.bursar.simulator.faults.Faults;
import dev.bursar.simulator.organisation.Organisation;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Lets a person with curl see requests, set faults and restate a month, under /_simulator. */
public final class ControlApi implements HttpHandler {

    public static final String PATH = "/_simulator/";

    /** A web page that a person has open must not set faults. */
    private static final Reply REFUSED = new Reply(403, Reply.JSON, "{\"error\":\"Not for web pages\"}\n");

    private final Organisation organisation;
    private final Faults faults;
    private final RequestLog log;

    public ControlApi(Organisation organisation, Faults faults, RequestLog log) {
        this.organisation = organisation;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fromBrowserPage = exchange.getRequestHeaders().containsKey("Origin");
            (fromBrowserPage ? REFUSED : reply(exchange)).send(exchange);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        var what = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring(PATH.length());
        try {
            switch (what) {
                case "GET faults" -> {}
                case "POST faults" -> faults.add(FaultReader.read(Json.MAPPER.readTree(exchange.getRequestBody())));
                case "DELETE faults" -> faults.clear();
                case "GET requests" -> {
                    return Reply.json(Map.of("counts", log.counts(), "requests", log.entries()));
                }
                case "DELETE requests" -> log.clear();
                case "POST restate" -> {
                    var month = Json.text(Json.MAPPER.readTree(exchange.getRequestBody()), "month");
                    organisation.restate(YearMonth.parse(month == null ? "" : month));
                }
                default -> {
                    return new Reply(404, Reply.JSON, "{\"error\":\"Nothing here\"}\n");
                }
            }
            return Reply.json(Map.of("faults", faults.active()));
        } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
            return new Reply(400, Reply.JSON, "{\"error\":\"The request was not understood\"}\n");
        }
    }
}
