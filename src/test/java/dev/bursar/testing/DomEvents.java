package dev.bursar.testing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.DropMenu;
import dev.bursar.ui.Toggle;

/** What the browser would tell of our own elements when a person uses them. */
public final class DomEvents {
    private DomEvents() {}

    public static void choose(DropDown<?> from, String words) {
        int at = from.offered().indexOf(words);
        if (at < 0) {
            throw new IllegalArgumentException(words + " is none of " + from.offered());
        }
        from.getElement().setProperty("value", String.valueOf(at));
        fire(from, "change");
    }

    public static void click(Toggle toggle) {
        toggle.setValue(!toggle.getValue());
        fire(toggle, "change");
    }

    public static void click(NativeButton button) {
        fire(button, "click");
    }

    public static void choose(DropMenu menu, String words) {
        int at = menu.lines().map(DropMenu.Line::words).toList().indexOf(words);
        fire(menu, "item-selected", "event.detail.value.at", at);
    }

    private static void fire(Component component, String type) {
        fire(component, type, "none", 0);
    }

    private static void fire(Component component, String type, String name, int value) {
        component
                .getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(
                        component.getElement(),
                        type,
                        JacksonUtils.createObjectNode().put(name, value)));
    }
}
