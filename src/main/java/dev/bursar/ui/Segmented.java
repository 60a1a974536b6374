package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One choice out of two to four, all visible: Daily, Monthly, Cumulative. Plain toggle buttons, made by the browser: tabs without
 * panels would promise assistive technology something that isn't there, and axe objects to what Vaadin's hold inside.
 */
@Tag("div")
public final class Segmented<T> extends Component implements HasStyle {
    private final List<T> choices;
    private final Function<T, String> words;
    private T value;

    /** @param name for assistive technology, {@code Granularity} */
    public Segmented(String name, List<T> choices, Function<T, String> words, Consumer<T> chosen) {
        this.choices = List.copyOf(choices);
        this.words = words;
        value = choices.getFirst();
        addClassName("segmented");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", name);
        getElement()
                .addEventListener("choose", event -> {
                    int at = event.getEventData().path("event.detail").asInt(-1);
                    if (at >= 0 && at < choices.size() && !choices.get(at).equals(value)) {
                        value(choices.get(at));
                        chosen.accept(value);
                    }
                })
                .addEventData("event.detail");
    }

    public T value() {
        return value;
    }

    /** Shows a choice without telling anybody. */
    public Segmented<T> value(T choice) {
        value = choice;
        show();
        return this;
    }

    /** What can be chosen, in words. */
    public List<String> offered() {
        return choices.stream().map(words).toList();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var texts = JacksonUtils.createArrayNode();
        offered().forEach(texts::add);
        getElement().executeJs("""
                this.replaceChildren(...$0.map((words, at) => {
                  const button = document.createElement('button');
                  button.type = 'button';
                  button.textContent = words;
                  button.addEventListener('click', () => this.dispatchEvent(new CustomEvent('choose', { detail: at })));
                  return button;
                }));
                """, texts);
        show();
    }

    private void show() {
        if (isAttached()) {
            getElement()
                    .executeJs(
                            "[...this.children].forEach((button, at) => button.setAttribute('aria-pressed', at === $0))",
                            choices.indexOf(value));
        }
    }
}
