package dev.bursar.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A node that gets exactly the answers that a test gives it, in AWS's wire forms: what the simulated AWS would never say. */
public final class CannedAws implements AutoCloseable {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]+/([^/]+)/");
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z]+)");
    private static final String ACCOUNT = "123456789012";

    /** A request that came. */
    public record Asked(String operation, String region, String body) {}

    private record Answer(int status, String body) {}

    private final HttpServer server;
    private final TestDatabase database = TestDatabase.migrated();
    private final AnnotationConfigApplicationContext node;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public CannedAws(MovableClock clock, Map<String, Object> settings) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        node = SyncNode.start(
                clock,
                database.dataSource(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                settings);
        reset();
    }

    /** Forgets answers and requests. */
    public void reset() {
        answers.clear();
        asked.clear();
        database.jdbc().sql("delete from sync_request").update();
        answers(
                "GetCallerIdentity",
                "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                        + "<Account>" + ACCOUNT + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>");
    }

    /** Answers an operation by these bodies in turn; the last one is given again. */
    public void answers(String operation, String... bodies) {
        answers.computeIfAbsent(operation, any -> new ArrayDeque<>())
                .addAll(Stream.of(bodies).map(body -> new Answer(200, body)).toList());
    }

    /** Answers an operation by an error in AWS's JSON form. */
    public void refuses(String operation, int status, String code, String message) {
        answers.computeIfAbsent(operation, any -> new ArrayDeque<>())
                .add(new Answer(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}"));
    }

    /** The requests of an operation that came so far. */
    public List<Asked> asked(String operation) {
        return asked.stream().filter(one -> one.operation().equals(operation)).toList();
    }

    public <T> T bean(Class<T> type) {
        return node.getBean(type);
    }

    public RequestMeter meter() {
        return bean(ManualRequests.class).meter();
    }

    /** Requests that were answered, by API, account and Region. */
    public Map<String, Long> metered() {
        Map<String, Long> metered = new TreeMap<>();
        database.jdbc()
                .sql(
                        "select api || ' ' || account || ' ' || region, requests from sync_request where outcome = 'answered'")
                .query(row -> {
                    metered.put(row.getString(1), row.getLong(2));
                });
        return metered;
    }

    public BigDecimal spent() {
        return database.jdbc()
                .sql("select coalesce(sum(cost_usd), 0) from sync_request")
                .query(BigDecimal.class)
                .single();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            Matcher action = ACTION.matcher(body);
            boolean form = target == null && action.find();
            String operation = target != null
                    ? target.substring(target.lastIndexOf('.') + 1)
                    : form
                            ? action.group(1)
                            : exchange.getRequestURI().getPath().substring(1);
            Matcher scope = SCOPE.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(new Asked(
                    operation,
                    scope.find() ? scope.group(1) : "",
                    form ? URLDecoder.decode(body, StandardCharsets.UTF_8) : body));
            Answer answer = next(operation);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", form ? "text/xml" : "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer next(String operation) {
        Deque<Answer> left = answers.getOrDefault(operation, new ArrayDeque<>());
        synchronized (left) {
            if (left.isEmpty()) {
                return new Answer(400, "{\"__type\":\"UnknownOperationException\"}");
            }
            return left.size() == 1 ? left.getFirst() : left.removeFirst();
        }
    }

    @Override
    public void close() {
        node.close();
        server.stop(0);
        database.close();
    }
}
