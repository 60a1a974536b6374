package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.stream.Stream;

/** A button that opens a menu, made by the browser from texts; Vaadin's own holds several nodes for each of its lines. */
@Tag("drawn-menu")
@JsModule("./drawn-menu.ts")
@Uses(Button.class)
public final class DropMenu extends Component implements HasEnabled, HasStyle {
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
                .addEventListener("choose", event -> {
                    int at = event.getEventData().path("event.detail").asInt(-1);
                    lines().skip(at < 0 ? Long.MAX_VALUE : at)
                            .findFirst()
                            .ifPresent(line -> line.action().run());
                })
                .addEventData("event.detail");
    }

    /** All lines, from the top down. */
    public Stream<Line> lines() {
        return groups.stream().flatMap(List::stream);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var menu = JacksonUtils.createArrayNode();
        for (var group : groups) {
            var texts = menu.addArray();
            group.forEach(line -> texts.add(line.words()));
        }
        getElement().callJsFunction("show", icon.symbol(), name, menu);
    }
}
