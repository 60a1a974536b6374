package dev.bursar.access.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.AccessLinks;
import dev.bursar.access.LinkPurpose;
import dev.bursar.access.PasswordLinks;
import dev.bursar.access.PasswordLinks.Invited;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SignInFrame;
import dev.bursar.ui.Styled;

/** Lets the holder of an invitation say how they are called and choose a password. */
@Route(value = AccessLinks.WELCOME, autoLayout = false)
@PageTitle("Welcome \u2013 Bursar")
@AnonymousAllowed
class WelcomeView extends Div implements AfterNavigationObserver {
    private final PasswordLinks links;
    private final SignInFrame frame = new SignInFrame("Welcome to Bursar", "");
    private final TextField name = new TextField("Your name");
    private final NewPasswordFields password = new NewPasswordFields();

    WelcomeView(PasswordLinks links) {
        this.links = links;
        name.setMaxLength(200);
        name.setAutocomplete(Autocomplete.NAME);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setHelperText("Shown to others next to your activity");
        name.setWidthFull();
        password.all().getLast().addKeyPressListener(Key.ENTER, enter -> accept());
        add(frame);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        links.find(LinkPurpose.INVITATION, LinkInSession.token(LinkPurpose.INVITATION))
                .ifPresentOrElse(this::ask, this::late);
    }

    private void ask(Invited invited) {
        name.setValue(invited.displayName());
        frame.next(
                "Welcome to Bursar",
                "Choose a password for your account " + PlainText.cut(invited.userName(), 60)
                        + ". You sign in with this name and the password.");
        var form = Styled.div("password-form", name);
        password.all().forEach(form::add);
        form.add(Buttons.primary("Set password", click -> accept()));
        frame.with(form);
    }

    private void accept() {
        var chosen = password.read();
        name.setInvalid(name.getValue().isBlank());
        name.setErrorMessage("Enter your name");
        if (chosen.isEmpty() || name.isInvalid()) {
            return;
        }
        try {
            password.set(
                    LinkPurpose.INVITATION,
                    () -> links.accept(LinkInSession.token(LinkPurpose.INVITATION), name.getValue(), chosen.get()),
                    this::late);
        } catch (IllegalArgumentException unreadable) {
            FieldErrors.show(name, "Use letters, digits and symbols on one line");
        }
    }

    private void late() {
        LinkInSession.forget(LinkPurpose.INVITATION);
        frame.next(
                "This invitation no longer works",
                "It was used, was replaced by a newer one, or is older than "
                        + LinkPurpose.INVITATION.validFor().toHours() + " hours.");
        var next = new Paragraph("Already set a password? ");
        next.add(new Anchor("login", "Sign in"));
        next.add(". Otherwise ask an admin of your organisation to invite you again.");
        frame.with(next);
    }
}
