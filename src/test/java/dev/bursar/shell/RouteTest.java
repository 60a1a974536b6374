package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.testing.WhoMayOpen;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every page as every role: who may open what, with which heading, and that what is missing and what is denied look alike. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class RouteTest extends SpringBrowserlessTest {
    private static final String UNKNOWN = "nowhere/at-all";
    private static final String PASSWORD = "a long enough sentence";
    private static final List<String> CLOSED = List.of("actuator", "actuator/env", "actuator/heapdump");

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestDatabase database;

    @Autowired
    HandWorkers workers;

    @Test
    void everyRouteHasItsHeading() {
        assertThat(WhoMayOpen.HEADINGS.keySet()).isEqualTo(WhoMayOpen.ROUTES.keySet());
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Research")
    void aLeadOpensTheirPagesAndNoOther() {
        opensItsPagesAndNoOther(Role.LEAD);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeOpensItsPagesAndNoOther() {
        opensItsPagesAndNoOther(Role.FINANCE);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminOpensTheirPagesAndNoOther() {
        opensItsPagesAndNoOther(Role.ADMIN);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorOpensTheirPagesAndNoOther() {
        opensItsPagesAndNoOther(Role.AUDITOR);
    }

    private void opensItsPagesAndNoOther(Role role) {
        String unknown = open(UNKNOWN);
        assertThat(closed()).isTrue();
        assertThat(unknown)
                .contains("Not available", "You don’t have access to this page")
                .doesNotContain("nowhere");
        WhoMayOpen.ROUTES.forEach((route, roles) -> {
            String page = open(address(route));
            if (roles.contains(role)) {
                assertThat(closed()).as(route).isFalse();
                assertThat(find(H1.class).single().getText()).as(route).isEqualTo(WhoMayOpen.heading(route, role));
            } else {
                assertThat(closed()).as(route).isTrue();
                assertThat(page).as(route).isEqualTo(unknown);
            }
        });
    }

    /** Title and words of the page at an address, with what it has loaded. */
    private String open(String address) {
        workers.forget();
        UI.getCurrent().navigate(address);
        workers.run();
        roundTrip();
        var page = (Component)
                UI.getCurrent().getInternals().getActiveRouterTargetsChain().getFirst();
        return UI.getCurrent().getInternals().getTitle() + "\n" + Texts.of(page);
    }

    private static boolean closed() {
        return UI.getCurrent().getInternals().getActiveRouterTargetsChain().getFirst() instanceof ClosedPage;
    }

    private String address(String route) {
        return route.replace(":team", String.valueOf(research()));
    }

    private int research() {
        return database.jdbc()
                .sql("select id from team where name = 'Research' and valid_to is null")
                .query(Integer.class)
                .optional()
                .orElseGet(() -> database.jdbc()
                        .sql("insert into team (name) values ('Research') returning id")
                        .query(Integer.class)
                        .single());
    }

    @ParameterizedTest
    @EnumSource(names = {"LEAD", "FINANCE", "ADMIN", "AUDITOR"})
    void theServerAnswersAlikeForWhatIsMissingAndWhatIsDenied(Role role) {
        String name = "route of " + role;
        background.run(() -> people.setPassword(people.create(new NewPerson(name, name, Set.of(role))), PASSWORD));
        var browser = new Browser(port);
        assertThat(Browser.location(browser.signIn(name, PASSWORD))).isEqualTo("/");
        int missing = browser.get("/" + UNKNOWN).statusCode();
        WhoMayOpen.ROUTES.forEach(
                (route, roles) -> assertThat(browser.get("/" + address(route)).statusCode())
                        .as(route)
                        .isEqualTo(roles.contains(role) ? 200 : missing));
        for (String path : CLOSED) {
            assertThat(browser.get("/" + path).statusCode()).as(path).isBetween(400, 499);
        }
    }

    @Test
    void withoutSignInEachAddressLeadsToTheSignIn() {
        var browser = new Browser(port);
        WhoMayOpen.ROUTES.keySet().forEach(route -> {
            var answer = browser.get("/" + address(route));
            assertThat(answer.statusCode()).as(route).isEqualTo(302);
            assertThat(Browser.location(answer)).as(route).startsWith("/login");
        });
    }
}
