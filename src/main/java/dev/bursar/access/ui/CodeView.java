package dev.bursar.access.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.signin.SecondStep;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.PostForm;
import dev.bursar.ui.SignInFrame;
import module java.base;

/** Asks for the code that follows the password. What the address says decides the note: {@code error}, {@code wait=SECONDS}. */
@Route(value = "login/code", autoLayout = false)
@PageTitle("Sign in – Bursar")
@AnonymousAllowed
class CodeView extends Div implements BeforeEnterObserver {
    private static final int LONGEST_WAIT = 86_400;

    private final SecondStep step;
    private final TextField code = new TextField("Code");
    private final PostForm form = new PostForm("login/code");

    CodeView(SecondStep step) {
        this.step = step;
        code.getElement().setAttribute("name", "code");
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.setMaxLength(40);
        code.setAutofocus(true);
        form.add(code);
        form.send("Sign in");
        var help = new Paragraph(
                "Don't have the app with you? Enter one of your recovery codes. No codes left? Ask an admin of your"
                        + " organisation to reset two-factor authentication. ");
        help.add(new Anchor("login", "Start again"));
        help.addClassName("help");
        add(new SignInFrame("Two-factor authentication", "Enter the six-digit code from your authenticator app.")
                .with(form, help));
    }

    /** A second button of the form: the browser asks for the passkey, and its answer goes the way of the code. */
    private void offer(String question) {
        var answer = new Element("input").setAttribute("type", "hidden").setAttribute("name", "passkey");
        form.getElement().appendChild(answer);
        var failed = new Paragraph("The passkey could not be used. Try again, or enter a code.");
        failed.addClassNames("note", "passkey-failed");
        failed.getElement().setAttribute("role", "status").setAttribute("hidden", true);
        var use = Buttons.neutral("Use a passkey", click -> {});
        use.getElement().executeJs("""
                if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) { this.hidden = true; return; }
                this.addEventListener('click', async () => {
                  try {
                    const used = await navigator.credentials.get(
                      {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse($0))});
                    $1.value = JSON.stringify(used.toJSON());
                    $1.form.requestSubmit();
                  } catch (e) {
                    $2.hidden = false;
                  }
                });
                """, question, answer, failed.getElement());
        form.add(use, failed);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!Waiting.session().map(step::waitsForCode).orElse(false)) {
            event.forwardTo("login");
            return;
        }
        Waiting.session()
                .flatMap(session -> step.askForPasskey(session, Waiting.origin()))
                .ifPresent(this::offer);
        var asked = event.getLocation().getQueryParameters();
        var wait = asked.getSingleParameter("wait")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(seconds -> seconds > 0 && seconds <= LONGEST_WAIT);
        wait.map(seconds -> "Too many attempts. Try again in " + Waits.spoken(seconds) + ".")
                .or(() -> asked.getParameters().containsKey("unreadable")
                        ? Optional.of("Your two-factor authentication can't be read. Ask an admin to reset it.")
                        : Optional.empty())
                .or(() -> asked.getParameters().containsKey("error")
                        ? Optional.of("This code is incorrect or was used before. Enter the current code.")
                        : Optional.empty())
                .ifPresent(words -> FieldErrors.show(code, words));
    }
}
