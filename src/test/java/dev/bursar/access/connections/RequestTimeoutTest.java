package dev.bursar.access.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Tomcat of its own, whose time limit is short enough to wait for. */
class RequestTimeoutTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final BlockingQueue<String> READ = new ArrayBlockingQueue<>(10);
    private static final Tomcat TOMCAT = new Tomcat();

    @BeforeAll
    static void start(@TempDir Path folder) throws LifecycleException {
        var protocol = new RequestTimeoutProtocol();
        protocol.setTimeout(TIMEOUT);
        protocol.setExecutor(new VirtualThreadExecutor("test-"));
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setConnectionTimeout(10_000);
        var connector = new Connector(protocol);
        connector.setPort(0);
        TOMCAT.setBaseDir(folder.toString());
        TOMCAT.setConnector(connector);
        var context = TOMCAT.addContext("", folder.toString());
        Tomcat.addServlet(context, "reads", new Reads());
        Tomcat.addServlet(context, "ignores", new Ignores());
        context.addServletMappingDecoded("/reads", "reads");
        context.addServletMappingDecoded("/ignores", "ignores");
        TOMCAT.start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        TOMCAT.stop();
        TOMCAT.destroy();
    }

    private static final class Reads extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                READ.add(String.valueOf(request.getInputStream().readAllBytes().length));
            } catch (IOException e) {
                READ.add("broken off");
                throw e;
            }
            response.getWriter().print("read");
        }
    }

    private static final class Ignores extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("ignored");
        }
    }

    private static Socket connected() throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), TOMCAT.getConnector().getLocalPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String head(String path, String length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    /** Sends a byte every 50 ms until the other side has had enough; says after how long that was. */
    private static Duration trickle(Socket socket, String bytes) throws IOException {
        long start = System.nanoTime();
        socket.setSoTimeout(50);
        for (int i = 0; ; i++) {
            Duration since = Duration.ofNanos(System.nanoTime() - start);
            assertThat(since).isLessThan(Duration.ofSeconds(20));
            try {
                send(socket, bytes.substring(i % bytes.length(), i % bytes.length() + 1));
                if (socket.getInputStream().read() < 0) {
                    return since;
                }
            } catch (java.net.SocketTimeoutException e) {
                // nothing came within these 50 ms
            } catch (SocketException e) {
                return since;
            }
        }
    }

    @Test
    void aHeaderHasToArriveInTime() throws IOException {
        try (var socket = connected()) {
            send(socket, "GET /reads HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
            assertThat(trickle(socket, "a")).isBetween(TIMEOUT.minusMillis(100), Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @CsvSource({"/reads,Content-Length: 1000000,a", "/reads,Transfer-Encoding: chunked,'1\r\na\r\n'"})
    void aBodyHasToArriveInTime(String path, String length, String bytes) throws Exception {
        READ.clear();
        try (var socket = connected()) {
            send(socket, head(path, length));
            assertThat(trickle(socket, bytes)).isBetween(TIMEOUT.minusMillis(100), Duration.ofSeconds(5));
        }
        assertThat(READ.poll(10, TimeUnit.SECONDS)).isEqualTo("broken off");
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 1000000,a", "Transfer-Encoding: chunked,'1\r\na\r\n'"})
    void soHasABodyThatNobodyReads(String length, String bytes) throws IOException {
        try (var socket = connected()) {
            send(socket, head("/ignores", length));
            assertThat(trickle(socket, bytes)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void whoeverIsQuickEnoughIsServedOnOneConnection() throws Exception {
        READ.clear();
        try (var socket = connected()) {
            for (int i = 0; i < 3; i++) {
                send(socket, head("/ignores", "Content-Length: 3") + "abc");
                assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("ignored");
                send(socket, head("/reads", "Content-Length: 30000"));
                // longer than the limit in all, and as quick as it has to be
                for (int part = 0; part < 10; part++) {
                    send(socket, "a".repeat(3_000));
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("read");
                assertThat(READ.poll(10, TimeUnit.SECONDS)).isEqualTo("30000");
            }
        }
    }

    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith("ignored") && !text.toString().endsWith("read")) {
            int next = socket.getInputStream().read();
            assertThat(next).as(text.toString()).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
