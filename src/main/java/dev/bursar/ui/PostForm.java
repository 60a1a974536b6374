package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import org.springframework.security.web.csrf.CsrfToken;

/** A form that the browser itself sends, with the page's token, as signing in needs it: a click alone can't change a session's id. */
@Tag("form")
public final class PostForm extends Component implements HasComponents {
    /** @param action relative to the portal's root, {@code login/code} */
    public PostForm(String action) {
        getElement().setAttribute("method", "post").setAttribute("action", action);
        addClassName("form");
        if (VaadinRequest.getCurrent() instanceof VaadinServletRequest request
                && request.getHttpServletRequest().getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            getElement()
                    .appendChild(new Element("input")
                            .setAttribute("type", "hidden")
                            .setAttribute("name", token.getParameterName())
                            .setAttribute("value", token.getToken()));
        }
    }

    /** The button that sends it. */
    public PostForm send(String words) {
        var button = new Button(words);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        button.getElement().executeJs("this.addEventListener('click', () => this.closest('form').requestSubmit())");
        add(button);
        return this;
    }
}
