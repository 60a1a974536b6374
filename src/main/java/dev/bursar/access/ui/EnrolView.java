package dev.bursar.access.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.access.factor.Enrolment;
import dev.bursar.access.factor.WrongCode;
import dev.bursar.access.signin.SecondStep;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.PostForm;
import dev.bursar.ui.SignInFrame;
import dev.bursar.ui.Styled;
import module java.base;

/** Sets a second factor up for those whose role needs one, between the password and being signed in. */
@Route(value = "login/second-factor", autoLayout = false)
@PageTitle("Two-factor authentication – Bursar")
@AnonymousAllowed
class EnrolView extends Div implements BeforeEnterObserver {
    private final SecondStep step;
    private final TextField code = Codes.field("Code from the app");
    private final SignInFrame frame = new SignInFrame("Set up two-factor authentication", "Your role requires it.");

    EnrolView(SecondStep step) {
        this.step = step;
        add(frame);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Waiting.session().flatMap(step::begin).ifPresentOrElse(this::show, () -> event.forwardTo("login"));
    }

    private void show(Enrolment enrolment) {
        code.addKeyPressListener(Key.ENTER, enter -> set(enrolment));
        var form = Styled.div("form", code, Buttons.primary("Set up and continue", click -> set(enrolment)));
        frame.with(new EnrolmentSteps(enrolment), form);
    }

    private void set(Enrolment enrolment) {
        try {
            Waiting.session()
                    .flatMap(session -> step.set(session, enrolment, code.getValue()))
                    .filter(codes -> !codes.isEmpty())
                    .ifPresentOrElse(
                            this::showCodes,
                            () -> getUI().ifPresent(ui -> ui.getPage().setLocation("login?late")));
        } catch (WrongCode wrong) {
            Codes.wrong(code);
        }
    }

    private void showCodes(List<String> codes) {
        var form = new PostForm("login/code");
        form.send("Continue");
        frame.next("Save your recovery codes", "Two-factor authentication is set up.")
                .with(new CodesList(codes), form);
    }
}
