package dev.bursar.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.LineEngine.Watch;
import dev.bursar.billingdata.reduction.EngineFailureText;
import dev.bursar.testing.SilentServer;
import dev.bursar.trino.TrinoEngine.TrinoFailures;
import module java.base;
import java.sql.SQLException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of a Trino that doesn't answer, or not as it should. */
class TrinoEngineTest {
    private static final String SECRET = "only-a-test";
    private static final String TOKEN = "x".repeat(32);
    private static final String MEMBER =
            "\"id\": \"1\", \"infoUri\": \"http://127.0.0.1/\", \"stats\": {\"state\": \"RUNNING\", \"queued\": false,"
                    + " \"scheduled\": true, \"nodes\": 1, \"totalSplits\": 1, \"queuedSplits\": 0, \"runningSplits\": 1,"
                    + " \"completedSplits\": 0, \"cpuTimeMillis\": 0, \"wallTimeMillis\": 0, \"queuedTimeMillis\": 0,"
                    + " \"elapsedTimeMillis\": 0, \"processedRows\": 0, \"processedBytes\": 0, \"physicalInputBytes\": 0,"
                    + " \"physicalWrittenBytes\": 0, \"peakMemoryBytes\": 0, \"spilledBytes\": 0}, \"warnings\": []";

    private static TrinoEngine at(int port) {
        return at(URI.create("http://127.0.0.1:" + port), "");
    }

    private static TrinoEngine at(URI url, String authority) {
        return new TrinoEngine(new TrinoSettings(url, "bursar", "", "", authority, "hive", "bursar", "/results"));
    }

    private static EngineFailure.Fact asked(TrinoEngine engine, Watch watch) {
        return catchThrowableOfType(EngineFailure.class, () -> engine.ask("select 1", new Statement(TOKEN, watch)))
                .fact();
    }

    private static Watch cancelledOnceAsked(SilentServer silent) {
        return new Watch() {
            @Override
            public boolean cancelled() {
                silent.awaitAsked();
                return true;
            }
        };
    }

    @Test
    void oneThatAcceptsAndNeverAnswersIsLeftWithinFiveSeconds() {
        try (var silent = new SilentServer()) {
            long begun = System.nanoTime();

            EngineFailure.Fact failure = asked(at(silent.port()), cancelledOnceAsked(silent));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            assertThat(failure.kind()).isEqualTo(Kind.GONE);
        }
    }

    @Test
    void anInterruptLeavesItAtOnce() throws Exception {
        try (var silent = new SilentServer();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = threads.submit(() -> asked(at(silent.port()), Watch.NONE));
            silent.awaitAsked();

            threads.shutdownNow();

            assertThat(asking.get().kind()).isEqualTo(Kind.CANCELLED_THERE);
        }
    }

    @Test
    void aStatementIsCancelledThereWhenItsWatchThrows() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        var begun = new CountDownLatch(1);
        var cancelled = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            boolean delete = exchange.getRequestMethod().equals("DELETE");
            byte[] body = "{%s, \"nextUri\": \"http://127.0.0.1:%d/v1/statement/executing/1\"}"
                    .formatted(MEMBER, port)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(delete ? 204 : 200, delete ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, delete ? 0 : body.length);
            exchange.close();
            (delete ? cancelled : begun).countDown();
        });
        server.start();
        try {
            var stopped = new IllegalArgumentException("Stop asked");
            var watch = new Watch() {
                @Override
                public boolean cancelled() {
                    if (begun.getCount() == 0) {
                        throw stopped;
                    }
                    return false;
                }
            };
            assertThatThrownBy(() -> at(port).ask("select 1", new Statement(TOKEN, watch)))
                    .isSameAs(stopped);
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAuthorityOfAnAddressWithoutTlsIsRefused() {
        URI url = URI.create("http://trino.example.com:8080");
        assertThatThrownBy(() -> at(url, "/ca.pem")).hasMessageContainingAll("BURSAR_TRINO_CA", "https");
    }

    @Test
    void whatTheDriverSaysOfSettingsIsNoTrinoThatIsGone() {
        var said = new SQLException("Connection property SSLTrustStorePath requires TLS/SSL to be enabled");
        var settings =
                new TrinoSettings(URI.create("http://127.0.0.1:1"), "bursar", "", "", "", "hive", "bursar", "/results");
        assertThat(TrinoFailures.of(said, settings).fact().kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void oneThatIsNotThereIsGone() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        EngineFailure.Fact failure = asked(at(port), Watch.NONE);
        assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.GONE);
    }

    /** A certificate of a private authority, which the test makes. */
    @Test
    void aPrivateAuthorityIsTrustedWhereItIsNamed(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=private",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store);
        Path authority = folder.resolve("ca.pem");
        keytool("-exportcert", "-rfc", "-file", authority.toString(), "-keystore", store);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(store)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("https://localhost:" + server.getAddress().getPort());
            EngineFailure.Fact unknown = asked(at(url, ""), Watch.NONE);
            assertThat(unknown.kind()).isEqualTo(Kind.GONE);
            assertThat(unknown.text()).contains("certificat");
            assertThat(asked(at(url, authority.toString()), Watch.NONE).kind()).isEqualTo(Kind.SIGN_IN);
        } finally {
            server.stop(0);
        }
    }

    private static void keytool(String command, Object... arguments) throws Exception {
        var all = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(), command, "-storepass", SECRET));
        all.addAll(List.of("-alias", "trino"));
        Stream.of(arguments).map(Object::toString).forEach(all::add);
        assertThat(new ProcessBuilder(all).redirectErrorStream(true).start().waitFor())
                .isZero();
    }

    private static SSLContext tls(Path store) throws Exception {
        var keys = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void oneThatResetsTheConnectionIsGone() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        var line = server.accept();
                        line.setSoLinger(true, 0);
                        line.close();
                    }
                } catch (IOException e) {
                    // closed
                }
            });
            EngineFailure.Fact failure = asked(at(server.getLocalPort()), Watch.NONE);
            assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.GONE);
        }
    }

    /** A status of HTTP, or a code of Trino's with its text. */
    @ParameterizedTest
    @CsvSource({
        "401, '', SIGN_IN, BURSAR_TRINO_USER; BURSAR_TRINO_PASSWORD; BURSAR_TRINO_TOKEN",
        "403, '', DENIED, ",
        "500, '', GONE, BURSAR_TRINO_URL",
        "200, 'not Trino', GONE, BURSAR_TRINO_URL",
        "44, 'Schema bursar does not exist', NO_PLACE, BURSAR_TRINO_SCHEMA; BURSAR_TRINO_RESULTS",
        "18, 'External location must be a directory: local:///results/1/', NO_PLACE, BURSAR_TRINO_RESULTS",
        "16777232, 'Failed to create local:///results/1/: no space left', RESULTS, BURSAR_TRINO_RESULTS",
        "16777232, 'Failed to read local:///exports/1', OTHER, ",
        "65540, 'The node may have crashed', GONE, ",
    })
    void whatItSaysIsOfAKindWithARemedyThatFits(int code, String text, Kind kind, String named) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean status = code >= 200 && code < 600;
            byte[] body = (status
                            ? text
                            : "{%s, \"error\": {\"message\": \"%s\", \"errorCode\": %d, \"errorName\": \"X\", \"errorType\": \"X\"}}"
                                    .formatted(MEMBER, text, code))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", status ? "text/html" : "application/json");
            exchange.sendResponseHeaders(status ? code : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            EngineFailure.Fact failure = asked(at(server.getAddress().getPort()), Watch.NONE);
            assertThat(failure.kind()).as(failure.text()).isEqualTo(kind);
            if (named != null) {
                assertThat(EngineFailureText.whatToDo(kind, EngineName.TRINO, ""))
                        .contains(named.split("; "));
            }
        } finally {
            server.stop(0);
        }
    }
}
