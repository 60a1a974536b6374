package dev.bursar.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@BursarTest
class SignInTest {
    private static final String PASSWORD = "a long enough sentence";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    private void person(String name, Role... roles) {
        background.run(() -> people.setPassword(people.create(new NewPerson(name, name, Set.of(roles))), PASSWORD));
    }

    @Test
    void theSessionIdChanges() {
        person("first", Role.FINANCE);
        var browser = new Browser(port);
        var page = browser.get("/login");
        System.out.println(page.statusCode() + " " + page.headers().map() + page.body());
        var before = browser.session();
        var answer = browser.signIn("first", PASSWORD);
        System.out.println(answer.statusCode() + " " + answer.headers().map());
        assertThat(Browser.location(answer)).isEqualTo("/");
        assertThat(browser.session()).isPresent().isNotEqualTo(before);
    }
}
