package dev.bursar.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import module java.base;

/** An HTTP answer ready to be sent. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String AWS_JSON = "application/x-amz-json-1.1";
    public static final String XML = "text/xml";

    private static final int NOT_MODIFIED = 304;

    public Reply(int status, String contentType, String body) {
        this(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply json(Object value) {
        return new Reply(200, JSON, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    public static Reply html() {
        return new Reply(500, "text/html", "<html><body><h1>500 Internal Server Error</h1></body></html>");
    }

    public Reply halved() {
        return new Reply(status, contentType, Arrays.copyOf(body, body.length / 2), headers);
    }

    public void send(HttpExchange exchange) throws IOException {
        start(exchange);
        exchange.getResponseBody().write(body);
    }

    /** Announces all, sends half; closing the exchange then ends the connection. */
    public void sendHalf(HttpExchange exchange) throws IOException {
        start(exchange);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    /** The answer to HEAD has no body and says in its headers how long that of GET is. */
    private void start(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach(exchange.getResponseHeaders()::set);
        var none = body.length == 0
                || status == NOT_MODIFIED
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
    }
}
