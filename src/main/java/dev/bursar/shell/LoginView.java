package dev.bursar.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.ui.Formats;
import dev.bursar.ui.OtherSignIns;
import dev.bursar.ui.OtherSignIns.Way;
import dev.bursar.ui.SchemeCookie;
import dev.bursar.ui.SignInFrame;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Asks for user name and password and posts them to {@code /login}. What the address says decides the note: {@code error},
 * {@code wait=SECONDS}, {@code signed-out}, {@code expired}, {@code late}, {@code password-set},
 * {@code sso=REASON}.
 */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in \u2013 Bursar")
@AnonymousAllowed
class LoginView extends Div implements BeforeEnterObserver {
    private static final int LONGEST_WAIT = 86_400;
    /** A page of access. */
    private static final String RESET = "reset";

    private static final String FAILED = "Sign-in failed. Check user name and password.";

    private final SignInFrame frame = new SignInFrame("Sign in", "Use your Bursar account.");
    private final LoginForm form = new LoginForm();
    private final Paragraph note = new Paragraph();
    private final Paragraph help = new Paragraph("No account? Ask an admin of your organisation to invite you.");
    private final List<Way> ways;
    private final boolean passwordToo;

    LoginView(ObjectProvider<OtherSignIns> others) {
        ways = others.stream().flatMap(one -> one.ways().stream()).toList();
        passwordToo = others.stream().allMatch(OtherSignIns::passwordToo);
        form.setI18n(words(FAILED));
        form.setAction("login");
        form.addForgotPasswordListener(forgot -> getUI().ifPresent(ui -> ui.navigate(RESET)));

        note.addClassName("login-note");
        note.getElement().setAttribute("role", "status");
        note.setVisible(false);
        help.addClassName("help");
        var session = new Paragraph("Your session ends after 30 minutes without activity.");
        session.addClassName("session");
        frame.foot(session);
        add(frame);
    }

    /** Whether the person has ended the session themselves. */
    private static boolean signedOut(@Nullable VaadinRequest request) {
        return SchemeCookie.value(request, SchemeCookie.SIGNED_OUT).isPresent();
    }

    private static LoginI18n words(String failed) {
        var words = LoginI18n.createDefault();
        var form = new LoginI18n.Form();
        form.setTitle("");
        form.setUsername("User name");
        form.setPassword("Password");
        form.setSubmit("Sign in");
        form.setForgotPassword("Forgot password?");
        words.setForm(form);
        var error = new LoginI18n.ErrorMessage();
        error.setTitle("");
        error.setMessage(failed);
        error.setUsername("Enter your user name");
        error.setPassword("Enter your password");
        words.setErrorMessage(error);
        return words;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = event.getLocation().getQueryParameters();
        offer(ways.isEmpty() || passwordToo || has(asked, "local") || has(asked, "error") || has(asked, "wait"));
        var wait = seconds(asked);
        if (wait.isPresent()) {
            form.setI18n(words("Too many attempts. Try again in " + spoken(wait.get()) + "."));
            form.setError(true);
        } else if (has(asked, "error")) {
            form.setI18n(words(FAILED));
            form.setError(true);
        } else if (has(asked, "signed-out")
                || has(asked, "logout")
                || has(asked, "expired") && signedOut(VaadinRequest.getCurrent())) {
            say("You are signed out.");
        } else if (has(asked, "sso")) {
            say(sso(asked.getSingleParameter("sso").orElse("")));
            note.addClassName("failed");
        } else if (has(asked, "late")) {
            say("The code expired, or too many incorrect codes were entered. Sign in again.");
        } else if (has(asked, "password-set")) {
            say("Your password is set. Sign in with your new password.");
        } else if (has(asked, "expired")) {
            say("Your session has ended. Sign in again to continue.");
        }
    }

    /** Password first, other ways below; or only those, and a quiet way to the password. */
    private void offer(boolean password) {
        frame.with(note);
        if (password) {
            frame.with(form);
            if (!ways.isEmpty()) {
                var or = Styled.div("login-or", new Span("or"));
                frame.with(or);
            }
        }
        ways.forEach(way -> {
            var link = new Anchor(way.address(), "Sign in with " + way.name());
            link.addClassNames("button-link", "login-way");
            if (!password) {
                link.addClassName("primary");
            }
            // leaves the portal: nothing for its router
            link.getElement().setAttribute("router-ignore", true);
            frame.with(link);
        });
        if (password) {
            frame.with(help);
        } else {
            var local = new Anchor("login?local", "Use a Bursar account");
            local.getElement().setAttribute("router-ignore", true);
            var line = new Paragraph(local);
            line.addClassName("help");
            frame.lead("Use your organisation\u2019s account.").with(line);
        }
    }

    private static String sso(String reason) {
        return switch (reason) {
            case "no-rights" ->
                "You signed in, but none of your groups has a role in Bursar. Ask an admin of your organisation for"
                        + " access.";
            case "disabled" -> "Your Bursar account is disabled. Ask an admin of your organisation to enable it.";
            case "name-taken" ->
                "Another Bursar account already has your user name. Ask an admin of your organisation to link the two.";
            default -> "Single sign-on failed. Try again, or ask an admin of your organisation.";
        };
    }

    private void say(String words) {
        note.setText(words);
        note.setVisible(true);
    }

    private static boolean has(QueryParameters asked, String name) {
        return asked.getParameters().containsKey(name);
    }

    private static Optional<Integer> seconds(QueryParameters asked) {
        return asked.getSingleParameter("wait")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(seconds -> seconds > 0 && seconds <= LONGEST_WAIT);
    }

    private static String spoken(int seconds) {
        return seconds < 60
                ? Formats.count(seconds, "second", "seconds")
                : seconds % 60 == 0 && seconds < 3_600
                        ? Formats.count(seconds / 60, "minute", "minutes")
                        : Formats.duration(Duration.ofSeconds(seconds));
    }
}
