package dev.bursar.access.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A proxy ends TLS, talks http to the portal, and says for whom; this test is the proxy. */
@BursarTest(
        properties = {
            "bursar.url=https://portal.example",
            "server.forward-headers-strategy=native",
            "server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1"
        })
class BehindTlsTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final String PASSWORD = "a long enough sentence";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestDatabase database;

    private final HttpClient proxy = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();

    @AfterEach
    void forget() {
        database.jdbc().sql("delete from sign_in_throttle").update();
        database.jdbc().sql("delete from sign_in_place").update();
        proxy.close();
    }

    private HttpResponse<String> send(String method, String path, String form, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ", "a=b; ", "")))
                .method(method, BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = proxy.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (var cookie : answer.headers().allValues("Set-Cookie")) {
            assertThat(cookie).containsIgnoringCase("; Secure").containsIgnoringCase("; HttpOnly");
            var parts = cookie.split("[=;]");
            cookies.put(parts[0], parts[1]);
        }
        return answer;
    }

    private HttpResponse<String> signIn(String password, String... headers) throws Exception {
        var page = TOKEN.matcher(send("GET", "/login", "", headers).body());
        assertThat(page.find()).isTrue();
        return send("POST", "/login", "username=tls&password=" + password + "&_csrf=" + page.group(1), headers);
    }

    @Test
    void everythingIsForHttpsOnly() throws Exception {
        background.run(() -> {
            var id = people.create(new NewPerson("tls", "tls", Set.of(Role.FINANCE)));
            people.setPassword(id, PASSWORD);
        });
        var turnedAway = send("GET", "/spend", "");
        assertThat(turnedAway.statusCode()).isEqualTo(302);
        assertThat(turnedAway.headers().firstValue("Location").orElseThrow()).matches("(https://[^/]+)?/login");
        for (var path : new String[] {"/login", "/styles.css", "/icons/missing"}) {
            assertThat(send("GET", path, "").headers().firstValue("Strict-Transport-Security"))
                    .as(path)
                    .contains("max-age=31536000");
        }
        var signedIn = signIn(PASSWORD.replace(' ', '+'));
        assertThat(signedIn.headers().firstValue("Location").orElseThrow()).matches("(https://[^/]+)?/(spend)?.*");
        assertThat(cookies).containsKeys("JSESSIONID", "bursar-device");
        assertThat(send("GET", "/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void theProxySaysWhereSomebodyComesFrom() throws Exception {
        signIn(
                "wrong",
                "X-Forwarded-For",
                "192.0.2.7",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "portal.example");
        assertThat(database.jdbc()
                        .sql(
                                "select count(*) from journal where action = 'sign-in-refused' and subject like '%from 192.0.2.7'")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void webSocketsAreForThePortalsOwnPages() throws IOException {
        assertThat(handshake("https://portal.example")).isNotEqualTo("403");
        assertThat(handshake("https://portal.example.org")).isEqualTo("403");
        assertThat(handshake("http://portal.example")).isEqualTo("403");
        assertThat(handshake(null)).isEqualTo("403");
    }

    /** The status that a web socket is answered with, asked for under the name that the proxy knows the portal by. */
    private String handshake(String origin) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            ("GET /VAADIN/push?v-r=push&v-uiId=0 HTTP/1.1\r\nHost: internal:8080\r\nConnection: Upgrade\r\n"
                                            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                            + (origin == null ? "" : "Origin: " + origin + "\r\n") + "\r\n")
                                    .getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                    .readLine()
                    .split(" ")[1];
        }
    }
}
