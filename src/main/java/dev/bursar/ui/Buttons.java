package dev.bursar.ui;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import org.jsoup.nodes.Element;

/** The few kinds of button that pages use. */
public final class Buttons {
    private Buttons() {}

    /** The one that the page is for. */
    public static Button primary(String words, ComponentEventListener<ClickEvent<Button>> action) {
        var button = press(action);
        button.setText(words);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    public static Button neutral(String words, ComponentEventListener<ClickEvent<Button>> action) {
        var button = press(action);
        button.setText(words);
        button.addClassName("aura-accent-neutral");
        return button;
    }

    public static Button neutral(Icons icon, String words, ComponentEventListener<ClickEvent<Button>> action) {
        var button = opener(icon, words);
        button.addClickListener(action);
        return button;
    }

    static Button neutral(Element face, ComponentEventListener<ClickEvent<Button>> action) {
        var button = opener(face);
        button.addClickListener(action);
        return button;
    }

    /** Opens a {@link Popup}. */
    public static Button opener(Icons icon, String words) {
        var button = new Press().icon(icon);
        button.setText(words);
        button.addClassName("aura-accent-neutral");
        return button;
    }

    static Button opener(Element face) {
        var button = new Press().face(face);
        button.addClassName("aura-accent-neutral");
        return button;
    }

    /** Looks like a link: {@code Clear filters}. */
    public static Button link(String words, ComponentEventListener<ClickEvent<Button>> action) {
        return link(press(action), words);
    }

    public static Button link(Icons icon, String words, ComponentEventListener<ClickEvent<Button>> action) {
        return link(press(action).icon(icon), words);
    }

    private static Button link(Button button, String words) {
        button.setText(words);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("link-button");
        return button;
    }

    /** Only an icon: named for assistive technology and in a tooltip. */
    public static Button icon(Icons icon, String name, ComponentEventListener<ClickEvent<Button>> action) {
        var button = press(action)
                .face(
                        icon.drawn(),
                        new Element("vaadin-tooltip").attr("slot", "tooltip").attr("text", name));
        button.addClassNames("aura-accent-neutral", "icon-button");
        button.setAriaLabel(name);
        return button;
    }

    /** Copies in the browser, without asking the server, and says so. */
    public static Button copy(String words, String copied) {
        var button = opener(Icons.COPY, words);
        button.getElement().setAttribute("data-copy", copied);
        return button;
    }

    private static Press press(ComponentEventListener<ClickEvent<Button>> action) {
        var button = new Press();
        button.addClickListener(action);
        return button;
    }
}
