package dev.bursar.access.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinSession;
import dev.bursar.access.Invitations;
import dev.bursar.access.LinkDelivery;
import dev.bursar.access.LinkPurpose;
import dev.bursar.access.NewPerson;
import dev.bursar.access.PasswordLinks;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.notify.MailTasks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.MailRoom.Letters;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class LinkViewsTest extends SpringBrowserlessTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String PASSWORD = "a long enough sentence";

    @Autowired
    Invitations invitations;

    @Autowired
    PasswordLinks links;

    @Autowired
    MailTasks mails;

    @Autowired
    Letters letters;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void empty() {
        letters.forget();
        for (var table : List.of("outbox", "scheduled_tasks", "sign_in_throttle")) {
            database.jdbc().sql("delete from " + table).update();
        }
    }

    private PersonId come(LinkPurpose purpose) {
        var invited = invitations.invite(
                new NewPerson("linked" + COUNTER.incrementAndGet(), "Some One", Set.of()), null, List.of());
        if (purpose == LinkPurpose.INVITATION) {
            come(purpose, invited.way());
        } else {
            links.accept(token(invited.way()), "Some One", PASSWORD);
            come(purpose, invitations.reset(invited.person()));
        }
        return invited.person();
    }

    private static void come(LinkPurpose purpose, LinkDelivery way) {
        VaadinSession.getCurrent().getSession().setAttribute(purpose.attribute(), token(way));
    }

    private static String token(LinkDelivery way) {
        return ((LinkDelivery.OnScreen) way).link().url().replaceAll(".*token=", "");
    }

    private String look(Class<? extends Component> page) {
        return Texts.of(find(page).single());
    }

    private void click(String words) {
        test(find(Button.class).withCondition(Texts.are(words)).single()).click();
    }

    private PasswordField password(String label) {
        return find(PasswordField.class).withLabel(label).single();
    }

    private void choose(String first, String second) {
        test(password("New password")).setValue(first);
        test(password("Confirm new password")).setValue(second);
        click("Set password");
    }

    private void isOnTheSignInPage() {
        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .isEqualTo("login?password-set");
        assertThat(find(Paragraph.class).withClassName("login-note").single().getText())
                .isEqualTo("Your password is set. Sign in with your new password.");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anInvitationAsksForNameAndPasswordAndSaysWhatIsWrong() {
        come(LinkPurpose.INVITATION);
        navigate(WelcomeView.class);
        assertThat(look(WelcomeView.class)).contains("Welcome to Bursar", "your account linked");
        var name = find(TextField.class).withLabel("Your name").single();
        assertThat(name.getValue()).isEqualTo("Some One");
        click("Set password");
        assertThat(password("New password").getErrorMessage()).isEqualTo("Enter a new password");
        choose("password2026!", "password2026!");
        assertThat(password("New password").getErrorMessage()).startsWith("This password is too common");
        choose(PASSWORD, PASSWORD + "!");
        assertThat(password("Confirm new password").getErrorMessage()).isEqualTo("The passwords don’t match");
        test(name).setValue("  ");
        choose(PASSWORD, PASSWORD);
        assertThat(name.getErrorMessage()).isEqualTo("Enter your name");
        test(name).setValue("Maya Dahl");
        click("Set password");
        isOnTheSignInPage();
        navigate(WelcomeView.class);
        assertThat(look(WelcomeView.class)).contains("no longer works", "Sign in");
    }

    @Test
    void aLinkThatIsUnknownLateOrUsedSaysWhatToDo() {
        VaadinSession.getCurrent().getSession().setAttribute(LinkPurpose.INVITATION.attribute(), "unknown");
        navigate(WelcomeView.class);
        assertThat(look(WelcomeView.class))
                .contains("older than 72 hours", "ask an admin of your organisation to invite you again");
        VaadinSession.getCurrent().getSession().setAttribute(LinkPurpose.RESET.attribute(), "unknown");
        navigate(ResetView.class);
        assertThat(look(ResetView.class)).contains("no longer works", "older than 30 minutes");
        click("Request a new link");
        assertThat(find(EmailField.class).all()).hasSize(1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aLinkThatEndsWhileItsPageIsOpenSetsNothing() {
        come(LinkPurpose.RESET);
        navigate(ResetView.class);
        assertThat(look(ResetView.class)).contains("For the account linked");
        clock.forward(LinkPurpose.RESET.validFor());
        choose("quite another sentence", "quite another sentence");
        assertThat(look(ResetView.class)).contains("no longer works");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aResetLinkSetsThePassword() {
        come(LinkPurpose.RESET);
        navigate(ResetView.class);
        choose("quite another sentence", "quite another sentence");
        isOnTheSignInPage();
    }

    @Test
    void everyAddressGetsTheSameAnswerAndTooManyHaveToWait() {
        var answers = new java.util.HashSet<String>();
        for (var i = 0; i < 4; i++) {
            navigate(ResetView.class);
            test(find(EmailField.class).single()).setValue("someone@example.org");
            click("Send link");
            if (i < 3) {
                answers.add(look(ResetView.class));
            }
        }
        assertThat(answers)
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer).contains("If an account here has the address someone@example.org"));
        assertThat(find(EmailField.class).single().getErrorMessage())
                .isEqualTo("Too many attempts. Try again in 10 minutes.");
        test(find(EmailField.class).single()).setValue("no address");
        click("Send link");
        assertThat(find(EmailField.class).single().getErrorMessage()).startsWith("Enter the e-mail address");
        mails.deliver();
        assertThat(letters.all()).isEmpty();
    }

    @Test
    void theSignInPageLeadsToTheLink() {
        UI.getCurrent().navigate("login");
        var form = find(com.vaadin.flow.component.login.LoginForm.class).single();
        com.vaadin.flow.component.ComponentUtil.fireEvent(
                form, new com.vaadin.flow.component.login.AbstractLogin.ForgotPasswordEvent(form, true));
        assertThat(find(ResetView.class).all()).hasSize(1);
    }
}
