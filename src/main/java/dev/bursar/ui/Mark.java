package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;

/** Bursar's sign and name. */
public final class Mark extends Div {
    public Mark() {
        addClassName("mark");
        var sign = new Image("icons/bursar.svg", "");
        sign.addClassName("sign");
        var name = Styled.span("name", "Bursar");
        add(sign, name);
    }
}
