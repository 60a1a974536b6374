package dev.bursar.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Probes;
import jakarta.servlet.http.HttpSessionEvent;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

@BursarTest
class VisitorSessionsTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final String INIT = "/?v-r=init&location=login&query=";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    Probes.OpenedSessions opened;

    private static int minutes(Probes.OpenedSessions opened, Browser browser) {
        return opened.of(browser).getMaxInactiveInterval() / 60;
    }

    @Test
    void aSessionLastsTenMinutesUntilSomebodySignsIn() {
        background.run(() -> {
            var id = people.create(new NewPerson("visitor", "visitor", Set.of(Role.FINANCE)));
            people.setPassword(id, PASSWORD);
        });
        var browser = new Browser(port);
        browser.get("/login");
        assertThat(minutes(opened, browser)).isEqualTo(10);
        assertThat(browser.get(INIT).statusCode()).isEqualTo(200);
        assertThat(minutes(opened, browser)).isEqualTo(10);
        browser.signIn("visitor", "a wrong password");
        assertThat(minutes(opened, browser)).isEqualTo(10);
        assertThat(Browser.location(browser.signIn("visitor", PASSWORD))).isEqualTo("/");
        assertThat(minutes(opened, browser)).isEqualTo(30);
        assertThat(browser.get("/probe/who").statusCode()).isEqualTo(200);
        assertThat(minutes(opened, browser)).isEqualTo(30);
        browser.post("/logout", Map.of());
        browser.get("/login");
        assertThat(minutes(opened, browser)).isEqualTo(10);
    }

    @Test
    void aFloodOfSessionsIsBoundedAndSignInPagesOutliveIt() throws Exception {
        var ofOtherTests = opened.visitors();
        var person = new Browser(port);
        person.get("/login");
        person.get(INIT);
        var mine = opened.of(person);
        try (var withoutCookies = HttpClient.newHttpClient()) {
            var ask = HttpRequest.newBuilder(person.at(INIT)).build();
            for (int i = 0; i < VisitorSessions.MOST_OF_ADDRESS + 50; i++) {
                assertThat(withoutCookies
                                .send(ask, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
        // a session is counted after its request was answered, and other tests may have come from other addresses
        await().untilAsserted(() -> assertThat(opened.visitors())
                .isLessThanOrEqualTo(VisitorSessions.MOST_OF_ADDRESS + Math.min(ofOtherTests, 20)));
        assertThat(opened.of(person)).isSameAs(mine);
        person.signIn("nobody", PASSWORD);
        assertThat(opened.of(person)).as("the page's token still counts").isSameAs(mine);
    }

    /** Sessions without a server. */
    private static final class Visitors {
        private final VisitorSessions sessions;
        private final List<MockHttpSession> all = new ArrayList<>();

        Visitors(int mostOfAddress, int most) {
            sessions = new VisitorSessions(Duration.ofMinutes(30), mostOfAddress, most);
        }

        MockHttpSession comes(String address) {
            var session = new MockHttpSession();
            all.add(session);
            again(session, address);
            return session;
        }

        void again(MockHttpSession session, String address) {
            var request = new MockHttpServletRequest();
            request.setRemoteAddr(address);
            request.setSession(session);
            sessions.came(request);
        }

        List<Boolean> open() {
            return all.stream().map(session -> !session.isInvalid()).toList();
        }
    }

    @Test
    void theAddressWithTheMostLosesOne() {
        var visitors = new Visitors(10, 3);
        visitors.comes("192.0.2.1");
        visitors.comes("192.0.2.2");
        visitors.comes("192.0.2.2");
        visitors.comes("192.0.2.3");
        assertThat(visitors.open()).containsExactly(true, false, true, true);
        visitors.comes("2001:db8::1");
        visitors.comes("2001:db8::2");
        assertThat(visitors.open()).as("a network counts as one").contains(true, true);
        assertThat(visitors.open().stream().filter(open -> open)).hasSize(3);
    }

    @Test
    void whoNeverCameBackGoesFirstAndTheNewestStays() {
        var visitors = new Visitors(2, 10);
        var first = visitors.comes("192.0.2.1");
        visitors.again(first, "192.0.2.1");
        visitors.comes("192.0.2.1");
        var third = visitors.comes("192.0.2.1");
        assertThat(visitors.open()).containsExactly(true, false, true);
        visitors.again(third, "192.0.2.1");
        visitors.comes("192.0.2.1");
        assertThat(visitors.open()).as("all came back: the oldest goes").containsExactly(false, false, true, true);
    }

    @Test
    void sessionsThatEndMakeRoom() {
        var visitors = new Visitors(2, 10);
        var first = visitors.comes("192.0.2.1");
        visitors.sessions.sessionDestroyed(new HttpSessionEvent(first));
        visitors.comes("192.0.2.1");
        visitors.comes("192.0.2.1");
        assertThat(visitors.open()).containsExactly(true, true, true);
    }
}
