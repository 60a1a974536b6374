package dev.bursar.access.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.FirstAdmin;
import dev.bursar.access.PasswordRefused;
import dev.bursar.access.UserNameTaken;

/** Lets the holder of the one-time link choose a name and a password. */
@Route(value = "first-admin", autoLayout = false)
@PageTitle("First admin – Bursar")
@AnonymousAllowed
class FirstAdminView extends Main implements AfterNavigationObserver {
    private final FirstAdmin firstAdmin;
    private final TextField userName = new TextField("User name");
    private final TextField name = new TextField("Your name");
    private final PasswordField password = new PasswordField("Password");
    private final PasswordField again = new PasswordField("Password again");
    private final Button create = new Button("Create the first admin");
    private String token = "";

    FirstAdminView(FirstAdmin firstAdmin) {
        this.firstAdmin = firstAdmin;
        addClassNames("page", "first-admin");
        userName.setMaxLength(200);
        userName.setAutofocus(true);
        name.setMaxLength(200);
        password.setHelperText("At least 12 characters");
        password.setMaxLength(1_000);
        again.setMaxLength(1_000);
        create.addClickListener(click -> create());
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        token = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("token")
                .orElse("");
        removeAll();
        if (firstAdmin.valid(token)) {
            add(new H1("First admin"), userName, name, password, again, create);
        } else {
            say("This link doesn't work any more", "Restart Bursar for a new one: it is good for 30 minutes, once. ");
        }
    }

    private void create() {
        userName.setInvalid(userName.isEmpty());
        userName.setErrorMessage("Enter a user name");
        name.setInvalid(name.isEmpty());
        name.setErrorMessage("Enter your name");
        again.setInvalid(!again.getValue().equals(password.getValue()));
        again.setErrorMessage("The passwords differ");
        password.setInvalid(false);
        if (userName.isInvalid() || name.isInvalid() || again.isInvalid()) {
            return;
        }
        try {
            if (firstAdmin.claim(token, userName.getValue(), name.getValue(), password.getValue())) {
                say("Done", "You can sign in now. ");
            } else {
                say("This link doesn't work any more", "Restart Bursar for a new one. ");
            }
        } catch (PasswordRefused refused) {
            password.setErrorMessage(PasswordWords.of(refused));
            password.setInvalid(true);
        } catch (UserNameTaken taken) {
            userName.setErrorMessage("This user name is taken");
            userName.setInvalid(true);
        } catch (IllegalArgumentException unreadable) {
            userName.setErrorMessage("Use letters, digits and signs on one line");
            userName.setInvalid(true);
        }
    }

    private void say(String title, String words) {
        removeAll();
        var next = new Paragraph(words);
        next.add(new Anchor("/login", "Go to sign-in"));
        add(new H1(title), next);
    }
}
