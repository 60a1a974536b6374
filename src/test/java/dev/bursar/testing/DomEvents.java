package dev.bursar.testing;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.DropMenu;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.Toggles;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the browser would tell of our own elements when a person uses them. */
public final class DomEvents {
    private DomEvents() {}

    public static void choose(DropDown<?> from, String words) {
        int at = from.offered().indexOf(words);
        if (at < 0) {
            throw new IllegalArgumentException(words + " is none of " + from.offered());
        }
        fire(from, "choose", data().put("event.detail", at));
    }

    public static void choose(Segmented<?> from, String words) {
        fire(from, "choose", data().put("event.detail", from.offered().indexOf(words)));
    }

    public static void click(Toggles toggles, String label) {
        List<Toggles.Box> boxes = toggles.boxes();
        int at = boxes.stream().map(Toggles.Box::label).toList().indexOf(label);
        fire(
                toggles,
                "check",
                data().put("event.detail.at", at)
                        .put("event.detail.checked", !boxes.get(at).checked()));
    }

    public static void choose(DropMenu menu, String words) {
        int at = menu.lines().map(DropMenu.Line::words).toList().indexOf(words);
        fire(menu, "choose", data().put("event.detail", at));
    }

    /** @param button {@code back}, {@code open} or {@code on} */
    public static void press(PeriodControl period, String button) {
        fire(period, "click", data().put("event.target.closest('vaadin-button')?.dataset.step", button));
    }

    private static ObjectNode data() {
        return JacksonUtils.createObjectNode();
    }

    private static void fire(Component component, String type, ObjectNode data) {
        component
                .getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(component.getElement(), type, data));
    }
}
