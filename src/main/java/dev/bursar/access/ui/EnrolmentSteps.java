package dev.bursar.access.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.factor.Enrolment;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Styled;

/** Shows what has to get into the app: a picture to be taken, and a key to be typed where none can be. */
public final class EnrolmentSteps extends Div {
    public EnrolmentSteps(Enrolment enrolment) {
        addClassName("enrolment");
        var key = new Span(enrolment.typed());
        key.addClassNames("mono", "enrolment-key");
        var words = Styled.div(
                "enrolment-words",
                new Paragraph("Scan this code with an authenticator app, or enter the key in the app:"),
                key,
                Buttons.copy("Copy key", enrolment.typed().replace(" ", "")));
        add(new QrImage(enrolment.uri()), words);
    }
}
