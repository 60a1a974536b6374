package dev.bursar.access.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.NewPerson;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.People;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.password.WrongPassword;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

@BursarTest
class SessionsTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final String NEXT = "another long sentence";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    OwnAccount account;

    @Autowired
    RightsOfPeople rights;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private final String name = "sitter" + COUNTER.incrementAndGet();
    private PersonId person;

    @BeforeEach
    void aPerson() {
        person = background.call(() -> {
            var id = people.create(new NewPerson(name, name, Set.of(Role.FINANCE)));
            people.setPassword(id, PASSWORD);
            return id;
        });
    }

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
        database.jdbc().sql("delete from sign_in_throttle").update();
        database.jdbc().sql("delete from sign_in_place").update();
    }

    private Browser signedIn() {
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/");
        return browser;
    }

    private List<UUID> rows() {
        return database.jdbc()
                .sql("select id from person_session where person_id = ? order by started_at, id")
                .param(person.value())
                .query(UUID.class)
                .list();
    }

    /** Acts in the session that was opened last. */
    private void as(UUID session) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(person.value(), name, session, clock.instant()), null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private static boolean isIn(Browser browser) {
        return browser.get("/probe/who").statusCode() == 200;
    }

    @Test
    void aSessionIsListedWithBrowserAndPlace() {
        var browser = new Browser(port);
        browser.send(HttpRequest.newBuilder(browser.at("/login")));
        browser.signIn(name, PASSWORD);
        as(rows().getFirst());
        assertThat(account.sessions()).singleElement().satisfies(one -> {
            assertThat(one.here()).isTrue();
            assertThat(one.address()).isEqualTo("127.0.0.1");
            assertThat(one.browser()).isEqualTo("Other client");
            assertThat(one.started()).isEqualTo(clock.instant());
        });
    }

    @Test
    void anEndedSessionIsOutAtItsNextRequestAndTheOthersStay() {
        var first = signedIn();
        var ended = rows().getFirst();
        clock.forward(Duration.ofSeconds(1));
        var second = signedIn();
        as(rows().getLast());
        account.endSession(ended);
        assertThat(Browser.location(first.get("/probe/who"))).isEqualTo("/login?expired");
        assertThat(isIn(second)).isTrue();
        assertThat(account.sessions()).hasSize(1);
        assertThat(database.jdbc()
                        .sql("select action from journal where actor_id = ? order by id desc limit 1")
                        .param(person.value())
                        .query(String.class)
                        .single())
                .isEqualTo("session-ended");
    }

    @Test
    void endingAllOthersLeavesThisOneAndKillsACopiedId() throws Exception {
        var copied = signedIn();
        var copy = HttpRequest.newBuilder(copied.at("/probe/who"))
                .header("Cookie", "JSESSIONID=" + copied.session().orElseThrow())
                .build();
        clock.forward(Duration.ofSeconds(1));
        var mine = signedIn();
        as(rows().getLast());
        try (var thief = HttpClient.newHttpClient()) {
            assertThat(thief.send(copy, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            account.endOtherSessions();
            assertThat(thief.send(copy, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(302);
        }
        assertThat(isIn(copied)).isFalse();
        assertThat(isIn(mine)).isTrue();
    }

    @Test
    void nobodyEndsAnothersSession() {
        var browser = signedIn();
        var theirs = rows().getFirst();
        var other = background.call(() -> people.create(new NewPerson(name + "x", name + "x", Set.of(Role.ADMIN))));
        var session = UUID.randomUUID();
        database.jdbc()
                .sql("""
                        insert into person_session (id, person_id, epoch, started_at, last_seen_at, address, browser)
                        select ?, id, epoch, ?, ?, '10.0.0.1', 'x' from person where id = ?
                        """)
                .param(session)
                .param(clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param(clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param(other.value())
                .update();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(other.value(), name, session, clock.instant()), null, List.of()));
        SecurityContextHolder.setContext(context);
        account.endSession(theirs);
        account.endOtherSessions();
        assertThat(isIn(browser)).isTrue();
    }

    @Test
    void signOutForgetsTheSession() {
        var browser = signedIn();
        assertThat(rows()).hasSize(1);
        browser.post("/logout", Map.of());
        assertThat(rows()).isEmpty();
    }

    @Test
    void aSessionEndsAfterThirtyMinutesWithoutAnybodyWhateverItsPageTells() {
        var browser = signedIn();
        for (var i = 0; i < 3; i++) {
            clock.forward(Duration.ofMinutes(10));
            var beat = browser.send(HttpRequest.newBuilder(browser.at("/?v-r=heartbeat&v-uiId=0"))
                    .POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(beat.statusCode()).isNotEqualTo(302);
        }
        clock.forward(Duration.ofMinutes(1));
        // what was read a moment ago by the machine's own clock
        rights.changed(person);
        assertThat(Browser.location(browser.get("/probe/who"))).isEqualTo("/login?expired");
        assertThat(Browser.location(browser.get("/probe/who")))
                .as("asked again")
                .isEqualTo("/login?expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?v-r=uidl&v-uiId=0",
                "/?v-r=heartbeat&v-uiId=0",
                "/VAADIN/push?v-r=push&v-uiId=0&v-pushId=x&X-Atmosphere-Transport=long-polling",
                "/spend"
            })
    void whateverAnOpenPageSendsFirstItsPersonIsToldThatTheSessionHasEnded(String first) {
        var browser = signedIn();
        as(rows().getFirst());
        account.endSession(rows().getFirst());
        for (var request : List.of(first, "/spend", first, "/spend")) {
            browser.send(HttpRequest.newBuilder(browser.at(request)).GET());
        }
        assertThat(Browser.location(browser.get("/spend"))).isEqualTo("/login?expired");
        browser.get("/login?expired");
        assertThat(Browser.location(browser.get("/spend"))).isEqualTo("/login?expired");
    }

    @Test
    void whenItWasLastSeenIsWrittenOnceAMinute() {
        var browser = signedIn();
        clock.forward(Duration.ofSeconds(59));
        assertThat(isIn(browser)).isTrue();
        as(rows().getFirst());
        assertThat(account.sessions().getFirst().lastSeen())
                .isEqualTo(clock.instant().minusSeconds(59));
        clock.forward(Duration.ofSeconds(61));
        assertThat(isIn(browser)).isTrue();
        assertThat(account.sessions().getFirst().lastSeen()).isEqualTo(clock.instant());
    }

    @Test
    void aNewPasswordNeedsThePresentOneAndEndsTheOtherSessions() {
        var other = signedIn();
        clock.forward(Duration.ofSeconds(1));
        var mine = signedIn();
        as(rows().getLast());
        assertThatThrownBy(() -> account.changePassword("not the present one", NEXT))
                .isInstanceOf(WrongPassword.class);
        assertThatThrownBy(() -> account.changePassword(PASSWORD, "short")).isInstanceOf(PasswordRefused.class);
        assertThat(isIn(other)).isTrue();
        account.changePassword(PASSWORD, NEXT);
        assertThat(isIn(mine)).isTrue();
        assertThat(Browser.location(other.get("/probe/who"))).isEqualTo("/login?expired");
        assertThat(Browser.location(new Browser(port).signIn(name, PASSWORD))).isEqualTo("/login?error");
        assertThat(Browser.location(new Browser(port).signIn(name, NEXT))).isEqualTo("/");
    }

    @Test
    void guessingThePresentPasswordIsSlowed() {
        signedIn();
        as(rows().getFirst());
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> account.changePassword("a wrong one", NEXT))
                    .isInstanceOf(WrongPassword.class);
        }
        assertThatThrownBy(() -> account.changePassword("a wrong one", NEXT)).isInstanceOf(Throttled.class);
        assertThatThrownBy(() -> account.changePassword(PASSWORD, NEXT)).isInstanceOf(Throttled.class);
        clock.forward(Duration.ofSeconds(2));
        account.changePassword(PASSWORD, NEXT);
    }

    @Test
    void withoutASessionThereIsNoAccount() {
        as(UUID.randomUUID());
        assertThatThrownBy(account::details).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> account.rename("x", 0)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(account::sessions).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> account.changePassword(PASSWORD, NEXT)).isInstanceOf(AccessDeniedException.class);
        SecurityContextHolder.clearContext();
        assertThatThrownBy(account::endOtherSessions).isInstanceOf(AccessDeniedException.class);
        assertThat(account.named()).isEmpty();
        background.run(() -> assertThatThrownBy(account::details).isInstanceOf(AccessDeniedException.class));
    }

    @Test
    void theJournalKnowsPeopleByTheirPresentName() {
        signedIn();
        as(rows().getFirst());
        account.rename("  New Name ", account.details().version());
        assertThat(account.details().displayName()).isEqualTo("New Name");
        account.endOtherSessions();
        assertThat(account.named().orElseThrow().name()).isEqualTo("New Name");
        assertThatThrownBy(() -> account.rename("two\nlines", account.details().version()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(database.jdbc()
                        .sql(
                                "select before->>'displayName' from journal where action = 'person-renamed' and actor_id = ?")
                        .param(person.value())
                        .query(String.class)
                        .single())
                .isEqualTo(name);
    }
}
