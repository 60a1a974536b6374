package dev.bursar.ui;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.shared.Tooltip;

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
        var button = neutral(words, action);
        button.setIcon(icon.create());
        return button;
    }

    /** Opens something in the browser, without asking the server: the target of a popover. */
    public static Button opener(Icons icon, String words) {
        var button = new Press();
        button.setText(words);
        button.setIcon(icon.create());
        button.addClassName("aura-accent-neutral");
        return button;
    }

    static Button opener(Component face) {
        var button = new Press();
        button.setIcon(face);
        button.addClassName("aura-accent-neutral");
        return button;
    }

    /** Looks like a link: {@code Clear filters}. */
    public static Button link(String words, ComponentEventListener<ClickEvent<Button>> action) {
        var button = press(action);
        button.setText(words);
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("link-button");
        return button;
    }

    /** Only an icon: named for assistive technology and in a tooltip. */
    public static Button icon(Icons icon, String name, ComponentEventListener<ClickEvent<Button>> action) {
        var button = press(action);
        button.setIcon(icon.create());
        button.addClassNames("aura-accent-neutral", "icon-button");
        button.setAriaLabel(name);
        Tooltip.forComponent(button).setText(name);
        return button;
    }

    /** Copies in the browser, without asking the server, and says so. */
    public static Button copy(String words, String copied) {
        var button = opener(Icons.COPY, words);
        button.getElement().setAttribute("data-copy", copied);
        return button;
    }

    private static Button press(ComponentEventListener<ClickEvent<Button>> action) {
        var button = new Press();
        button.addClickListener(action);
        return button;
    }
}
