package dev.bursar.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Mark;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for user name and password and posts them to {@code /login}. What the address says decides the note: {@code error},
 * {@code wait=SECONDS}, {@code signed-out}, {@code expired},
 * {@code password-set}.
 */
@Route(value = "login", autoLayout = false)
@PageTitle("Sign in \u2013 Bursar")
@AnonymousAllowed
class LoginView extends Div implements BeforeEnterObserver {
    private static final int LONGEST_WAIT = 86_400;
    /** A page of access. */
    private static final String RESET = "reset";

    private static final String FAILED = "Sign-in failed. Check user name and password.";

    private final LoginForm form = new LoginForm();
    private final Paragraph note = new Paragraph();

    LoginView() {
        addClassName("login");
        form.setI18n(words(FAILED));
        form.setAction("login");
        form.addForgotPasswordListener(forgot -> getUI().ifPresent(ui -> ui.navigate(RESET)));

        var title = new H1("Sign in");
        var use = new Paragraph("Use your Bursar account.");
        use.addClassName("lead");
        note.addClassName("login-note");
        note.getElement().setAttribute("role", "status");
        note.setVisible(false);
        var help = new Paragraph("No account? Ask an admin of your organisation: they can invite you.");
        help.addClassName("help");
        var box = new Div(title, use, note, form, help);
        box.addClassName("login-box");
        var session = new Paragraph("Your session ends after 30 minutes without activity.");
        session.addClassName("session");
        var side = new Main(new Mark(), box, session);
        side.addClassName("login-side");
        add(side, figure());
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
        var wait = seconds(asked);
        if (wait.isPresent()) {
            form.setI18n(words("Too many attempts. Try again in " + spoken(wait.get()) + "."));
            form.setError(true);
        } else if (has(asked, "error")) {
            form.setI18n(words(FAILED));
            form.setError(true);
        } else if (has(asked, "signed-out") || has(asked, "logout")) {
            say("You are signed out.");
        } else if (has(asked, "password-set")) {
            say("Your password is set. Sign in with it.");
        } else if (has(asked, "expired")) {
            say("Your session has ended. Sign in again to go on.");
        }
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

    /** Five months of five teams and an estimated sixth; drawn, so hidden from assistive technology. */
    private static Div figure() {
        var bars = new Div();
        bars.addClassName("login-bars");
        bars.getElement().setAttribute("aria-hidden", "true");
        for (var month = 0; month < 6; month++) {
            var bar = new Div();
            bar.addClassName("login-bar");
            for (var part = 0; part < 5; part++) {
                bar.add(new Div());
            }
            bars.add(bar);
        }
        var claim = new Paragraph("What each team spends, why, and proof against the invoice.");
        claim.addClassName("claim");
        var figure = new Div(bars, claim);
        figure.addClassName("login-figure");
        return figure;
    }
}
