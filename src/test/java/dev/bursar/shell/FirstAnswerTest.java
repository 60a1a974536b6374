package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@BursarTest
class FirstAnswerTest {
    private static final String PAGE = "Vaadin-Security-Key";
    private static final String PASSWORD = "a long enough sentence";

    @LocalServerPort
    int port;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    private Browser signedIn(String name) {
        background.run(() -> {
            var id = people.create(new NewPerson("firstanswer", name, Set.of(Role.FINANCE)));
            people.setPassword(id, PASSWORD);
        });
        var browser = new Browser(port);
        browser.signIn("firstanswer", PASSWORD);
        return browser;
    }

    @Test
    void thePageComesWithItsDocumentAndItsTextsStayTexts() {
        String name = "x</script><b id=raw>\\<!--";
        var answer = signedIn(name).get("/nothing-here");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains(PAGE);
        Document document = Jsoup.parse(answer.body());
        assertThat(document.getElementById("raw")).isNull();
        assertThat(document.select("[id^=ROOT]").eachAttr("style")).containsExactly("display: none");
        assertThat(document.select("script[initial]").eachAttr("nonce")).isNotEmpty();
        assertThat(document.select("script[initial]").stream().map(script -> script.data()))
                .anySatisfy(script -> assertThat(script).contains("x\\u003c/script>\\u003cb id=raw>"));
    }

    @Test
    void whoeverIsNotSignedInGetsTheDocumentAlone() {
        var browser = new Browser(port);
        assertThat(browser.get("/login").body()).doesNotContain(PAGE);
        assertThat(browser.get("/spend").body()).doesNotContain(PAGE);
    }
}
