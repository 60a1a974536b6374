package dev.bursar.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.password.Hashing;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

@BursarTest
class SignInTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @LocalServerPort
    public int port;

    @Autowired
    public People people;

    @Autowired
    public BackgroundScope background;

    @Autowired
    public TestDatabase database;

    @Autowired
    public TestClock clock;

    private final String name = "person" + COUNTER.incrementAndGet();

    @AfterEach
    public void forget() {
        database.jdbc().sql("delete from sign_in_throttle").update();
        database.jdbc().sql("delete from sign_in_place").update();
    }

    private PersonId person(Role... roles) {
        return background.call(() -> {
            var id = people.create(new NewPerson(name, name, Set.of(roles)));
            people.setPassword(id, PASSWORD);
            return id;
        });
    }

    private Browser signedIn() {
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/");
        return browser;
    }

    private String hash() {
        return database.jdbc()
                .sql("select password_hash from person where user_key = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private int version(PersonId person) {
        return background.call(() -> people.find(person).orElseThrow().version());
    }

    @Test
    public void theRightPasswordLetsIn() {
        person(Role.FINANCE);
        assertThat(signedIn().get("/probe/who").body()).isEqualTo(name + " [FINANCE] [ROLE_FINANCE]");
        assertThat(database.jdbc()
                        .sql("select last_sign_in_at = cast(? as timestamptz) from person where user_key = ?")
                        .param(clock.instant().toString())
                        .param(name)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(database.jdbc()
                        .sql("select count(*) from journal where action = 'signed-in' and actor_name = ?")
                        .param(name)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    public void theSessionIdChanges() {
        person(Role.FINANCE);
        var browser = new Browser(port);
        browser.get("/login");
        var before = browser.session();
        browser.signIn(name, PASSWORD);
        assertThat(before).isPresent();
        assertThat(browser.session()).isPresent().isNotEqualTo(before);
    }

    @Test
    public void aCopiedSessionIdDiesAtSignOut() throws Exception {
        person(Role.FINANCE);
        var browser = signedIn();
        var copy = HttpRequest.newBuilder(browser.at("/probe/who"))
                .header("Cookie", "JSESSIONID=" + browser.session().orElseThrow())
                .build();
        try (var thief = HttpClient.newHttpClient()) {
            assertThat(thief.send(copy, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(Browser.location(browser.post("/logout", Map.of()))).isEqualTo("/login?signed-out");
            assertThat(thief.send(copy, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(302);
        }
        assertThat(Browser.location(browser.get("/probe/who"))).startsWith("/login");
    }

    @Test
    public void signOutNeedsTheToken() {
        person(Role.FINANCE);
        var browser = signedIn();
        assertThat(browser.postWith("", "/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.get("/probe/who").statusCode()).isEqualTo(200);
    }

    @Test
    public void unknownDisabledAndWrongAreAnsweredAlike() {
        var person = person(Role.FINANCE);
        assertThat(Browser.location(new Browser(port).signIn(name, "a wrong password")))
                .isEqualTo("/login?error");
        assertThat(Browser.location(new Browser(port).signIn("nobody-at-all", PASSWORD)))
                .isEqualTo("/login?error");
        background.run(() -> people.setEnabled(person, false, version(person)));
        assertThat(Browser.location(new Browser(port).signIn(name, PASSWORD))).isEqualTo("/login?error");
    }

    @Test
    public void unknownNamesCostTheSameHashing() {
        var hashing = new Hashing();
        assertThat(hashing.outdated(hashing.decoy())).isFalse();
        assertThat(hashing.matches(PASSWORD, hashing.decoy())).isFalse();
        var hash = hashing.hash(PASSWORD);
        assertThat(hash).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hashing.decoy()).hasSameSizeAs(hash).startsWith(hash.substring(0, hash.indexOf("p=1$") + 4));
    }

    @Test
    public void sizesAreBoundedBeforeAnythingIsDone() {
        person(Role.FINANCE);
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn("n".repeat(201), PASSWORD))).isEqualTo("/login?error");
        assertThat(Browser.location(browser.signIn(name, "p".repeat(1_001)))).isEqualTo("/login?error");
        assertThat(Browser.location(browser.signIn(" ", PASSWORD))).isEqualTo("/login?error");
        assertThat(Browser.location(browser.signIn(name, ""))).isEqualTo("/login?error");
        assertThat(database.jdbc()
                        .sql("select count(*) from sign_in_throttle")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    public void hostileNamesAreOrdinaryWrongOnes() {
        for (var hostile : new String[] {"a\0b", "' or 1=1 --", "\u202Etpircs", "<img onerror=alert(1)>"}) {
            assertThat(Browser.location(new Browser(port).signIn(hostile, PASSWORD)))
                    .isEqualTo("/login?error");
        }
    }

    @Test
    public void tooManyWrongTriesHaveToWaitAndThenTheRightOneWorks() {
        person(Role.FINANCE);
        var browser = new Browser(port);
        for (var i = 0; i < 6; i++) {
            assertThat(Browser.location(browser.signIn(name, "wrong one " + i)))
                    .isEqualTo(i < 5 ? "/login?error" : "/login?wait=1");
        }
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/login?wait=1");
        clock.forward(Duration.ofSeconds(1));
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/");
    }

    @Test
    public void aKnownBrowserIsNotSlowedByOthersGuesses() {
        person(Role.FINANCE);
        var known = signedIn();
        for (var i = 0; i < 30; i++) {
            new Browser(port).signIn(name, "wrong one " + i);
        }
        assertThat(Browser.location(new Browser(port).signIn(name, PASSWORD))).startsWith("/login?wait=");
        assertThat(Browser.location(known.signIn(name, PASSWORD))).isEqualTo("/");
    }

    @Test
    public void refusalsAreJournalledAndCountedWithoutTheNamesTyped() {
        var person = person(Role.FINANCE);
        new Browser(port).signIn(name, "wrong one 1");
        new Browser(port).signIn("my-password-in-the-wrong-field", PASSWORD);
        assertThat(database.jdbc()
                        .sql("select subject from journal where action = 'sign-in-refused'")
                        .query(String.class)
                        .list())
                .contains("person:" + person.value() + " from 127.0.0.1")
                .noneMatch(subject -> subject.contains("wrong-field"));
    }

    @Test
    public void anOldHashIsRenewedAtSignIn() {
        person(Role.FINANCE);
        var weak = "{argon2id}" + new Argon2PasswordEncoder(16, 32, 1, 32, 1).encode(PASSWORD);
        database.jdbc()
                .sql("update person set password_hash = ? where user_key = ?")
                .param(weak)
                .param(name)
                .update();
        signedIn();
        assertThat(hash()).startsWith("{argon2id}$argon2id$v=19$m=64,t=1,p=1$");
        signedIn();
    }

    @Test
    public void aRoleTakenAwayIsGoneAtTheNextRequest() {
        var person = person(Role.FINANCE, Role.AUDITOR);
        var browser = signedIn();
        assertThat(browser.get("/probe/restricted").body()).isEqualTo("for finance");
        background.run(() -> people.setRoles(person, Set.of(Role.AUDITOR), version(person)));
        assertThat(browser.get("/probe/who").body()).isEqualTo(name + " [AUDITOR] [ROLE_AUDITOR]");
        assertThat(browser.get("/probe/restricted").statusCode()).isEqualTo(403);
        background.run(() -> people.setRoles(person, Set.of(Role.FINANCE), version(person)));
        assertThat(browser.get("/probe/restricted").body()).isEqualTo("for finance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "password", "ended"})
    public void sessionsEndWithDisablingANewPasswordAndOnDemand(String how) {
        var person = person(Role.FINANCE);
        var browser = signedIn();
        background.run(() -> {
            switch (how) {
                case "disabled" -> people.setEnabled(person, false, version(person));
                case "password" -> people.setPassword(person, "another long sentence");
                default -> people.endSessions(person);
            }
        });
        assertThat(Browser.location(browser.get("/probe/who"))).isEqualTo("/login?expired");
        assertThat(browser.get("/login?expired").statusCode()).isEqualTo(200);
        assertThat(Browser.location(browser.get("/probe/who"))).isEqualTo("/login?expired");
    }

    @Test
    public void aClickInAnOpenPageOfAnEndedSessionDoesNothing() {
        var person = person(Role.FINANCE);
        var browser = signedIn();
        background.run(() -> people.endSessions(person));
        var click = browser.send(HttpRequest.newBuilder(browser.at("/?v-r=uidl&v-uiId=0"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"csrfToken\":\"x\",\"rpc\":[]}")));
        assertThat(click.body()).contains("\"sessionExpired\":true");
        // which makes the browser load the page again
        assertThat(Browser.location(browser.get("/probe/who"))).isEqualTo("/login?expired");
    }

    @Test
    public void aSessionEndsTwelveHoursAfterSignIn() {
        person(Role.FINANCE);
        var browser = signedIn();
        for (var i = 1; i < 12 * 60 / 20; i++) {
            clock.forward(Duration.ofMinutes(20));
            assertThat(browser.get("/probe/who").statusCode()).isEqualTo(200);
        }
        clock.forward(Duration.ofMinutes(20).minusSeconds(1));
        assertThat(browser.get("/probe/who").statusCode()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(1));
        assertThat(Browser.location(browser.get("/probe/who"))).isEqualTo("/login?expired");
    }

    @Test
    public void aRefusalByAServiceIsJournalledWithItsPerson() {
        var person = person(Role.AUDITOR);
        assertThat(signedIn().get("/probe/restricted").statusCode()).isEqualTo(403);
        assertThat(database.jdbc()
                        .sql("select subject from journal where action = 'denied' and actor_id = ?")
                        .param(person.value())
                        .query(String.class)
                        .single())
                .isEqualTo("Restricted.answer");
    }

    @Test
    public void headersAreOnEveryAnswer() {
        for (var path : new String[] {"/login", "/probe/who", "/error", "/actuator/health", "/nothing-here"}) {
            var headers = new Browser(port).get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "frame-ancestors 'none'")
                            .containsPattern("script-src 'self' 'nonce-[^']+' 'unsafe-eval';"));
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("same-origin");
            assertThat(headers.firstValue("Permissions-Policy")).as(path).isPresent();
        }
    }

    @Test
    public void everyInlineScriptHasTheNonceOfItsAnswer() {
        var page = new Browser(port).get("/login");
        var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        var nonce = policy.replaceAll("(?s).*'nonce-([^']+)'.*", "$1");
        var scripts = org.jsoup.Jsoup.parse(page.body()).select("script");
        assertThat(scripts).isNotEmpty().allMatch(script -> script.attr("nonce").equals(nonce));
        assertThat(new Browser(port).get("/login").body()).doesNotContain(nonce);
    }

    @Test
    public void onlyHealthIsOpenOfTheActuator() {
        var browser = new Browser(port);
        for (var path : new String[] {"", "/liveness", "/readiness"}) {
            assertThat(browser.get("/actuator/health" + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(browser.get("/actuator/health").body()).doesNotContain("PostgreSQL", "components");
        for (var path : new String[] {"", "/env", "/metrics", "/health/db", "/shutdown"}) {
            assertThat(Browser.location(browser.get("/actuator" + path)))
                    .as(path)
                    .isEqualTo("/login");
        }
        person(Role.ADMIN);
        assertThat(signedIn().get("/actuator/env").statusCode()).isEqualTo(403);
    }

    @Test
    public void failuresSayNothingAboutThemselves() {
        person(Role.FINANCE);
        var broken = signedIn().get("/probe/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).contains("Something went wrong").doesNotContain("secret", "Exception", "at dev.");
        assertThat(new Browser(port).get("/error").body()).doesNotContainIgnoringCase("whitelabel");
    }

    @Test
    public void aSignInPageLeftOpenForTooLongIsOpenedAgain() {
        person(Role.FINANCE);
        assertThat(Browser.location(
                        new Browser(port).postWith("stale", "/login", Map.of("username", name, "password", PASSWORD))))
                .isEqualTo("/login?expired");
    }
}
