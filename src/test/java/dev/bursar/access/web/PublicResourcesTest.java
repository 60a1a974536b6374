package dev.bursar.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import module java.base;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@BursarTest
class PublicResourcesTest {
    private static final String PASSWORD = "a long enough sentence";
    private static final String MESSAGE = "{\"csrfToken\":\"\",\"rpc\":[],\"syncId\":0,\"clientId\":0}";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    private Browser signedIn(String name) {
        background.run(() -> {
            var id = people.create(new NewPerson(name, name, Set.of(Role.FINANCE)));
            people.setPassword(id, PASSWORD);
        });
        var browser = new Browser(port);
        browser.signIn(name, PASSWORD);
        return browser;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/styles.css",
                "/icons/bursar.svg",
                "/aura/aura.css",
                "/aura/fonts/InstrumentSans/InstrumentSans.woff2",
                "/fonts/InstrumentSans-wght.woff2",
                "/VAADIN/static/push/vaadinPush-min.js?v=1"
            })
    void filesAreForEverybodyAndLeaveNothingBehind(String path) {
        var browser = new Browser(port);
        var file = browser.get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isNotEmpty();
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(browser.send(HttpRequest.newBuilder(browser.at(path)).HEAD()).statusCode())
                .isEqualTo(200);
        assertThat(browser.session()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/icons/spend",
                "/icons/",
                "/icons/bursar.svg/",
                "/icons/bursar.svg?v-r=init",
                "/fonts/",
                "/fonts/x?v-r=init&location=spend&query=",
                "/aura/fonts",
                "/VAADIN/build/no-such.js",
                "/VAADIN/static/push",
                "/VAADIN/static/x?v-r=push",
                "/styles.css?v-r=heartbeat"
            })
    void whatIsNoFileIsNotFoundWhoeverAsks(String path) {
        isNotFound(new Browser(port).get(path));
        isNotFound(signedIn("files" + Math.abs(path.hashCode())).get(path));
    }

    @Test
    void nothingIsSentToAFile() {
        var browser = signedIn("sender");
        for (var path : new String[] {
            "/icons/bursar.svg", "/icons/x?v-r=uidl&v-uiId=0", "/styles.css?v-r=uidl&v-uiId=0", "/VAADIN/build/x"
        }) {
            for (var method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
                isNotFound(browser.send(HttpRequest.newBuilder(browser.at(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(MESSAGE))));
            }
        }
    }

    private static void isNotFound(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("This is not available").doesNotContainIgnoringCase("vaadin", "csrf");
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    }
}
