package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Check boxes that change what a page shows, and are no part of a form; made by the browser from texts. */
@Tag("div")
public final class Toggles extends Component implements HasStyle {
    private final List<Box> boxes = new ArrayList<>();

    /**
     * One of them.
     *
     * @param changed told when the person checks it or not
     */
    public record Box(String label, boolean checked, Consumer<Boolean> changed) {}

    public Toggles() {
        getElement()
                .addEventListener("check", event -> {
                    int at = event.getEventData().path("event.detail.at").asInt(-1);
                    if (at >= 0 && at < boxes.size()) {
                        boolean checked = event.getEventData()
                                .path("event.detail.checked")
                                .asBoolean();
                        Box box = boxes.get(at);
                        boxes.set(at, new Box(box.label(), checked, box.changed()));
                        box.changed().accept(checked);
                    }
                })
                .addEventData("event.detail.at")
                .addEventData("event.detail.checked");
    }

    /** What is shown. */
    public List<Box> boxes() {
        return List.copyOf(boxes);
    }

    /** Shows these, in their order. */
    public Toggles show(List<Box> shown) {
        boxes.clear();
        boxes.addAll(shown);
        draw();
        return this;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        draw();
    }

    /** Those that are there stay: one of them may have the focus. */
    private void draw() {
        if (!isAttached()) {
            return;
        }
        var texts = JacksonUtils.createArrayNode();
        boxes.forEach(box -> texts.addObject().put("label", box.label()).put("checked", box.checked()));
        getElement().executeJs("""
                $0.forEach((text, at) => {
                  let label = this.children[at];
                  if (!label) {
                    label = document.createElement('label');
                    label.innerHTML = '<input type="checkbox"><span></span>';
                    const box = label.firstChild;
                    box.addEventListener('change', () =>
                      this.dispatchEvent(new CustomEvent('check', { detail: { at, checked: box.checked } })));
                    this.append(label);
                  }
                  label.firstChild.checked = text.checked;
                  label.lastChild.textContent = text.label;
                });
                [...this.children].slice($0.length).forEach((label) => label.remove());
                """, texts);
    }
}
