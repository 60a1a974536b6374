package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a button opens beside it: made when the button is pressed and gone once it is closed, so that pages hold the button alone. */
public final class Popup {
    private final Component beside;
    private final @Nullable String id;
    private final String name;
    private final PopoverPosition position;
    private final Function<Popover, Component> content;
    private boolean open;

    /**
     * @param beside whose neighbour it becomes
     * @param id of the drawn button that it points at; null where it points at {@code beside}
     */
    Popup(
            Component beside,
            @Nullable String id,
            String name,
            PopoverPosition position,
            Function<Popover, Component> content) {
        this.beside = beside;
        this.id = id;
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
        var popup = new Popup(button, null, name, position, content);
        button.addClickListener(click -> popup.open());
        button.getElement().setAttribute("aria-haspopup", "dialog").setAttribute("aria-expanded", "false");
        return button;
    }

    void open() {
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
        popover.getElement().addEventListener("closed", closed -> {
            point(popover, null, null);
            popover.removeFromParent();
        });
        beside.getElement().getParent().appendChild(popover.getElement());
        point(popover, beside, id);
        popover.open();
    }

    private void point(Popover popover, @Nullable Component target, @Nullable String drawn) {
        if (id == null) {
            popover.setTarget(target);
        } else {
            popover.setFor(drawn);
        }
    }
}
