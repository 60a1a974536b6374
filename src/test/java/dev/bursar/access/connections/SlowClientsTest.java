package dev.bursar.access.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** More slow clients than Tomcat has threads by default, while somebody wants a page. */
@BursarTest
class SlowClientsTest {
    private static final int MANY = 220;
    /** The server waits 20 s for each: without threads of their own, everybody else would have to wait as long. */
    private static final Duration BEFORE_SLOW_ONES_ARE_CUT_OFF = Duration.ofSeconds(15);

    @LocalServerPort
    int port;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    private void connect(int receiveBuffer, String sent) throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(sent.getBytes(US_ASCII));
    }

    private void thePortalAnswers() {
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            assertThat(new Browser(port).get("/login").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BEFORE_SLOW_ONES_ARE_CUT_OFF);
        }
    }

    @Test
    void slowSignInsTakeNoThreadFromOthers() throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect(8_192, """
                    POST /login HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/x-www-form-urlencoded\r
                    Content-Length: 5000\r
                    \r
                    username=a""");
        }
        thePortalAnswers();
        sockets.getFirst().setSoTimeout(100);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .as("the first still waits for its answer")
                .isThrownBy(() -> sockets.getFirst().getInputStream().read());
    }

    @Test
    void slowHeadersNeither() throws IOException {
        for (int i = 0; i < MANY; i++) {
            connect(8_192, "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Long: a");
        }
        thePortalAnswers();
    }

    @Test
    void whoDoesNotReadTheAnswersNeither() throws IOException {
        var file = "GET /aura/fonts/InstrumentSans/InstrumentSans.woff2 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (int i = 0; i < MANY; i++) {
            connect(4_096, file.repeat(40));
        }
        thePortalAnswers();
    }
}
