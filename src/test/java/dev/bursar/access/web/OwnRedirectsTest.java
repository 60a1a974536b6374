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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests that name a host which isn't the portal's, from turning away to signing in and out. */
@BursarTest
class OwnRedirectsTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: ([^=;]+)=([^;]*)");
    private static final Pattern LOCATION = Pattern.compile("(?im)^Location: (.*)$");
    private static final String PASSWORD = "a-long-enough-sentence";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestDatabase database;

    private final Map<String, String> cookies = new TreeMap<>();

    @AfterEach
    void forget() {
        database.jdbc().sql("delete from sign_in_throttle").update();
        database.jdbc().sql("delete from sign_in_place").update();
    }

    private String send(String method, String path, String form) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("%s %s HTTP/1.1\r\n"
                                    + "Host: elsewhere.example\r\n"
                                    + "Connection: close\r\n"
                                    + "Accept: text/html\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n"
                                    + "Content-Length: %d\r\n"
                                    + "Cookie: %s\r\n\r\n"
                                    + "%s")
                            .formatted(
                                    method,
                                    path,
                                    form.length(),
                                    cookies.entrySet().stream()
                                            .map(one -> one.getKey() + "=" + one.getValue())
                                            .collect(Collectors.joining("; ", "a=b; ", "")),
                                    form)
                            .getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            COOKIE.matcher(answer).results().forEach(one -> cookies.put(one.group(1), one.group(2)));
            return answer;
        }
    }

    private String redirect(String method, String path, String form) throws IOException {
        var answer = send(method, path, form);
        return LOCATION.matcher(answer)
                .results()
                .map(one -> one.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(answer.lines().findFirst().orElse("nothing")));
    }

    private String token() throws IOException {
        return TOKEN.matcher(send("GET", "/login", ""))
                .results()
                .findFirst()
                .map((MatchResult found) -> found.group(1))
                .orElseThrow();
    }

    @Test
    void noRedirectNamesTheHostThatARequestNames() throws IOException {
        background.run(() -> {
            var id = people.create(new NewPerson("redirected", "redirected", Set.of(Role.FINANCE)));
            people.setPassword(id, PASSWORD);
        });
        assertThat(redirect("GET", "/spend?by=SERVICE", "")).isEqualTo("/login");
        assertThat(redirect("POST", "/login", "username=redirected&password=wrong&_csrf=" + token()))
                .isEqualTo("/login?error");
        assertThat(redirect("POST", "/login", "username=redirected&password=" + PASSWORD + "&_csrf=" + token()))
                .startsWith("/spend?by=SERVICE");
        database.jdbc().sql("delete from person_session").update();
        assertThat(redirect("GET", "/spend", "")).isEqualTo("/login?expired");
    }

    @ParameterizedTest
    @CsvSource({
        "/login?expired, /login?expired",
        "http://elsewhere.example/spend?a=b#c, /spend?a=b#c",
        "HTTPS://elsewhere.example:8443, /",
        "https://elsewhere.example?x, /?x",
        "//elsewhere.example//again.example/x, /again.example/x",
        "account, account",
    })
    void aPathStaysAndAHostGoes(String from, String to) {
        assertThat(OwnRedirects.path(from)).isEqualTo(to);
    }
}
