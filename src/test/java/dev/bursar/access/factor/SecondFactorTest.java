package dev.bursar.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SecondFactorMissing;
import dev.bursar.access.SecondFactorRules;
import dev.bursar.access.factor.SecondFactor.FactorStatus;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.password.WrongPassword;
import dev.bursar.access.rights.Rights;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.access.signin.SecondStep;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Probes;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.transaction.support.TransactionTemplate;

@BursarTest
class SecondFactorTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    SecondFactor factor;

    @Autowired
    SecondFactorRules rules;

    @Autowired
    SecondStep step;

    @Autowired
    FactorStore store;

    @Autowired
    PasskeyStore passkeys;

    @Autowired
    Probes.OpenedSessions opened;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private final String name = "guarded" + COUNTER.incrementAndGet();
    private final Enrolment enrolment = new Enrolment(Totp.newSecret(), name);
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
        background.run(() -> rules.require(Set.of()));
        database.jdbc().sql("delete from sign_in_throttle").update();
        database.jdbc().sql("delete from sign_in_place").update();
    }

    private List<String> withFactor() {
        var codes = Objects.requireNonNull(
                transaction.execute(status -> store.set(new Actor(person, name), enrolment, code())));
        clock.forward(Duration.ofSeconds(30));
        return codes;
    }

    private String code() {
        return Totp.code(enrolment.secret(), Totp.step(clock.instant()), 6);
    }

    private String wrong() {
        var right = Integer.parseInt(code());
        return "%06d".formatted((right + 500_000) % 1_000_000);
    }

    private Browser halfway() {
        var browser = new Browser(port);
        browser.get("/login");
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/login/code");
        return browser;
    }

    private String send(Browser browser, String code) {
        return Browser.location(browser.post("/login/code", Map.of("code", code)));
    }

    private static boolean isIn(Browser browser) {
        return browser.get("/probe/who").statusCode() == 200;
    }

    private List<String> journal() {
        return database.jdbc()
                .sql("select action from journal where subject like ? order by id")
                .param("person:" + person.value() + "%")
                .query(String.class)
                .list();
    }

    /** Acts as the person in a session of their own. */
    private void inSession() {
        var session = UUID.randomUUID();
        var now = clock.instant().atOffset(java.time.ZoneOffset.UTC);
        database.jdbc()
                .sql("""
                        insert into person_session (id, person_id, epoch, started_at, last_seen_at, address, browser, strong)
                        select ?, id, epoch, ?, ?, '10.0.0.1', 'x', true from person where id = ?
                        """)
                .param(session)
                .param(now)
                .param(now)
                .param(person.value())
                .update();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(person.value(), name, session, clock.instant()),
                null,
                Rights.authorities(Set.of(Role.FINANCE))));
        SecurityContextHolder.setContext(context);
    }

    @Test
    void aRightPasswordAndARightCodeLetIn() {
        withFactor();
        var browser = halfway();
        assertThat(send(browser, code())).isEqualTo("/");
        assertThat(browser.get("/probe/who").body()).isEqualTo(name + " [FINANCE] [ROLE_FINANCE]");
        assertThat(journal()).endsWith("signed-in");
    }

    @Test
    void theSessionIdChangesAtEachStep() {
        withFactor();
        var browser = new Browser(port);
        var ids = new ArrayList<String>();
        browser.get("/login");
        ids.add(browser.session().orElseThrow());
        browser.signIn(name, PASSWORD);
        ids.add(browser.session().orElseThrow());
        send(browser, code());
        ids.add(browser.session().orElseThrow());
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(isIn(browser)).isTrue();
    }

    @Test
    void beforeTheCodeThereIsNoRightAtAll() throws Exception {
        withFactor();
        var browser = halfway();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        var closed = new ArrayList<String>();
        for (var found : scanner.findCandidateComponents("dev.bursar")) {
            var view = Class.forName(found.getBeanClassName());
            if (!view.isAnnotationPresent(AnonymousAllowed.class)) {
                closed.add("/" + view.getAnnotation(Route.class).value());
            }
        }
        assertThat(closed).contains("/", "/spend", "/sync", "/account", "/admin/sign-in");
        closed.addAll(List.of("/probe/who", "/probe/restricted", "/actuator/env", "/nowhere"));
        for (var path : closed) {
            assertThat(Browser.location(browser.get(path))).as(path).startsWith("/login");
        }
        var click = browser.send(HttpRequest.newBuilder(browser.at("/?v-r=init&location=spend&query="))
                .GET());
        assertThat(click.body()).doesNotContain("Unallocated", "vaadin-app-layout");
        assertThat(database.jdbc()
                        .sql("select count(*) from person_session where person_id = ?")
                        .param(person.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(journal()).doesNotContain("signed-in");
    }

    @Test
    void aCodeWorksOnce() {
        withFactor();
        var code = code();
        assertThat(send(halfway(), code)).isEqualTo("/");
        var second = halfway();
        assertThat(send(second, code)).isEqualTo("/login/code?error");
        clock.forward(Duration.ofSeconds(30));
        assertThat(send(second, code())).isEqualTo("/");
        assertThat(journal()).contains("code-refused");
    }

    @Test
    void aRecoveryCodeWorksOnceToo() {
        var codes = withFactor();
        assertThat(send(halfway(), codes.get(3).toLowerCase())).isEqualTo("/");
        assertThat(send(halfway(), codes.get(3))).isEqualTo("/login/code?error");
        assertThat(send(halfway(), codes.get(4))).isEqualTo("/");
        assertThat(store.recoveryCodesLeft(person)).isEqualTo(8);
        assertThat(database.jdbc()
                        .sql("select after->>'with' from journal where action = 'signed-in' and actor_id = ? limit 1")
                        .param(person.value())
                        .query(String.class)
                        .single())
                .isEqualTo("recovery code");
    }

    @Test
    void oneRightPasswordGivesFiveCodes() {
        withFactor();
        var browser = halfway();
        for (var i = 0; i < 4; i++) {
            assertThat(send(browser, wrong())).isEqualTo("/login/code?error");
        }
        assertThat(send(browser, wrong())).isEqualTo("/login?late");
        assertThat(send(browser, code())).isEqualTo("/login?late");
        assertThat(isIn(browser)).isFalse();
    }

    @Test
    void guessingIsSlowedAndTheOwnersBrowserIsNot() {
        withFactor();
        var owner = halfway();
        assertThat(send(owner, code())).isEqualTo("/");
        clock.forward(Duration.ofMinutes(1));
        var waits = 0;
        for (var i = 0; i < 4; i++) {
            var thief = halfway();
            for (var j = 0; j < 4; j++) {
                waits += send(thief, wrong()).startsWith("/login/code?wait=") ? 1 : 0;
            }
        }
        assertThat(waits).isGreaterThan(5);
        assertThat(send(halfway(), code())).startsWith("/login/code?wait=");
        assertThat(Browser.location(owner.signIn(name, PASSWORD))).isEqualTo("/login/code");
        assertThat(send(owner, code())).isEqualTo("/");
    }

    @Test
    void aHalfDoneSignInEndsAfterTenMinutes() {
        withFactor();
        var browser = halfway();
        clock.forward(Duration.ofMinutes(10));
        assertThat(send(browser, code())).isEqualTo("/login?late");
    }

    @Test
    void aCodeWithoutAPasswordIsNothing() {
        withFactor();
        assertThat(send(new Browser(port), code())).isEqualTo("/login?late");
        var browser = halfway();
        assertThat(Browser.location(browser.postWith("", "/login/code", Map.of("code", code()))))
                .isEqualTo("/login?expired");
        assertThat(isIn(browser)).isFalse();
    }

    @Test
    void whatHappensToTheAccountInBetweenCounts() {
        withFactor();
        var disabled = halfway();
        background.run(() -> people.setEnabled(
                person, false, people.find(person).orElseThrow().version()));
        assertThat(send(disabled, code())).isEqualTo("/login/code?error");
        background.run(() -> people.setEnabled(
                person, true, people.find(person).orElseThrow().version()));
        clock.forward(Duration.ofSeconds(60));
        var renamed = halfway();
        background.run(() -> people.setPassword(person, "another long sentence"));
        assertThat(send(renamed, code())).isEqualTo("/login/code?error");
        assertThat(isIn(renamed)).isFalse();
    }

    @Test
    void aRoleThatNeedsOneIsSetUpBeforeAnyRight() {
        background.run(() -> rules.require(Set.of(Role.FINANCE)));
        var browser = new Browser(port);
        browser.get("/login");
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/login/second-factor");
        assertThat(isIn(browser)).isFalse();
        assertThat(send(browser, "")).isEqualTo("/login?late");
        assertThat(send(browser, code())).isEqualTo("/login?late");

        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/login/second-factor");
        var session = opened.of(browser);
        assertThat(step.waitsForCode(session)).isFalse();
        assertThat(step.begin(session).orElseThrow().uri()).startsWith("otpauth://totp/Bursar:" + name);
        assertThatThrownBy(() -> step.set(session, enrolment, wrong())).isInstanceOf(WrongCode.class);
        assertThat(isIn(browser)).isFalse();
        assertThat(step.set(session, enrolment, code()).orElseThrow()).hasSize(10);
        assertThat(isIn(browser)).isFalse();
        assertThat(step.set(session, enrolment, code())).isEmpty();
        assertThat(send(browser, "")).isEqualTo("/probe/who?continue");
        assertThat(isIn(browser)).isTrue();
        assertThat(journal()).contains("second-factor-set");
    }

    @Test
    void twoHalfDoneSignInsCannotBothSetOneUp() {
        background.run(() -> rules.require(Set.of(Role.FINANCE)));
        var first = new Browser(port);
        first.signIn(name, PASSWORD);
        var second = new Browser(port);
        second.signIn(name, PASSWORD);
        assertThat(step.set(opened.of(first), enrolment, code()).orElseThrow()).hasSize(10);
        var theirs = new Enrolment(Totp.newSecret(), name);
        var code = Totp.code(theirs.secret(), Totp.step(clock.instant()), 6);
        assertThat(step.set(opened.of(second), theirs, code).orElseThrow()).isEmpty();
        assertThat(send(second, code)).isEqualTo("/login?late");
    }

    @Test
    void requiringOneEndsSessionsThatDidWithoutAtTheNextClick() {
        var weak = new Browser(port);
        assertThat(Browser.location(weak.signIn(name, PASSWORD))).isEqualTo("/");
        background.run(() -> rules.require(Set.of(Role.AUDITOR)));
        assertThat(isIn(weak)).isTrue();
        background.run(() -> rules.require(Set.of(Role.FINANCE)));
        assertThat(Browser.location(weak.get("/probe/who"))).isEqualTo("/login?expired");
        withFactor();
        var strong = halfway();
        assertThat(send(strong, code())).isEqualTo("/");
        assertThat(isIn(strong)).isTrue();
    }

    @Test
    void anAdminWithoutOneDoesNotLockThemselvesOut() {
        background.run(() -> people.setRoles(
                person, Set.of(Role.ADMIN), people.find(person).orElseThrow().version()));
        inSession();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                SecurityContextHolder.getContext().getAuthentication().getPrincipal(),
                null,
                Rights.authorities(Set.of(Role.ADMIN))));
        SecurityContextHolder.setContext(context);
        assertThatThrownBy(() -> rules.require(Set.of(Role.ADMIN))).isInstanceOf(SecondFactorMissing.class);
        assertThat(rules.required()).isEmpty();
        withFactor();
        rules.require(Set.of(Role.ADMIN));
        assertThat(rules.coverage()).anySatisfy(one -> {
            assertThat(one.role()).isEqualTo(Role.ADMIN);
            assertThat(one.required()).isTrue();
            assertThat(one.withFactor()).isPositive();
        });
        assertThatThrownBy(() -> rules.reset(person)).isInstanceOf(SecondFactorNeeded.class);
    }

    @Test
    void onlyAdminsChangeTheRules() {
        inSession();
        assertThatThrownBy(() -> rules.require(Set.of(Role.LEAD)))
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        assertThatThrownBy(() -> rules.reset(person))
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        assertThatThrownBy(rules::coverage)
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
    }

    @Test
    void aResetEndsSessionsAndLeavesThePassword() {
        withFactor();
        var browser = halfway();
        send(browser, code());
        assertThat(background.call(rules::withFactor)).contains(person);
        background.run(() -> rules.reset(person));
        assertThat(isIn(browser)).isFalse();
        assertThat(Browser.location(new Browser(port).signIn(name, PASSWORD))).isEqualTo("/");
        assertThatThrownBy(() -> background.run(() -> rules.reset(person))).isInstanceOf(StaleEdit.class);
        assertThat(store.recoveryCodesLeft(person)).isZero();
        assertThat(journal()).contains("second-factor-reset");
    }

    @Test
    void settingOneUpNeedsPasswordAndCodeAndEndsOtherSessions() {
        var other = new Browser(port);
        other.signIn(name, PASSWORD);
        inSession();
        assertThat(factor.status()).isEqualTo(new FactorStatus(null, 0, false));
        assertThatThrownBy(() -> factor.set(enrolment, "not the password", code()))
                .isInstanceOf(WrongPassword.class);
        assertThatThrownBy(() -> factor.set(enrolment, PASSWORD, wrong())).isInstanceOf(WrongCode.class);
        assertThat(isIn(other)).isTrue();
        assertThat(factor.set(enrolment, PASSWORD, code())).hasSize(10);
        assertThat(isIn(other)).isFalse();
        assertThat(factor.status().since()).isEqualTo(clock.instant());
        assertThat(factor.status().recoveryCodesLeft()).isEqualTo(10);
    }

    @Test
    void turningOffAndNewCodesNeedACode() {
        var codes = withFactor();
        inSession();
        assertThatThrownBy(() -> factor.newRecoveryCodes(wrong())).isInstanceOf(WrongCode.class);
        var renewed = factor.newRecoveryCodes(code());
        assertThat(renewed).hasSize(10).doesNotContainAnyElementsOf(codes);
        assertThatThrownBy(() -> factor.remove(codes.getFirst())).isInstanceOf(WrongCode.class);
        factor.remove(renewed.getFirst());
        assertThat(factor.status().since()).isNull();
        assertThat(Browser.location(new Browser(port).signIn(name, PASSWORD))).isEqualTo("/");
        assertThat(journal()).contains("recovery-codes-renewed", "second-factor-removed");
    }

    @Test
    void whatARoleNeedsStaysOn() {
        withFactor();
        SecurityContextHolder.clearContext();
        background.run(() -> rules.require(Set.of(Role.FINANCE)));
        inSession();
        assertThatThrownBy(() -> factor.remove(code())).isInstanceOf(SecondFactorNeeded.class);
    }

    @Test
    void guessingInAnOpenPageIsSlowed() {
        withFactor();
        inSession();
        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> factor.remove(wrong())).isInstanceOf(WrongCode.class);
        }
        assertThatThrownBy(() -> factor.remove(code())).isInstanceOf(Throttled.class);
    }

    @Test
    void theDatabaseAloneGivesNoSecretAway() {
        var codes = withFactor();
        var stored = database.jdbc()
                .sql("select encode(secret, 'hex') from person_totp where person_id = ?")
                .param(person.value())
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain(java.util.HexFormat.of().formatHex(enrolment.secret()));
        assertThat(database.jdbc()
                        .sql("select string_agg(encode(hash, 'escape'), ' ') from person_recovery_code")
                        .query(String.class)
                        .single())
                .doesNotContain(codes.getFirst(), codes.getFirst().replace("-", ""));
    }

    @Test
    void withoutItsKeyAFactorIsSaidToBeUnreadable() throws Exception {
        withFactor();
        var key = Path.of("target/test-data", database.name(), "secret.key");
        var kept = Files.readString(key);
        Files.delete(key);
        try {
            assertThat(send(halfway(), code())).isEqualTo("/login/code?unreadable");
        } finally {
            Files.writeString(key, kept, StandardCharsets.US_ASCII);
        }
    }

    private CredentialRecord passkey(String label, long count) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes((name + label).getBytes(StandardCharsets.UTF_8)))
                .userEntityUserId(PasskeyStore.handle(person.value()))
                .publicKey(new ImmutablePublicKeyCose(new byte[] {1, 2, 3}))
                .attestationObject(new Bytes(new byte[] {4, 5}))
                .attestationClientDataJSON(new Bytes(new byte[] {6}))
                .signatureCount(count)
                .uvInitialized(true)
                .backupEligible(true)
                .backupState(false)
                .transports(Set.of(AuthenticatorTransport.INTERNAL, AuthenticatorTransport.HYBRID))
                .created(clock.instant())
                .lastUsed(clock.instant())
                .label(label)
                .build();
    }

    @Test
    void passkeysAreStoredAndFoundByTheirOwner() {
        passkeys.save(passkey("Laptop", 0));
        passkeys.save(passkey("Laptop", 7));
        var found = passkeys.findByUserId(PasskeyStore.handle(person.value()));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.getSignatureCount()).isEqualTo(7);
            assertThat(one.getTransports())
                    .containsExactlyInAnyOrder(AuthenticatorTransport.INTERNAL, AuthenticatorTransport.HYBRID);
            assertThat(one.getPublicKey().getBytes()).containsExactly(1, 2, 3);
            assertThat(passkeys.findByCredentialId(one.getCredentialId())).isNotNull();
        });
        assertThat(passkeys.findByUsername(String.valueOf(person.value())).getName())
                .isEqualTo(name);
        assertThat(passkeys.findById(PasskeyStore.handle(-7))).isNull();
        var listed = passkeys.of(person).getFirst();
        assertThat(listed.label()).isEqualTo("Laptop");
        assertThat(passkeys.remove(new PersonId(0), listed.id())).isFalse();
        assertThat(passkeys.remove(person, listed.id())).isTrue();
        assertThat(passkeys.of(person)).isEmpty();
    }

    @Test
    void whateverABrowserSendsAsAPasskeyIsRefusedUnlessItIsOne() {
        withFactor();
        passkeys.save(passkey("Phone", 0));
        for (var hostile : new String[] {"{}", "x", "[]", "null", "{\"rawId\":\"AA\"}", "{".repeat(10_000)}) {
            var browser = halfway();
            assertThat(step.askForPasskey(opened.of(browser), new PortalOrigin("http://localhost:1", "localhost")))
                    .hasValueSatisfying(question -> assertThat(question).contains("challenge", "allowCredentials"));
            assertThat(Browser.location(browser.post("/login/code", Map.of("passkey", hostile))))
                    .isEqualTo("/login/code?error");
            assertThat(isIn(browser)).isFalse();
            database.jdbc().sql("delete from sign_in_throttle").update();
        }
    }

    @Test
    void aPasskeyIsAddedWithACodeOnlyAndGoesWithTheFactor() {
        withFactor();
        inSession();
        var origin = new PortalOrigin("http://localhost:1", "localhost");
        assertThatThrownBy(() -> factor.ask(wrong(), "Laptop", origin)).isInstanceOf(WrongCode.class);
        var asked = factor.ask(code(), "Laptop", origin);
        assertThat(asked.json()).contains("\"id\":\"localhost\"", name);
        assertThatThrownBy(() -> factor.keep(asked, "{}")).isInstanceOf(WrongCode.class);
        assertThat(factor.passkeys()).isEmpty();
        passkeys.save(passkey("Laptop", 0));
        factor.forget(factor.passkeys().getFirst());
        assertThat(factor.passkeys()).isEmpty();
        passkeys.save(passkey("Phone", 0));
        clock.forward(Duration.ofSeconds(30));
        factor.remove(code());
        assertThat(factor.passkeys()).isEmpty();
        assertThat(journal()).contains("passkey-removed");
    }
}
