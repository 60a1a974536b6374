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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Tomcat that takes 12 connections, 5 of an address that wait, and clients who only begin. */
class WaitingConnectionsTest {
    private static final int ALL = 12;
    private static final int SHARE = 5;
    private static final String GET = "GET /reads HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Tomcat tomcat = new Tomcat();
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start(@TempDir Path folder) throws LifecycleException {
        var protocol = new RequestTimeoutProtocol(SHARE);
        protocol.setExecutor(new VirtualThreadExecutor("test-"));
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setMaxConnections(ALL);
        var connector = new Connector(protocol);
        connector.setPort(0);
        tomcat.setBaseDir(folder.toString());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "reads", new Reads());
        context.addServletMappingDecoded("/reads", "reads");
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException, IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        tomcat.stop();
        tomcat.destroy();
    }

    private static final class Reads extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
            response.getWriter().print("read");
        }
    }

    private Socket sending(String text) throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
        sockets.add(socket);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    /** Up to its end, or to the end of the connection. */
    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        for (int next = 0; next >= 0 && !text.toString().endsWith("read"); text.append((char) next)) {
            next = socket.getInputStream().read();
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /reads HTTP/1.1\r\nHost: localhost\r\nX-Long: ",
                "POST /reads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na",
                GET,
                GET + "GET /rea"
            })
    void whoeverOnlyBeginsHoldsNobodyUp(String begun) throws IOException {
        for (int i = 0; i < 3 * ALL; i++) {
            sending(begun);
        }
        if (begun.startsWith(GET)) {
            for (Socket socket : sockets) {
                answer(socket); // from then on it waits for the next request
            }
        }
        assertThat(answer(sending(GET))).startsWith("HTTP/1.1 200").endsWith("read");
        assertThat(sockets.getFirst().getInputStream().readAllBytes())
                .as("it has waited longest")
                .isNotNull();
        int open = 0;
        for (Socket socket : sockets) {
            open += isOpen(socket) ? 1 : 0;
        }
        assertThat(open).as("those that may go on").isLessThanOrEqualTo(SHARE);
    }

    private static boolean isOpen(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        try {
            socket.getInputStream().readAllBytes(); // what was answered, and then the end or nothing
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aConnectionThatAsksAgainIsServedAgain(int times) throws IOException {
        Socket socket = sending("");
        for (int waiting = 2; waiting < SHARE; waiting++) {
            sending("");
        }
        for (int i = 0; i < times; i++) {
            sending(""); // the oldest would have to go, which this one no longer is once it has asked
            socket.getOutputStream().write(GET.getBytes(US_ASCII));
            assertThat(answer(socket)).endsWith("read");
        }
    }
}
