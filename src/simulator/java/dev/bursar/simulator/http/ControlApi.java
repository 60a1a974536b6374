package dev.bursar.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bursar.simulator.changes.Changes;
import dev.bursar.simulator.cloudtrail.Events;
import dev.bursar.simulator.exports.S3;
import dev.bursar.simulator.faults.FaultReader;
import dev.bursar.simulator.faults.Faults;
import dev.bursar.simulator.invoicing.Invoicing;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets a person with curl see requests, set faults, change months and their invoices, tag and delete resources, add events and take roles
 * away, under /_simulator. Reports have split cost allocation of some days, the last not, when {@code split-data} is posted:
 *
 * <pre>{@code
 * curl -d '{"from":"2026-10-01","to":"2027-01-01"}' $at/split-data                  # "hourly":true for lines of an hour
 * curl -X DELETE $at/split-data
 * }</pre>
 */
public final class ControlApi implements HttpHandler {
    public static final String PATH = "/_simulator/";

    private static final String ONE_CHANGE = "DELETE changes/";

    /** A web page that a person has open must not set faults. */
    private static final Reply REFUSED = new Reply(403, Reply.JSON, "{\"error\":\"Not for web pages\"}\n");

    private final Organisation organisation;
    private final Faults faults;
    private final RequestLog log;
    private final Invoicing invoicing;
    private final Changes changes;
    private final ResourceControl resources;
    private final BudgetControl budgets;
    private final Events events;
    private final S3 s3;

    public ControlApi(
            Organisation organisation,
            Invoicing invoicing,
            Changes changes,
            ResourceControl resources,
            BudgetControl budgets,
            Events events,
            S3 s3,
            Faults faults,
            RequestLog log) {
        this.organisation = organisation;
        this.invoicing = invoicing;
        this.changes = changes;
        this.resources = resources;
        this.budgets = budgets;
        this.events = events;
        this.s3 = s3;
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

    private static YearMonth month(JsonNode wanted) {
        var month = Json.text(wanted, "month");
        return YearMonth.parse(month == null ? "" : month);
    }

    static String text(JsonNode wanted, String member) {
        var text = Json.text(wanted, member);
        return text == null ? "" : text;
    }

    /** The changes made, or null for another request. */
    private @Nullable Reply change(String what, InputStream body) {
        switch (what) {
            case "GET changes" -> {}
            case "POST changes" -> changes.make(Json.MAPPER.readTree(body));
            case "DELETE changes" -> changes.undoAll();
            default -> {
                if (!what.startsWith(ONE_CHANGE)) {
                    return null;
                }
                changes.undo(what.substring(ONE_CHANGE.length()));
            }
        }
        return Reply.json(Map.of("changes", changes.all()));
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        var what = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath().substring(PATH.length());
        try {
            var changed = change(what, exchange.getRequestBody());
            if (changed != null) {
                return changed;
            }
            var done = resources.reply(what, exchange.getRequestBody());
            if (done != null) {
                return done;
            }
            var budget = budgets.reply(what, exchange.getRequestBody());
            if (budget != null) {
                return budget;
            }
            switch (what) {
                case "GET faults" -> {}
                case "POST faults" -> faults.add(FaultReader.read(Json.MAPPER.readTree(exchange.getRequestBody())));
                case "DELETE faults" -> faults.clear();
                case "GET requests" -> {
                    return Reply.json(Map.of("counts", log.counts(), "requests", log.entries()));
                }
                case "DELETE requests" -> log.clear();
                case "POST restate" -> organisation.restate(month(Json.MAPPER.readTree(exchange.getRequestBody())));
                case "POST invoice-changes" ->
                    invoicing.issueChanges(month(Json.MAPPER.readTree(exchange.getRequestBody())));
                case "POST invoice-off" -> {
                    var wanted = Json.MAPPER.readTree(exchange.getRequestBody());
                    var amount = Json.text(wanted, "amount");
                    invoicing.off(month(wanted), new BigDecimal(amount == null ? "" : amount));
                }
                case "GET documents" -> {
                    return Reply.json(Map.of("documents", invoicing.listed()));
                }
                case "POST split-data" -> {
                    var wanted = Json.MAPPER.readTree(exchange.getRequestBody());
                    s3.splitCostAllocation(
                            LocalDate.parse(text(wanted, "from")),
                            LocalDate.parse(text(wanted, "to")),
                            wanted.path("hourly").asBoolean(false));
                }
                case "DELETE split-data" -> s3.splitCostAllocation(LocalDate.EPOCH, LocalDate.EPOCH, false);
                case "POST events" -> {
                    var wanted = Json.MAPPER.readTree(exchange.getRequestBody());
                    if (!(wanted.path("record") instanceof ObjectNode record)) {
                        throw new IllegalArgumentException("No record");
                    }
                    events.add(text(wanted, "account"), text(wanted, "region"), record);
                }
                default -> {
                    return new Reply(404, Reply.JSON, "{\"error\":\"Nothing here\"}\n");
                }
            }
            return Reply.json(Map.of("faults", faults.active()));
        } catch (IllegalArgumentException | DateTimeException | JacksonException e) {
            var error = Json.object().put("error", "The request was not understood");
            return new Reply(400, Reply.JSON, error.put("reason", e.getMessage()) + "\n");
        }
    }
}
