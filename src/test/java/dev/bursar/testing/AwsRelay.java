package dev.bursar.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Stands between the portal and the simulated AWS and makes an implementation of its own out of it. */
public final class AwsRelay implements AutoCloseable {
    /** What becomes of a request. */
    public interface Manner {
        /**
         * @param operation such as {@code GetCostAndUsage}
         * @param answer AWS's own answer to the request
         */
        Answer answer(String operation, String request, Answer answer);
    }

    public record Answer(int status, String body) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI aws;
    private final Manner manner;
    private final HttpServer server;

    public AwsRelay(URI aws, Manner manner) {
        this.aws = aws;
        this.manner = manner;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::relay);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void relay(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String request = new String(body, StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            HttpRequest.Builder onward =
                    HttpRequest.newBuilder(aws.resolve("/")).POST(BodyPublishers.ofByteArray(body));
            onward.header("Content-Type", type);
            onward.header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            if (target != null) {
                onward.header("X-Amz-Target", target);
            }
            String operation = target == null
                    ? request.replaceAll(".*Action=([A-Za-z]+).*", "$1")
                    : target.substring(target.indexOf('.') + 1);
            HttpResponse<String> own = client.send(onward.build(), BodyHandlers.ofString());
            Answer answer = manner.answer(operation, request, new Answer(own.statusCode(), own.body()));
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            own.headers()
                    .firstValue("Content-Type")
                    .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
