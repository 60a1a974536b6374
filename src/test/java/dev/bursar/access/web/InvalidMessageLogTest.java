package dev.bursar.access.web;

import static dev.bursar.access.web.CraftedPage.call;
import static dev.bursar.access.web.CraftedPage.click;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.communication.PushHandler;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Probes;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Messages that no page sends, in a real session: the account page, whose button "End all other sessions" is hidden while there is one
 * session only.
 */
@BursarTest
class InvalidMessageLogTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final String OTHERS = "End all other sessions";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    Probes.OpenedSessions opened;

    @Autowired
    TestDatabase database;

    @Autowired
    TestClock clock;

    private final String name = "crafter" + COUNTER.incrementAndGet();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private PersonId person;

    @BeforeEach
    void aPerson() {
        // the log takes so many lines a minute
        clock.forward(Duration.ofMinutes(1));
        person = background.call(() -> {
            var id = people.create(new NewPerson(name, name, Set.of(Role.FINANCE)));
            people.setPassword(id, PASSWORD);
            return id;
        });
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void forget() {
        logger().detachAppender(log);
        database.jdbc().sql("delete from sign_in_throttle").update();
        database.jdbc().sql("delete from sign_in_place").update();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(InvalidMessageLog.class);
    }

    private Browser signedIn() {
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/");
        return browser;
    }

    private int sessions() {
        return database.jdbc()
                .sql("select count(*) from person_session where person_id = ?")
                .param(person.value())
                .query(Integer.class)
                .single();
    }

    private List<Integer> changes() {
        return database.jdbc()
                .sql("select version from person where id = ?")
                .param(person.value())
                .query(Integer.class)
                .list();
    }

    private void isLogged(String... what) {
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(java.util.Arrays.stream(what)
                        .map(one -> "No effect: person:" + person.value() + " sent " + one)
                        .toArray(String[]::new));
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        log.list.clear();
    }

    private static int others(CraftedPage page) {
        return page.node(one -> one instanceof Button button && OTHERS.equals(button.getText()));
    }

    @Test
    void aClickOfAPageHasItsEffectAndNoLine() {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        assertThat(sessions()).isEqualTo(2);
        page.send(click(others(page)));
        assertThat(sessions()).isEqualTo(1);
        assertThat(log.list).isEmpty();
    }

    @Test
    void aClickOnAHiddenButtonDoesNothing() {
        var page = new CraftedPage(opened, signedIn());
        signedIn();
        page.send(click(others(page)));
        assertThat(sessions()).isEqualTo(2);
        isLogged("a click on something hidden or disabled");
    }

    @Test
    void aClickOnADisabledButtonDoesNothing() {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        var others = others(page);
        CraftedPage.locked(page.ui.getSession(), () -> {
            var node = page.ui.getInternals().getStateTree().getNodeById(others);
            Element.get(node).setEnabled(false);
            return node;
        });
        page.send(click(others));
        assertThat(sessions()).isEqualTo(2);
        isLogged("a click on something hidden or disabled");
    }

    @Test
    void aClickOnWhatIsNotOnThePageDoesNothing() {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        page.send(click(999_999));
        page.send(click(-1));
        assertThat(sessions()).isEqualTo(2);
        isLogged("a click on something that is not on their page", "a click on something that is not on their page");
    }

    @Test
    void aMessageSentAgainDoesNothing() {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        var number = page.message;
        var click = page.next(click(others(page)));
        page.post(click);
        assertThat(sessions()).isEqualTo(1);
        signedIn();
        page.post(click);
        assertThat(sessions()).isEqualTo(2);
        isLogged("the last message again");
        page.post(page.message(page.ui.getCsrfToken(), 0, click(others(page))));
        page.post(page.message(page.ui.getCsrfToken(), number + 7, click(others(page))));
        assertThat(sessions()).isEqualTo(2);
        isLogged(
                "message 0 where " + (number + 1) + " was due",
                "message " + (number + 7) + " where " + (number + 1) + " was due");
    }

    @Test
    void aForgedTokenDoesNothing() {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        for (var token : List.of("", "00000000-0000-0000-0000-000000000000")) {
            page.post(page.message(token, page.message, click(others(page))));
        }
        assertThat(sessions()).isEqualTo(2);
        isLogged("a message with a forged token", "a message with a forged token");
    }

    @Test
    void aClickOverAWebSocketIsHeldAgainstPresentRightsToo() throws Exception {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        var heard = new CraftedPage.Heard();
        var socket = page.connected(heard);
        CraftedPage.overSocket(socket, page.next(click(others(page))));
        heard.until("changes");
        assertThat(sessions()).isEqualTo(1);
        socket.abort();
        signedIn();
        var later = new CraftedPage(opened, page.browser);
        var click = later.next(click(others(later)));
        heard = new CraftedPage.Heard();
        socket = later.connected(heard);
        background.run(() -> people.endSessions(person));
        signedIn();
        CraftedPage.overSocket(socket, click);
        heard.rest();
        assertThat(sessions()).isEqualTo(1);
        socket.abort();
    }

    @Test
    void aForgedPushIdOpensNothing() throws Exception {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        var vaadin = (Logger) LoggerFactory.getLogger(PushHandler.class);
        vaadin.addAppender(log);
        try {
            var heard = new CraftedPage.Heard();
            var socket = page.socket("00000000-0000-0000-0000-000000000000", heard);
            heard.until("appError");
            // whoever has to forge the one does not have the other either
            CraftedPage.overSocket(socket, page.message("", page.message, click(others(page))));
            page.send("");
            assertThat(sessions()).isEqualTo(2);
            socket.abort();
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .first()
                    .asString()
                    .startsWith("Invalid identifier in new connection received from");
        } finally {
            vaadin.detachAppender(log);
        }
    }

    @Test
    void aCallOfAMethodThatIsNotForBrowsersDoesNothing() {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        var card = page.node(one -> one.getClass().getSimpleName().equals("SessionsCard"));
        var before = changes();
        page.send(call(card, "endOthers"));
        page.send(call(card, "no\\nsuch\\u001b[31m method"));
        assertThat(sessions()).isEqualTo(2);
        assertThat(changes()).isEqualTo(before);
        isLogged(
                "a call of endOthers, which pages don\u2019t call",
                "a call of no?such??31m?method, which pages don\u2019t call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "http://127.0.0.1", "null", "http://localhost:1"})
    void aPageOfAnotherSiteOpensNoWebSocket(String origin) {
        var page = new CraftedPage(opened, signedIn());
        assertThatThrownBy(() -> page.browser.socket(origin, page.push(page.pushId()), new CraftedPage.Heard()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void anUnreadableMessageDoesNothingAndWritesOneLine() {
        signedIn();
        var page = new CraftedPage(opened, signedIn());
        var everything = rootLog();
        for (var body : List.of("{", "[]", "null", "[".repeat(5_000))) {
            page.post(body);
            assertThat(log.list).as(body).hasSize(1);
            log.list.clear();
        }
        for (var rpc : List.of("1", "{}", "{\"type\":\"nonsense\"}", "{\"type\":\"mSync\"}", "[1]")) {
            page.send(rpc);
            assertThat(log.list).as(rpc).hasSize(1);
            log.list.clear();
        }
        page.send(click(others(page)));
        assertThat(sessions()).as("the page still works").isEqualTo(1);
        assertThat(everything.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .hasSize(9)
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull())
                .allSatisfy(line -> assertThat(line.getFormattedMessage()).hasSizeLessThan(200));
        root().detachAppender(everything);
    }

    @Test
    void aFailureOfVaadinsOwnWritesItsStackOnce() {
        var page = new CraftedPage(opened, signedIn());
        var everything = rootLog();
        var card = page.node(one -> one.getClass().getSimpleName().equals("SessionsCard"));
        for (int i = 0; i < 5; i++) {
            page.send(call(card, "endOthers"));
        }
        assertThat(everything.list)
                .filteredOn(line -> line.getFormattedMessage().startsWith("Reference "))
                .hasSize(5)
                .filteredOn(line -> line.getThrowableProxy() != null)
                .hasSizeLessThanOrEqualTo(1);
        root().detachAppender(everything);
    }

    @Test
    void manyMessagesWriteABoundedNumberOfLines() {
        var page = new CraftedPage(opened, signedIn());
        for (int i = 0; i < 100; i++) {
            page.send(click(-1));
        }
        assertThat(log.list).hasSize(60);
        clock.forward(Duration.ofMinutes(1));
        page.send(click(-1));
        assertThat(log.list.subList(60, 62))
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "40 more warnings of this kind were not written",
                        "No effect: person:" + person.value() + " sent a click on something that is not on their page");
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static ListAppender<ILoggingEvent> rootLog() {
        var everything = new ListAppender<ILoggingEvent>();
        everything.start();
        root().addAppender(everything);
        return everything;
    }
}
