package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.function.Consumer;

/** A column of quiet buttons, made by the browser from their words. */
@Tag("div")
final class ChoiceList extends Component implements HasStyle {
    private final List<String> words;

    /** @param chosen told the place of what the person chooses */
    ChoiceList(List<String> words, Consumer<Integer> chosen) {
        this.words = List.copyOf(words);
        getElement()
                .addEventListener("choose", event -> {
                    int at = event.getEventData().path("event.detail").asInt(-1);
                    if (at >= 0 && at < words.size()) {
                        chosen.accept(at);
                    }
                })
                .addEventData("event.detail");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var texts = JacksonUtils.createArrayNode();
        words.forEach(texts::add);
        getElement().executeJs("""
                this.replaceChildren(...$0.map((words, at) => {
                  const button = document.createElement('vaadin-button');
                  button.className = 'aura-accent-neutral';
                  button.setAttribute('theme', 'tertiary');
                  button.textContent = words;
                  button.addEventListener('click', () => this.dispatchEvent(new CustomEvent('choose', { detail: at })));
                  return button;
                }));
                """, texts);
    }
}
