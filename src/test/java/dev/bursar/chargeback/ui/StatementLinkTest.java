package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.ui.EmptyState;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A link to a statement that somebody sent to somebody else. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class StatementLinkTest extends IssuedPages {
    private static final String PASSWORD = "a long enough sentence";

    @LocalServerPort
    int port;

    @Test
    @SignedInAs(Role.FINANCE)
    void aLinkThatIsOpenedSignedOutLandsOnTheStatementAfterSigningIn() {
        issued();
        PersonId lead = lead("Recipient", "Vision");
        inBackground(() -> {
            people.setPassword(lead, PASSWORD);
            return true;
        });
        var browser = new Browser(port);
        String address = "/" + ChargebackLinks.statement(OCTOBER, team("Vision"));
        assertThat(Browser.location(browser.get(address))).startsWith("/login");
        assertThat(Browser.location(browser.signIn("Recipient", PASSWORD)).replaceAll("\\?continue$", ""))
                .isEqualTo(address);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aStatementHasALinkToCopyAndItsNameOnPhones() {
        issued();
        go(ChargebackLinks.statement(OCTOBER, team("Vision")));
        assertThat(told(StatementView.class)).contains("Vision, October 2026");
        assertThat(find(Button.class)
                        .withCondition(button -> "Copy link".equals(button.getText()))
                        .all())
                .hasSize(1);
        assertThat(find(Span.class).withClassName("narrow-title").single().getText())
                .isEqualTo("Vision, October 2026");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Fraud")
    void withoutRightsTheLinkFindsNothing() {
        issued();
        for (int team : List.of(team("Vision"), 987_654)) {
            go(ChargebackLinks.statement(OCTOBER, team));
            assertThat(told(StatementView.class))
                    .contains("Statement not found")
                    .doesNotContain("Vision");
            assertThat(find(EmptyState.class).all()).hasSize(1);
            assertThat(find(Span.class).withClassName("narrow-title").single().getText())
                    .isEqualTo("Statement");
            assertThat(find(Button.class)
                            .withCondition(button -> "Copy link".equals(button.getText()))
                            .all())
                    .isEmpty();
        }
    }
}
