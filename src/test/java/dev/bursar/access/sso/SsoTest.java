package dev.bursar.access.sso;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.FirstAdmin;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import idp.TestIssuer;
import module java.base;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole way out to a real authorization server and back, over HTTP. */
@BursarTest(
        properties = {
            "spring.security.oauth2.client.registration.acme.client-id=" + TestIssuer.CLIENT,
            "spring.security.oauth2.client.registration.acme.client-secret=" + TestIssuer.SECRET,
            "spring.security.oauth2.client.registration.acme.client-name=Acme",
            "spring.security.oauth2.client.registration.acme.scope=openid,profile,email",
            "bursar.sso.link-by-email=true",
            "bursar.sso.groups[0].group=money",
            "bursar.sso.groups[0].role=FINANCE",
            "bursar.sso.groups[1].group=watchers",
            "bursar.sso.groups[1].role=AUDITOR",
            "bursar.sso.groups[2].group=fraud-leads",
            "bursar.sso.groups[2].role=LEAD",
            "bursar.sso.groups[2].team=Fraud",
            "bursar.sso.groups[3].group=ghost-leads",
            "bursar.sso.groups[3].role=LEAD",
            "bursar.sso.groups[3].team=No such team"
        })
class SsoTest {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestDatabase database;

    @Autowired
    FirstAdmin firstAdmin;

    @Autowired
    TestClock clock;

    private final String name = "worker" + COUNTER.incrementAndGet();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("spring.security.oauth2.client.provider.acme.issuer-uri", ISSUER::url);
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @BeforeEach
    void here() {
        ISSUER.sendBackTo("http://127.0.0.1:" + port + "/login/oauth2/code/acme");
        database.jdbc().sql("""
                        insert into team (name) select 'Fraud' where not exists (select from team where name = 'Fraud')
                        """).update();
    }

    private void inGroups(String... groups) {
        says(Map.of("groups", List.of(groups), "preferred_username", name, "name", "Worker " + name));
    }

    private void says(Map<String, Object> claims) {
        ISSUER.claims(name, claims);
    }

    /** Follows the way there; what comes back is the address of the answer, not opened yet. */
    private URI there(Browser browser) {
        var away = browser.get("/oauth2/authorization/acme");
        assertThat(away.statusCode()).isEqualTo(302);
        var to = URI.create(away.headers().firstValue("Location").orElseThrow());
        assertThat(to.toString()).startsWith(ISSUER.url() + "/oauth2/authorize");
        assertThat(to.getQuery()).contains("code_challenge_method=S256", "nonce=", "state=");
        var back = browser.send(HttpRequest.newBuilder(to)
                .header("Accept", "text/html")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8))));
        assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
        return URI.create(back.headers().firstValue("Location").orElseThrow());
    }

    private static String open(Browser browser, URI address) {
        return Browser.location(browser.send(HttpRequest.newBuilder(address).header("Accept", "text/html")));
    }

    private String signIn(Browser browser) {
        return open(browser, there(browser));
    }

    private static String who(Browser browser) {
        var answer = browser.get("/probe/who");
        return answer.statusCode() == 200 ? answer.body() : "nobody";
    }

    private PersonRow person(String userName) {
        return background.call(() -> people.find(userName).orElseThrow());
    }

    private List<LedTeam> led(PersonId id) {
        return background.call(() -> people.led(id));
    }

    @Test
    void aGroupThatGivesARoleLetsSomebodyNewIn() {
        inGroups("money", "something-else");
        var browser = new Browser(port);
        browser.get("/login");
        var before = browser.session();
        assertThat(signIn(browser)).isEqualTo("/");
        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(who(browser)).isEqualTo("Worker " + name + " [FINANCE] [ROLE_FINANCE]");
        assertThat(person(name).hasPassword()).isFalse();
        assertThat(database.jdbc()
                        .sql("select after->>'with' from journal where action = 'signed-in' and subject = ?")
                        .param("person:" + person(name).id().value())
                        .query(String.class)
                        .single())
                .isEqualTo("single sign-on");
    }

    @Test
    void theSamePersonComesBackByIssuerAndSubject() {
        inGroups("money");
        signIn(new Browser(port));
        var id = person(name).id();
        says(Map.of("groups", List.of("money"), "preferred_username", "married-" + name));
        var again = new Browser(port);
        assertThat(signIn(again)).isEqualTo("/");
        assertThat(who(again)).contains("[FINANCE]");
        assertThat(person(name).id()).isEqualTo(id);
        assertThat(background.call(() -> people.find("married-" + name))).isEmpty();
    }

    @Test
    void groupsThatGiveNothingLetNobodyInAndMakeNobody() {
        inGroups("something-else");
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/login?sso=no-rights");
        assertThat(who(browser)).isEqualTo("nobody");
        assertThat(background.call(() -> people.find(name))).isEmpty();
        says(Map.of("preferred_username", name));
        assertThat(signIn(new Browser(port))).isEqualTo("/login?sso=no-rights");
    }

    @Test
    void rightsFollowTheGroupsAtEachSignInInOpenSessionsToo() {
        inGroups("money", "watchers", "fraud-leads");
        var first = new Browser(port);
        signIn(first);
        assertThat(who(first)).contains("[LEAD, FINANCE, AUDITOR]");
        var id = person(name).id();
        assertThat(led(id)).singleElement().satisfies(time -> {
            assertThat(time.from()).isEqualTo(LocalDate.of(2000, 1, 1));
            assertThat(time.to()).isNull();
        });

        inGroups("watchers");
        var second = new Browser(port);
        assertThat(signIn(second)).isEqualTo("/");
        assertThat(who(first)).contains("[AUDITOR]");
        assertThat(led(id)).isEmpty();

        inGroups();
        assertThat(signIn(new Browser(port))).isEqualTo("/login?sso=no-rights");
        assertThat(who(first)).contains("[]");
        assertThat(person(name).roles()).isEmpty();
        assertThat(database.jdbc()
                        .sql(
                                "select after->>'roles' from journal where action = 'rights-by-group-changed' and subject = ? order by id")
                        .param("person:" + id.value())
                        .query(String.class)
                        .list())
                .containsExactly(
                        "[\"+AUDITOR\", \"+FINANCE\", \"+LEAD\"]", "[\"-FINANCE\", \"-LEAD\"]", "[\"-AUDITOR\"]");
    }

    @Test
    void whatAnAdminGaveStays() {
        inGroups("money");
        signIn(new Browser(port));
        var row = person(name);
        background.run(() -> people.setRoles(row.id(), Set.of(Role.FINANCE, Role.ADMIN), row.version()));
        inGroups("watchers");
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/");
        assertThat(who(browser)).contains("[ADMIN, AUDITOR]");
    }

    @Test
    void anAdminWhoComesByItIsAdminEnoughForThePortal() {
        database.jdbc().sql("delete from person_role where role = 'ADMIN'").update();
        background.call(() -> people.create(new NewPerson(name + "-never-here", "Never here", Set.of(Role.ADMIN))));
        assertThat(firstAdmin.invite()).isPresent();
        inGroups("money");
        signIn(new Browser(port));
        var row = person(name);
        background.run(() -> people.setRoles(row.id(), Set.of(Role.ADMIN), row.version()));
        assertThat(firstAdmin.invite()).isEmpty();
    }

    @Test
    void aTeamThatThereIsNotIsLedByNobody() {
        inGroups("ghost-leads");
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/");
        assertThat(who(browser)).contains("[LEAD]");
        assertThat(led(person(name).id())).isEmpty();
    }

    @Test
    void aTeamThatNoPersonHasConfirmedIsLedByNobodyUntilSomebodyDoes() {
        database.jdbc()
                .sql("update team set confirmed = false where name = 'Fraud'")
                .update();
        try {
            inGroups("fraud-leads");
            signIn(new Browser(port));
            assertThat(led(person(name).id())).isEmpty();
        } finally {
            database.jdbc()
                    .sql("update team set confirmed = true where name = 'Fraud'")
                    .update();
        }
        signIn(new Browser(port));
        assertThat(led(person(name).id())).hasSize(1);
    }

    @Test
    void aVerifiedAddressIsThePersonOfThatUserName() {
        var email = name + "@example.org";
        var id = background.call(() -> people.create(new NewPerson(email, "Known", Set.of(Role.AUDITOR))));
        says(Map.of("email", email.toUpperCase(), "email_verified", true, "groups", List.of("money")));
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/");
        assertThat(who(browser))
                .isEqualTo("Known [FINANCE, AUDITOR] [ROLE_AUDITOR, ROLE_FINANCE]"
                        .replace("[ROLE_AUDITOR, ROLE_FINANCE]", who(browser).replaceAll(".* \\[ROLE", "[ROLE")));
        assertThat(person(email).id()).isEqualTo(id);
    }

    @Test
    void anAddressThatNobodyVerifiedIsNobody() {
        var email = name + "@example.org";
        background.call(() -> people.create(new NewPerson(email, "Known", Set.of(Role.ADMIN))));
        says(Map.of("email", email, "email_verified", false, "preferred_username", email, "groups", List.of("money")));
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/");
        assertThat(who(browser)).doesNotContain("Known", "ADMIN");
        // the subject, since the name is an address that isn't theirs
        assertThat(person(name).roles()).containsExactly(Role.FINANCE);
        says(Map.of("email", email, "groups", List.of()));
        assertThat(signIn(new Browser(port))).isEqualTo("/login?sso=no-rights");
    }

    @Test
    void aNameThatSomebodyHasIsNotTakenOver() {
        background.call(() -> people.create(new NewPerson(name, "Known", Set.of(Role.ADMIN))));
        inGroups("money");
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/login?sso=name-taken");
        assertThat(who(browser)).isEqualTo("nobody");
        assertThat(person(name).roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void anotherSubjectWithTheSameAddressIsNotThatPerson() {
        var email = name + "@example.org";
        background.call(() -> people.create(new NewPerson(email, "Known", Set.of(Role.AUDITOR))));
        Map<String, Object> claims = Map.of("email", email, "email_verified", true, "groups", List.of("money"));
        says(claims);
        assertThat(signIn(new Browser(port))).isEqualTo("/");
        ISSUER.claims(name + "-other", claims);
        var other = new SsoTestSubject(name + "-other");
        assertThat(other.signIn()).isEqualTo("/login?sso=name-taken");
    }

    /** Somebody else at the same provider. */
    private final class SsoTestSubject {
        private final String subject;

        SsoTestSubject(String subject) {
            this.subject = subject;
        }

        String signIn() {
            var browser = new Browser(port);
            var to = URI.create(browser.get("/oauth2/authorization/acme")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow());
            var back = browser.send(HttpRequest.newBuilder(to)
                    .header("Accept", "text/html")
                    .header(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    (subject + ":" + subject).getBytes(StandardCharsets.UTF_8))));
            return open(
                    browser, URI.create(back.headers().firstValue("Location").orElseThrow()));
        }
    }

    @Test
    void aDisabledPersonStaysOut() {
        inGroups("money");
        var open = new Browser(port);
        signIn(open);
        var row = person(name);
        background.run(() -> people.setEnabled(row.id(), false, row.version()));
        assertThat(who(open)).isEqualTo("nobody");
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/login?sso=disabled");
        assertThat(who(browser)).isEqualTo("nobody");
    }

    @Test
    void anAnswerForAnotherNonceIsRefused() {
        inGroups("money");
        ISSUER.spoil(name, token -> token.claim("nonce", "another"));
        var browser = new Browser(port);
        assertThat(signIn(browser)).isEqualTo("/login?sso=failed");
        assertThat(who(browser)).isEqualTo("nobody");
    }

    @Test
    void anExpiredTokenIsRefused() {
        inGroups("money");
        ISSUER.spoil(name, token -> {
            var past = Instant.now().minus(Duration.ofHours(1));
            token.issuedAt(past.minusSeconds(60)).expiresAt(past);
        });
        assertThat(signIn(new Browser(port))).isEqualTo("/login?sso=failed");
    }

    @Test
    void aTokenForAnotherClientOrOfAnotherIssuerIsRefused() {
        inGroups("money");
        ISSUER.spoil(name, token -> token.audience(List.of("somebody-else")));
        assertThat(signIn(new Browser(port))).isEqualTo("/login?sso=failed");
        ISSUER.spoil(name, token -> token.issuer("https://elsewhere.example"));
        assertThat(signIn(new Browser(port))).isEqualTo("/login?sso=failed");
        assertThat(background.call(() -> people.find(name))).isEmpty();
    }

    @Test
    void anotherStateIsRefused() {
        inGroups("money");
        var browser = new Browser(port);
        var back = there(browser).toString().replaceAll("state=[^&]+", "state=another");
        assertThat(open(browser, URI.create(back))).isEqualTo("/login?sso=failed");
        assertThat(who(browser)).isEqualTo("nobody");
    }

    @Test
    void anAnswerThatAnotherBrowserAskedForIsRefused() {
        inGroups("money");
        var thief = new Browser(port);
        var back = there(thief);
        var victim = new Browser(port);
        victim.get("/login");
        assertThat(open(victim, back)).isEqualTo("/login?sso=failed");
        assertThat(who(victim)).isEqualTo("nobody");
    }

    @Test
    void aCodeWorksOnce() {
        inGroups("money");
        var browser = new Browser(port);
        var back = there(browser);
        assertThat(open(browser, back)).isEqualTo("/");
        var copy = new Browser(port);
        copy.get("/oauth2/authorization/acme");
        assertThat(open(copy, back)).isEqualTo("/login?sso=failed");
        assertThat(who(copy)).isEqualTo("nobody");
        assertThat(who(browser)).contains("FINANCE");
    }

    @Test
    void manyFirstSignInsAtOnceMakeOnePerson() throws Exception {
        inGroups("money");
        var browsers = new ArrayList<Browser>();
        var backs = new ArrayList<URI>();
        for (var i = 0; i < 4; i++) {
            var browser = new Browser(port);
            browsers.add(browser);
            backs.add(there(browser));
        }
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 4; i++) {
            var browser = browsers.get(i);
            var back = backs.get(i);
            threads.add(Thread.ofVirtual().start(() -> open(browser, back)));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(browsers).allSatisfy(browser -> assertThat(who(browser)).contains("FINANCE"));
    }

    @Test
    void singleSignOnAsksForItsOwnSecondFactor() {
        database.jdbc()
                .sql("insert into second_factor_role (role) values ('FINANCE')")
                .update();
        try {
            inGroups("money");
            var browser = new Browser(port);
            assertThat(signIn(browser)).isEqualTo("/");
            assertThat(who(browser)).contains("FINANCE");
        } finally {
            database.jdbc().sql("delete from second_factor_role").update();
        }
    }

    @Test
    void signingInByPasswordStaysForWhoHasOne() {
        background.call(() -> {
            var id = people.create(new NewPerson(name, name, Set.of(Role.ADMIN)));
            people.setPassword(id, "a long enough sentence");
            return id;
        });
        assertThat(Browser.location(new Browser(port).signIn(name, "a long enough sentence")))
                .isEqualTo("/");
    }
}
