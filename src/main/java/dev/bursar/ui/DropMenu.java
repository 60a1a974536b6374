package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.stream.Stream;

/** A button that opens a menu, made by the browser from texts; Vaadin's own holds several nodes for each of its lines. */
@Tag("vaadin-menu-bar")
public final class DropMenu extends Component implements HasStyle {
    private final Icons icon;
    private final String name;
    private final List<List<Line>> groups;

    /** One line of it. */
    public record Line(String words, Runnable action) {}

    /** @param groups lines, with a rule between one group and the next */
    public DropMenu(Icons icon, String name, List<List<Line>> groups) {
        this.icon = icon;
        this.name = name;
        this.groups = groups.stream().map(List::copyOf).toList();
        getElement()
                .addEventListener(
                        "item-selected",
                        event -> lines().skip(Math.max(
                                        0,
                                        event.getEventData()
                                                .path("event.detail.value.at")
                                                .asInt(Integer.MAX_VALUE)))
                                .findFirst()
                                .ifPresent(line -> line.action().run()))
                .addEventData("event.detail.value.at");
    }

    /** All lines, from the top down. */
    public Stream<Line> lines() {
        return groups.stream().flatMap(List::stream);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var menu = JacksonUtils.createArrayNode();
        int at = 0;
        for (var group : groups) {
            if (at > 0) {
                menu.addObject().put("component", "hr");
            }
            for (var line : group) {
                menu.addObject().put("text", line.words()).put("at", at++);
            }
        }
        getElement().executeJs("""
                const face = document.createElement('vaadin-menu-bar-item');
                face.setAttribute('aria-label', $1);
                face.innerHTML = `<span class="menu-face"><svg class="icon" aria-hidden="true"
                  ><use href="icons/lucide.svg#${$0}"></use></svg><span></span></span>`;
                face.querySelector('span span').textContent = $1;
                this.items = [{ component: face, children: $2 }];
                """, icon.symbol(), name, menu);
    }
}
