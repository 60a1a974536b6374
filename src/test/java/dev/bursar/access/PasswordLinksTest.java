package dev.bursar.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.password.PasswordRefused;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailAddress;
import dev.bursar.notify.MailTasks;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.MailRoom.Letters;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.ui.Formats;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.access.AccessDeniedException;

@BursarTest
class PasswordLinksTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/(welcome|reset)\\?token=([\\w-]{43})");
    private static final String PASSWORD = "a long enough sentence";
    private static final String OTHER = "quite another sentence";

    @Autowired
    PasswordLinks links;

    @Autowired
    Invitations invitations;

    @Autowired
    Directory directory;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    MailTasks mails;

    @Autowired
    Letters letters;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @LocalServerPort
    int port;

    @BeforeEach
    void empty() {
        letters.forget();
        for (var table : List.of("outbox", "scheduled_tasks", "sign_in_throttle")) {
            database.jdbc().sql("delete from " + table).update();
        }
    }

    private static String address() {
        return "person" + COUNTER.incrementAndGet() + "@example.org";
    }

    private PersonId invite(String address) {
        return invitations
                .invite(new NewPerson(address, "Some One", Set.of(Role.LEAD)), new MailAddress(address), List.of())
                .person();
    }

    /** Somebody who has a password, and this address. */
    private PersonId member(String address) {
        return background.call(() -> {
            var person = people.create(new NewPerson(address, "Some One", Set.of(Role.FINANCE)));
            people.setPassword(person, PASSWORD);
            database.jdbc()
                    .sql("update person set email = ? where id = ?")
                    .param(address)
                    .param(person.value())
                    .update();
            return person;
        });
    }

    private static MockHttpServletRequest from(String place) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(place);
        return request;
    }

    private Optional<Duration> ask(String address) {
        return links.ask(new MailAddress(address), from("192.0.2.1"));
    }

    /** Delivers what waits, and takes the secret out of the only mail. */
    private String token(String page) {
        mails.deliver();
        var found = LINK.matcher(Letters.text(letters.only()));
        assertThat(found.find()).isTrue();
        assertThat(found.group(1)).isEqualTo(page);
        letters.forget();
        return found.group(2);
    }

    private List<String> journal(PersonId person) {
        return database.jdbc()
                .sql("select action from journal where subject = ? order by id")
                .param("person:" + person.value())
                .query(String.class)
                .list();
    }

    private int version(PersonId person) {
        return background.call(() -> people.find(person).orElseThrow().version());
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anInvitationLetsItsHolderInOnceWithTheRolesAndTeamsGiven() throws Exception {
        var team = new TeamId(database.jdbc()
                .sql("insert into team (name) values ('Invited') returning id")
                .query(Integer.class)
                .single());
        var since = LocalDate.of(2026, 5, 1);
        var address = address();
        var done = invitations.invite(
                new NewPerson(address, "Some One", Set.of(Role.LEAD)),
                new MailAddress(address),
                List.of(new LedTeam(team, since, null)));
        assertThat(done.way()).isEqualTo(new LinkDelivery.ByMail(new MailAddress(address)));
        assertThat(directory.person(done.person()).orElseThrow()).satisfies(person -> {
            assertThat(person.state()).isEqualTo(PersonState.INVITED);
            assertThat(person.invitedUntil()).isNull();
            assertThat(person.led()).containsExactly(new LedTeam(team, since, null));
        });
        mails.deliver();
        var mail = letters.only();
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(address);
        assertThat(Letters.text(mail))
                .contains(
                        "Hello Some One,",
                        "until " + Formats.momentWithYear(clock.instant().plus(Duration.ofHours(72))),
                        "as " + address)
                .doesNotContain("null");
        var token = token("welcome");
        assertThat(directory.person(done.person()).orElseThrow().state()).isEqualTo(PersonState.INVITED);
        assertThat(links.find(LinkPurpose.INVITATION, token)).contains(new PasswordLinks.Invited(address, "Some One"));
        assertThat(links.find(LinkPurpose.RESET, token)).isEmpty();
        assertThatThrownBy(() -> links.accept(token, "Name", "short")).isInstanceOf(PasswordRefused.class);
        assertThatThrownBy(() -> links.accept(token, " ", PASSWORD)).isInstanceOf(IllegalArgumentException.class);
        assertThat(links.accept(token, "Maya Dahl", PASSWORD)).isTrue();
        assertThat(links.accept(token, "Somebody Else", OTHER)).isFalse();
        assertThat(directory.person(done.person()).orElseThrow()).satisfies(person -> {
            assertThat(person.state()).isEqualTo(PersonState.ACTIVE);
            assertThat(person.displayName()).isEqualTo("Maya Dahl");
        });
        assertThat(Browser.location(new Browser(port).signIn(address, OTHER))).isEqualTo("/login?error");
        assertThat(Browser.location(new Browser(port).signIn(address, PASSWORD)))
                .isEqualTo("/");
        assertThat(journal(done.person()))
                .containsExactly(
                        "person-created",
                        "address-changed",
                        "lead-assigned",
                        "invited",
                        "invitation-used",
                        "password-set",
                        "signed-in");
        assertThat(database.jdbc()
                        .sql("select count(*) from journal where before::text || after::text || subject like ?")
                        .param("%" + token + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anInvitationEndsAfterThreeDaysAndASecondEndsTheFirst() {
        var person = invite(address());
        var first = token("welcome");
        assertThat(invitations.invite(person)).isInstanceOf(LinkDelivery.ByMail.class);
        var second = token("welcome");
        assertThat(links.accept(first, "One", PASSWORD)).isFalse();
        clock.forward(LinkPurpose.INVITATION.validFor().minusSeconds(1));
        assertThat(links.find(LinkPurpose.INVITATION, second)).isPresent();
        clock.forward(Duration.ofSeconds(1));
        assertThat(links.find(LinkPurpose.INVITATION, second)).isEmpty();
        assertThat(links.accept(second, "One", PASSWORD)).isFalse();
        assertThat(directory.person(person).orElseThrow().state()).isEqualTo(PersonState.INVITATION_OVER);
        assertThat(database.jdbc()
                        .sql("select password_hash from person where id = ?")
                        .param(person.value())
                        .query((row, i) -> Optional.ofNullable(row.getString(1)))
                        .single())
                .isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void withoutAnAddressTheAdminGetsTheLinkOnceOnScreen() {
        var done = invitations.invite(
                new NewPerson("somebody" + COUNTER.incrementAndGet(), "Some One", Set.of()), null, List.of());
        assertThat(done.way()).isInstanceOfSatisfying(LinkDelivery.OnScreen.class, way -> {
            assertThat(way.link().toString()).doesNotContain("token");
            var token = URI.create(way.link().url()).getQuery().substring("token=".length());
            assertThat(links.accept(token, "Some One", PASSWORD)).isTrue();
        });
        assertThat(invitations.reset(done.person())).isInstanceOf(LinkDelivery.OnScreen.class);
        mails.deliver();
        assertThat(letters.all()).isEmpty();
        assertThatThrownBy(() -> invitations.invite(done.person())).isInstanceOf(LinkRefused.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void namesAndAddressesBelongToOnePerson() {
        var address = address();
        invite(address);
        assertThatThrownBy(() -> invitations.invite(
                        new NewPerson(address(), "Two", Set.of()),
                        new MailAddress(address.toUpperCase(java.util.Locale.ROOT)),
                        List.of()))
                .isInstanceOf(AddressTaken.class);
        assertThatThrownBy(() -> invitations.invite(
                        new NewPerson(address, "Two", Set.of()), new MailAddress(address()), List.of()))
                .isInstanceOf(UserNameTaken.class);
    }

    @Test
    void aResetLinkSetsAPasswordOnceEndsSessionsAndIsConfirmedByMail() throws Exception {
        var address = address();
        var person = member(address);
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(address, PASSWORD))).isEqualTo("/");
        assertThat(ask(address.toUpperCase(java.util.Locale.ROOT))).isEmpty();
        var token = token("reset");
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(links.reset(token, OTHER)).isTrue();
        assertThat(links.reset(token, PASSWORD)).isFalse();
        assertThat(Browser.location(browser.get("/"))).isEqualTo("/login?expired");
        assertThat(Browser.location(new Browser(port).signIn(address, PASSWORD)))
                .isEqualTo("/login?error");
        assertThat(Browser.location(new Browser(port).signIn(address, OTHER))).isEqualTo("/");
        mails.deliver();
        assertThat(letters.only().getSubject()).isEqualTo("Your Bursar password was changed");
        assertThat(Letters.text(letters.only())).doesNotContain("token");
        assertThat(journal(person))
                .containsSubsequence("reset-link-made", "reset-link-used", "password-set", "signed-in");
    }

    @Test
    void aResetLinkEndsAfterHalfAnHour() {
        var address = address();
        member(address);
        ask(address);
        var token = token("reset");
        clock.forward(Duration.ofMinutes(30));
        assertThat(links.find(LinkPurpose.RESET, token)).isEmpty();
        assertThat(links.reset(token, OTHER)).isFalse();
        assertThat(Browser.location(new Browser(port).signIn(address, PASSWORD)))
                .isEqualTo("/");
    }

    @Test
    void linksEndWithPasswordAddressAndAccount() {
        var address = address();
        var person = member(address);
        List<Runnable> changes = List.of(
                () -> people.setPassword(person, OTHER),
                () -> database.jdbc()
                        .sql("update person set email = 'elsewhere@example.org' where id = ?")
                        .param(person.value())
                        .update(),
                () -> people.setEnabled(person, false, version(person)));
        for (var change : changes) {
            database.jdbc()
                    .sql("update person set email = ? where id = ?")
                    .param(address)
                    .param(person.value())
                    .update();
            database.jdbc().sql("delete from sign_in_throttle").update();
            ask(address);
            var token = token("reset");
            background.run(change);
            assertThat(links.find(LinkPurpose.RESET, token)).isEmpty();
            assertThat(links.reset(token, "yet another sentence")).isFalse();
        }
    }

    @Test
    void whoHasAnAccountIsToldNeitherByTheAnswerNorByWhatIsDone() {
        var known = address();
        member(known);
        var disabled = address();
        var off = member(disabled);
        background.run(() -> people.setEnabled(off, false, version(off)));
        for (var address : List.of(known, disabled, address())) {
            var before = done();
            assertThat(ask(address)).isEmpty();
            assertThat(done().entrySet().stream()
                            .map(count -> count.getKey() + " +" + (count.getValue() - before.get(count.getKey())))
                            .sorted()
                            .toList())
                    .as(address)
                    .containsExactly("journal +1", "outbox +1", "scheduled_tasks +1", "sign_in_throttle +2");
            database.jdbc().sql("delete from sign_in_throttle").update();
        }
        mails.deliver();
        assertThat(letters.only())
                .satisfies(mail -> assertThat(mail.getAllRecipients())
                        .extracting(Object::toString)
                        .containsExactly(known));
        assertThat(database.jdbc()
                        .sql("select count(*) from outbox")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(database.jdbc()
                        .sql("select subject from journal where action = 'reset-asked'")
                        .query(String.class)
                        .list())
                .contains("unknown address from 192.0.2.1")
                .noneMatch(subject -> subject.contains("@"));
    }

    /** Rows by table. */
    private Map<String, Integer> done() {
        var counts = new java.util.TreeMap<String, Integer>();
        for (var table : List.of("journal", "outbox", "scheduled_tasks", "sign_in_throttle")) {
            counts.put(
                    table,
                    database.jdbc()
                            .sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single());
        }
        clock.forward(Duration.ofMinutes(2));
        return counts;
    }

    @Test
    void mailsAreSlowedByAddressAndByPlaceAlikeForAll() {
        var known = address();
        member(known);
        for (var address : List.of(known, address())) {
            for (var i = 0; i < 3; i++) {
                assertThat(links.ask(new MailAddress(address), from("192.0.2." + i)))
                        .isEmpty();
            }
            assertThat(links.ask(new MailAddress(address), from("192.0.2.9"))).contains(Duration.ofMinutes(10));
        }
        clock.forward(Duration.ofMinutes(10));
        assertThat(ask(known)).isEmpty();
        assertThat(ask(known)).contains(Duration.ofMinutes(20));
        database.jdbc().sql("delete from sign_in_throttle").update();
        for (var i = 0; i < 30; i++) {
            assertThat(ask(address())).isEmpty();
        }
        assertThat(ask(address())).isPresent();
        assertThat(Browser.location(new Browser(port).signIn(known, PASSWORD))).isEqualTo("/");
    }

    @Test
    void aResetMailThatCouldNotLeaveInTimeIsNotSentAtAll() {
        var address = address();
        member(address);
        ask(address);
        letters.elsewhere(sender, 1, mails::deliver);
        clock.forward(LinkPurpose.RESET.validFor());
        mails.deliver();
        assertThat(letters.all()).isEmpty();
        assertThat(database.jdbc()
                        .sql("select count(*) from outbox")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void noSecretWaitsInTheDatabase() {
        var address = address();
        member(address);
        ask(address);
        letters.elsewhere(sender, 1, mails::deliver);
        assertThat(database.jdbc()
                        .sql("select o.* from outbox o")
                        .query()
                        .listOfRows()
                        .toString())
                .contains("UNREACHABLE", address)
                .doesNotContain("token");
    }

    @Test
    void theSecretLeavesTheAddressBeforeAnyPageIsDrawn() {
        for (var page : List.of("/welcome", "/reset")) {
            var browser = new Browser(port);
            var answer = browser.get(page + "?token=not-a-real-one");
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(Browser.location(answer)).isEqualTo(page);
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body()).doesNotContain("not-a-real-one");
            assertThat(browser.get(page).statusCode()).isEqualTo(200);
        }
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void openingALinkManyTimesUsesNothingUp() {
        invite(address());
        var token = token("welcome");
        for (var i = 0; i < 3; i++) {
            new Browser(port).get("/welcome?token=" + token);
        }
        assertThat(links.accept(token, "Some One", PASSWORD)).isTrue();
    }

    @Test
    @SignedInAs({Role.LEAD, Role.FINANCE, Role.AUDITOR})
    void onlyAdminsInvite() {
        assertThatThrownBy(() -> invite(address())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> invitations.reset(new PersonId(1))).isInstanceOf(AccessDeniedException.class);
    }
}
