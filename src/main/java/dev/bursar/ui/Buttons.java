package dev.bursar.ui;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** The few kinds of button that pages use. */
public final class Buttons {
    private static final String NEUTRAL = "aura-accent-neutral";

    private Buttons() {}

    /** The one that the page is for. */
    public static Button primary(String words, ComponentEventListener<ClickEvent<Button>> action) {
        var button = new Button(words, action);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }

    public static Button neutral(String words, ComponentEventListener<ClickEvent<Button>> action) {
        var button = new Button(words, action);
        button.addClassName(NEUTRAL);
        return button;
    }

    public static Button neutral(Icons icon, String words, ComponentEventListener<ClickEvent<Button>> action) {
        var button = opener(icon, words);
        button.addClickListener(action);
        return button;
    }

    /** Opens a {@link Popup}. */
    public static Button opener(Icons icon, String words) {
        var button = new Button(words, icon.create());
        button.addClassName(NEUTRAL);
        return button;
    }

    /** A button with these parts in place of its words. */
    static Button opener(Component... parts) {
        var button = new Button();
        button.addClassName(NEUTRAL);
        for (var part : parts) {
            button.getElement().appendChild(part.getElement());
        }
        return button;
    }

    /** Looks like a link: {@code Clear filters}. */
    public static Button link(String words, ComponentEventListener<ClickEvent<Button>> action) {
        return link(new Button(words, action));
    }

    public static Button link(Icons icon, String words, ComponentEventListener<ClickEvent<Button>> action) {
        return link(new Button(words, icon.create(), action));
    }

    private static Button link(Button button) {
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("link-button");
        return button;
    }

    /** Only an icon: named for assistive technology and in a tooltip. */
    public static Button icon(Icons icon, String name, ComponentEventListener<ClickEvent<Button>> action) {
        var button = new Button(icon.create(), action);
        button.addClassNames(NEUTRAL, "icon-button");
        button.setAriaLabel(name);
        button.setTooltipText(name);
        return button;
    }

    /** Only an icon that copies: named for assistive technology and in a tooltip. */
    public static Button iconCopy(String name) {
        var button = icon(Icons.COPY, name, click -> {});
        button.getElement().setAttribute("data-copy", "");
        return button;
    }

    /** Copies in the browser, without asking the server, and says so. */
    public static Button copy(String words, String copied) {
        var button = opener(Icons.COPY, words);
        button.getElement().setAttribute("data-copy", copied);
        return button;
    }
}
