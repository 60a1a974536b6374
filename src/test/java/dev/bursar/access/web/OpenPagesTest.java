package dev.bursar.access.web;

import static dev.bursar.access.web.CraftedPage.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Probes;
import dev.bursar.testing.TestDatabase;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pages that loaded something while their person had a right that is gone since. */
@BursarTest
class OpenPagesTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final String LOADED = "line-75";
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

    private final String name = "reader" + COUNTER.incrementAndGet();
    private PersonId person;

    @BeforeEach
    void aPerson() {
        person = background.call(() -> {
            var id = people.create(new NewPerson(name, name, Set.of(Role.FINANCE, Role.LEAD)));
            people.setPassword(id, PASSWORD);
            return id;
        });
    }

    @AfterEach
    void forget() {
        database.jdbc().sql("delete from sign_in_throttle").update();
        database.jdbc().sql("delete from sign_in_place").update();
    }

    private CraftedPage page() {
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/");
        return new CraftedPage(opened, browser);
    }

    /** How a page is asked for what it loaded. */
    enum Way {
        CALL(Way::table, node -> call(node, "lines", "50", "\"\"")),
        CLICK(Way::button, CraftedPage::click),
        VALUE(
                Way::field,
                node -> "{\"type\":\"mSync\",\"node\":%d,\"feature\":1,\"property\":\"value\",\"value\":\"%d\"}"
                        .formatted(node, COUNTER.incrementAndGet()));

        private final Function<CraftedPage, Component> loaded;
        private final Function<Integer, String> asked;

        Way(Function<CraftedPage, Component> loaded, Function<Integer, String> asked) {
            this.loaded = loaded;
            this.asked = asked;
        }

        Supplier<String> on(CraftedPage page) {
            int node = CraftedPage.locked(page.ui.getSession(), () -> {
                var component = loaded.apply(page);
                page.ui.add(component);
                return component.getElement().getNode().getId();
            });
            return () -> asked.apply(node);
        }

        private static Component table(CraftedPage page) {
            var rows = new FixedRows();
            IntStream.range(0, 100).forEach(i -> rows.line("line-" + i, "", ""));
            return new HtmlTable("Lines", List.of(Column.name("NAME", "Line", "")), List.of(), rows);
        }

        private static Component button(CraftedPage page) {
            return new NativeButton("Show", click -> page.ui.add(new Span(LOADED)));
        }

        private static Component field(CraftedPage page) {
            var field = new TextField("Find", change -> page.ui.add(new Span(LOADED)));
            field.setValueChangeMode(ValueChangeMode.EAGER);
            return field;
        }
    }

    private void roles(Role... roles) {
        background.run(() -> people.setRoles(
                person,
                Set.of(roles),
                database.jdbc()
                        .sql("select version from person where id = ?")
                        .param(person.value())
                        .query(Integer.class)
                        .single()));
    }

    @ParameterizedTest
    @EnumSource
    void aPageTellsNothingOfWhatItLoadedOnceTheRoleIsTaken(Way way) {
        var page = page();
        var asked = way.on(page);
        assertThat(page.send(asked.get())).contains(LOADED);
        roles(Role.FINANCE);
        // the answer has the browser load the page again
        var later = page.message(page.ui.getCsrfToken(), page.message + 1, asked.get());
        assertThat(page.send(asked.get())).doesNotContain(LOADED).contains("sessionExpired");
        assertThat(page.post(later)).doesNotContain(LOADED).contains("sessionExpired");
    }

    @ParameterizedTest
    @EnumSource
    void norDoesItOverAWebSocket(Way way) throws Exception {
        var page = page();
        var asked = way.on(page);
        var heard = new CraftedPage.Heard();
        var socket = page.socket(page.pushId(), heard);
        CraftedPage.overSocket(socket, page.next(asked.get()));
        heard.until(LOADED);
        roles(Role.FINANCE);
        CraftedPage.overSocket(socket, page.next(asked.get()));
        assertThat(heard.rest()).doesNotContain(LOADED);
        socket.abort();
    }

    @Test
    void aPageStaysWhereNothingIsTaken() {
        var page = page();
        var asked = Way.CALL.on(page);
        roles(Role.FINANCE, Role.LEAD, Role.AUDITOR);
        assertThat(page.send(asked.get())).contains(LOADED);
        roles(Role.FINANCE, Role.AUDITOR);
        assertThat(page.send(asked.get())).contains("sessionExpired");
    }

    @Test
    void whoLeadsATeamForFewerDaysLoadsThePageAgain() {
        var team = new TeamId(database.jdbc()
                .sql("insert into team (name) values (?) returning id")
                .param(name)
                .query(Integer.class)
                .single());
        var from = LocalDate.of(2026, 1, 1);
        background.run(() -> people.assignLead(person, new LedTeam(team, from, null)));
        roles(Role.LEAD);
        var page = page();
        var asked = Way.CALL.on(page);
        assertThat(page.send(asked.get())).contains(LOADED);
        background.run(() -> people.endLead(person, team, from, LocalDate.of(2026, 3, 1)));
        assertThat(page.send(asked.get())).contains("sessionExpired");
    }

    @Test
    void aPageOfAnEndedSessionTellsNothing() throws Exception {
        var page = page();
        var asked = Way.CALL.on(page);
        var heard = new CraftedPage.Heard();
        var socket = page.socket(page.pushId(), heard);
        CraftedPage.overSocket(socket, page.next(asked.get()));
        heard.until(LOADED);
        background.run(() -> people.endSessions(person));
        CraftedPage.overSocket(socket, page.next(asked.get()));
        assertThat(heard.rest()).doesNotContain(LOADED);
        socket.abort();
    }
}
