package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import module java.base;

/** A popover that is made when its button is pressed and removed once it is closed: until then a page holds the button alone. */
public final class Popup {
    private final Button button;
    private final String name;
    private final PopoverPosition position;
    private final Function<Popover, Component> content;
    private boolean open;

    private Popup(Button button, String name, PopoverPosition position, Function<Popover, Component> content) {
        this.button = button;
        this.name = name;
        this.position = position;
        this.content = content;
    }

    /**
     * @param name for assistive technology
     * @param content what stands in it, complete before it opens: what comes later would miss the first keys
     */
    public static Button on(
            Button button, String name, PopoverPosition position, Function<Popover, Component> content) {
        var popup = new Popup(button, name, position, content);
        button.addClickListener(click -> popup.open());
        button.getElement().setAttribute("aria-haspopup", "dialog").setAttribute("aria-expanded", "false");
        return button;
    }

    private void open() {
        if (open) {
            return; // pressed twice before the answer came
        }
        open = true;
        var popover = new Popover();
        popover.setModal(true);
        popover.setAriaLabel(name);
        popover.setPosition(position);
        popover.add(content.apply(popover));
        popover.addOpenedChangeListener(change -> open = change.isOpened());
        popover.getElement().addEventListener("closed", closed -> popover.setTarget(null));
        popover.setTarget(button);
        popover.open();
    }
}
