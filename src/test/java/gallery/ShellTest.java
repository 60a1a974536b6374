package gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.VaadinSession;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.OtherSignIns.Way;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.test.context.support.WithMockUser;

/** The frame around pages, with pages of the test's own in it. */
@SpringBootTest(classes = GalleryApp.class, properties = "management.endpoint.health.validate-group-membership=false")
@ExtendWith(OutputCaptureExtension.class)
@WithMockUser(username = "finance", roles = "FINANCE")
@ViewPackages(packages = {"dev.bursar.shell", "gallery"})
class ShellTest extends SpringBrowserlessTest {
    @Autowired
    GalleryApp.SomeWays others;

    private String heading() {
        return find(H1.class).single().getText();
    }

    private String state() {
        return Texts.of(find(EmptyState.class).single());
    }

    @Test
    void theMenuHoldsOnlyWhatTheRoleMayOpen() {
        navigate(OverviewGallery.class);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .containsExactly("Overview");
    }

    @Test
    @WithMockUser(roles = "ADMIN")
    void anotherRoleSeesAnotherMenu() {
        navigate(OverviewGallery.class);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getLabel)
                .containsExactly("Overview", "Admin");
    }

    @Test
    @WithMockUser(roles = "ADMIN")
    void theMenuShowsGroupsThatHaveAnItem() {
        navigate(OverviewGallery.class);
        assertThat(find(SideNav.class).all()).extracting(SideNav::getLabel).containsExactly("Costs", "System");
    }

    @Test
    @WithMockUser(roles = "ADMIN")
    void theBarOfAPhoneMarksThePageThatIsOpen() {
        navigate(AdminGallery.class);
        assertThat(find(Anchor.class).all().stream()
                        .filter(link -> "page".equals(link.getElement().getAttribute("aria-current")))
                        .map(Anchor::getHref))
                .containsExactly("admin-only");
    }

    @Test
    void theFootSaysHowFreshTheDataIs() {
        navigate(OverviewGallery.class);
        assertThat(find(Span.class).withText("Data as of 24 Nov, 06:12 UTC").exists())
                .isTrue();
        assertThat(find(Span.class).withText("13 of 14 accounts").exists()).isTrue();
        assertThat(find(Span.class).withText("finance, lead of Fraud").exists()).isTrue();
    }

    @Test
    void missingAndDeniedLookAlike() {
        UI.getCurrent().navigate("nowhere");
        var missing = heading() + state();
        UI.getCurrent().navigate("admin-only");
        assertThat(heading() + state()).isEqualTo(missing).contains("You don’t have access to this page");
        assertThat(missing).doesNotContainIgnoringCase("admin-only").doesNotContain("nowhere");
    }

    @Test
    void aDeniedServiceCallLooksLikeThemToo() {
        UI.getCurrent().navigate("nowhere");
        var missing = heading() + state();
        UI.getCurrent().navigate("denied");
        assertThat(heading() + state()).isEqualTo(missing);
    }

    @Test
    void aBrokenPageShowsAReferenceAndNothingElse(CapturedOutput output) {
        UI.getCurrent().navigate("broken");
        assertThat(find(H2.class).single().getText()).isEqualTo("This page could not be loaded");
        assertThat(text()).doesNotContain("secret").containsPattern("[0-9A-Z]{4}-[0-9A-Z]{2}");
        assertThat(output).contains("IllegalStateException: secret");
        assertThat(find(SideNavItem.class).exists()).isTrue();
    }

    @Test
    void aFailingListenerBecomesANoticeWithAReference(CapturedOutput output) {
        navigate(OverviewGallery.class);
        VaadinSession.getCurrent().getErrorHandler().error(new ErrorEvent(new IllegalStateException("secret")));
        roundTrip();
        var notice = Texts.of(find(Notification.class).single());
        assertThat(notice).contains("give your admin reference").doesNotContain("secret");
        assertThat(output).contains("IllegalStateException: secret");
    }

    @Test
    void theSignInPageStandsAloneAndSaysWhatWentWrong() {
        UI.getCurrent().navigate("login", QueryParameters.of("wait", "30"));
        assertThat(find(LoginForm.class).single().isError()).isTrue();
        assertThat(find(SideNavItem.class).exists()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "99999999999", "0"})
    void aMalformedWaitIsNotShown(String wait) {
        UI.getCurrent().navigate("login", QueryParameters.of("wait", wait));
        assertThat(find(LoginForm.class).single().isError()).isFalse();
    }

    @AfterEach
    void noOtherWays() {
        others.ways = List.of();
        others.passwordToo = true;
    }

    private List<String> ways() {
        return find(Anchor.class).all().stream()
                .map(link -> link.getText() + " " + link.getHref())
                .toList();
    }

    @Test
    void otherWaysInStandBelowThePassword() {
        others.ways = List.of(new Way("Acme", "oauth2/authorization/acme"));
        UI.getCurrent().navigate("login");
        assertThat(find(LoginForm.class).exists()).isTrue();
        assertThat(ways()).containsExactly("Sign in with Acme oauth2/authorization/acme");
    }

    @Test
    void thePasswordCanBePutBehindALink() {
        others.ways = List.of(new Way("Acme", "oauth2/authorization/acme"));
        others.passwordToo = false;
        UI.getCurrent().navigate("login");
        assertThat(find(LoginForm.class).exists()).isFalse();
        assertThat(ways())
                .containsExactly("Sign in with Acme oauth2/authorization/acme", "Use a Bursar account login?local");
        UI.getCurrent().navigate("login", QueryParameters.of("local", ""));
        assertThat(find(LoginForm.class).exists()).isTrue();
    }

    @Test
    void withoutOtherWaysThePasswordIsNeverHidden() {
        others.passwordToo = false;
        UI.getCurrent().navigate("login");
        assertThat(find(LoginForm.class).exists()).isTrue();
        assertThat(ways()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-rights", "disabled", "name-taken", "failed", "<img onerror=alert(1)>"})
    void whyAnotherWayFailedIsOneSentenceOfOurs(String reason) {
        UI.getCurrent().navigate("login", QueryParameters.of("sso", reason));
        assertThat(text()).containsPattern("[Aa]sk an admin").doesNotContain("onerror");
    }

    private String text() {
        return UI.getCurrent().getChildren().map(Texts::of).reduce("", String::concat);
    }
}
