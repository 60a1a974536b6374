package dev.bursar.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An HTTP answer ready to be sent. */
record Reply(int status, String contentType, String body) {

    static final String JSON = "application/json";
    static final String AWS_JSON = "application/x-amz-json-1.1";
    static final String XML = "text/xml";

    static Reply json(Object value) {
        return new Reply(200, JSON, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
    }

    static Reply html() {
        return new Reply(500, "text/html", "<html><body><h1>500 Internal Server Error</h1></body></html>");
    }

    Reply halved() {
        return new Reply(status, contentType, body.substring(0, body.length() / 2));
    }

    void send(HttpExchange exchange) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Announces all, sends half; closing the exchange then ends the connection. */
    void sendHalf(HttpExchange exchange) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }
}
