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
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.FirstAdmin;
import dev.bursar.access.UserNameTaken;
import dev.bursar.access.password.PasswordRefused;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.SignInFrame;
import dev.bursar.ui.Styled;
import module java.base;

/** Lets the holder of the one-time link choose a name and a password. */
@Route(value = "first-admin", autoLayout = false)
@PageTitle("First admin – Bursar")
@AnonymousAllowed
class FirstAdminView extends Div implements AfterNavigationObserver {
    private final FirstAdmin firstAdmin;
    private final SignInFrame frame = new SignInFrame("Welcome to Bursar", "");
    private final TextField userName = new TextField("User name");
    private final TextField name = new TextField("Your name");
    private final NewPasswordFields password = new NewPasswordFields();
    private String token = "";

    FirstAdminView(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
        userName.setAutofocus(true);
        userName.setAutocomplete(Autocomplete.USERNAME);
        userName.setHelperText("Used to sign in");
        name.setAutocomplete(Autocomplete.NAME);
        name.setHelperText("Shown to others next to your activity");
        for (TextField field : List.of(userName, name)) {
            field.setMaxLength(200);
            field.setRequiredIndicatorVisible(true);
            field.setManualValidation(true);
            field.setWidthFull();
        }
        password.all().getLast().addKeyPressListener(Key.ENTER, enter -> create());
        add(frame);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        token = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("token")
                .orElse("");
        if (!firstAdmin.valid(token)) {
            late();
            return;
        }
        frame.next("Welcome to Bursar", "Create the first admin, who sets up Bursar and invites everyone else.");
        var form = Styled.div("password-form", userName, name);
        password.all().forEach(form::add);
        form.add(Buttons.primary("Create the first admin", click -> create()));
        frame.with(form);
    }

    private void create() {
        userName.setInvalid(userName.isEmpty());
        userName.setErrorMessage("Enter a user name");
        name.setInvalid(name.getValue().isBlank());
        name.setErrorMessage("Enter your name");
        var chosen = password.read();
        if (userName.isInvalid() || name.isInvalid() || chosen.isEmpty()) {
            return;
        }
        try {
            if (firstAdmin.claim(token, userName.getValue(), name.getValue(), chosen.get())) {
                getUI().ifPresent(ui -> ui.navigate("login", QueryParameters.of("password-set", "")));
            } else {
                late();
            }
        } catch (PasswordRefused refused) {
            password.refuse(refused);
        } catch (UserNameTaken taken) {
            FieldErrors.show(userName, "This user name is taken");
        } catch (IllegalArgumentException unreadable) {
            FieldErrors.show(userName, "Use letters, digits and symbols on one line");
        }
    }

    private void late() {
        frame.next("This link no longer works", "It works once, for 30 minutes. Restart Bursar to get a new one.");
        var next = new Paragraph("Already have an admin? ");
        next.add(new Anchor("login", "Sign in"));
        next.add(".");
        frame.with(next);
    }
}
