package dev.bursar.ui;

import com.vaadin.flow.component.HasAriaLabel;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;

/** A frame around what belongs together; a plain element, as there may be many of them: Vaadin's card has slots to be filled. */
@Tag("div")
public class Card extends HtmlContainer implements HasAriaLabel {
    public Card(String className) {
        addClassNames("card", className);
        role("group");
    }

    /** What it is for assistive technology: {@code group}, where nothing else is said. */
    public final void role(String role) {
        getElement().setAttribute("role", role);
    }
}
