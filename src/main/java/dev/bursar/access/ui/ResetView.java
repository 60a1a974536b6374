package dev.bursar.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.AccessLinks;
import dev.bursar.access.LinkPurpose;
import dev.bursar.access.PasswordLinks;
import dev.bursar.access.PasswordLinks.Invited;
import dev.bursar.notify.MailAddress;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SignInFrame;
import dev.bursar.ui.Styled;

/** Asks for a link by mail, the same whoever has the address; opened by such a link, lets its holder choose a password. */
@Route(value = AccessLinks.RESET, autoLayout = false)
@PageTitle("New password \u2013 Bursar")
@AnonymousAllowed
class ResetView extends Div implements AfterNavigationObserver {
    private final PasswordLinks links;
    private final SignInFrame frame = new SignInFrame("New password", "");
    private final EmailField address = new EmailField("E-mail address");
    private final NewPasswordFields password = new NewPasswordFields();

    ResetView(PasswordLinks links) {
        this.links = links;
        address.setMaxLength(MailAddress.LONGEST);
        address.setAutocomplete(Autocomplete.EMAIL);
        address.setRequiredIndicatorVisible(true);
        address.setManualValidation(true);
        address.setWidthFull();
        address.addKeyPressListener(Key.ENTER, enter -> ask());
        password.all().getLast().addKeyPressListener(Key.ENTER, enter -> reset());
        add(frame);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var token = LinkInSession.token(LinkPurpose.RESET);
        if (token.isEmpty()) {
            askForAddress();
        } else {
            links.find(LinkPurpose.RESET, token).ifPresentOrElse(this::askForPassword, this::late);
        }
    }

    private void askForAddress() {
        if (!links.mailed()) {
            frame.next("New password", "Bursar is not set up to send e-mail.")
                    .with(back("Ask an admin of your organisation for a link to set a new password. "));
            return;
        }
        frame.next("New password", "Bursar sends you an e-mail with a link to set a new password.")
                .with(form(Buttons.primary("Send link", click -> ask()), address), back("Remember your password? "));
    }

    private void ask() {
        var typed = MailAddress.read(address.getValue());
        if (typed.isEmpty()) {
            refuse("Enter the e-mail address of your account, such as name@example.org");
            return;
        }
        var request = VaadinServletRequest.getCurrent().getHttpServletRequest();
        links.ask(typed.get(), request)
                .ifPresentOrElse(
                        wait -> refuse("Too many attempts. Try again in " + Waits.spoken(wait.toSeconds()) + "."),
                        this::sent);
    }

    private void refuse(String words) {
        FieldErrors.show(address, words);
        address.focus();
    }

    private void sent() {
        var note = new Paragraph("If an account here has the address "
                + PlainText.cut(address.getValue().strip(), 80)
                + ", an e-mail with a link is on its way. The link works once, for "
                + LinkPurpose.RESET.validFor().toMinutes() + " minutes.");
        note.addClassName("login-note");
        note.getElement().setAttribute("role", "status");
        frame.next("Check your e-mail", "")
                .with(
                        note,
                        back(
                                "No e-mail after a few minutes? Check the address and your spam folder, or ask an admin of your"
                                        + " organisation. "));
    }

    private void askForPassword(Invited person) {
        frame.next(
                        "New password",
                        "For the account " + PlainText.cut(person.userName(), 60)
                                + ". Setting it ends your open sessions.")
                .with(form(
                        Buttons.primary("Set password", click -> reset()),
                        password.all().toArray(Component[]::new)));
    }

    private void reset() {
        var chosen = password.read();
        if (chosen.isEmpty()) {
            return;
        }
        password.set(
                LinkPurpose.RESET, () -> links.reset(LinkInSession.token(LinkPurpose.RESET), chosen.get()), this::late);
    }

    private void late() {
        LinkInSession.forget(LinkPurpose.RESET);
        var again = Styled.div("password-form", Buttons.primary("Request a new link", click -> askForAddress()));
        frame.next(
                        "This link no longer works",
                        "It was used, was replaced by a newer one, or is older than "
                                + LinkPurpose.RESET.validFor().toMinutes() + " minutes.")
                .with(again, back("Already set a password? "));
    }

    private static Div form(Button send, Component... fields) {
        var form = Styled.div("password-form", fields);
        form.add(send);
        return form;
    }

    private static Paragraph back(String words) {
        var help = new Paragraph(words);
        help.addClassName("help");
        help.add(new Anchor("login", "Sign in"));
        return help;
    }
}
