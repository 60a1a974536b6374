package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A drop-down with its name inside: {@code Group by Service}. It is the browser's own, made from texts: Vaadin's measures itself before
 * it is shown, and holds two nodes for each item.
 */
@Tag("label")
public final class DropDown<T> extends Component implements HasStyle {
    private final String name;
    private final Function<T, String> words;
    private List<T> items;
    private Predicate<T> enabled = any -> true;
    private @Nullable T value;
    private boolean drawing;

    /** @param chosen told when the person chooses, not by {@link #setValue} */
    public DropDown(String name, List<T> items, Function<T, String> words, Consumer<T> chosen) {
        this.name = name;
        this.words = words;
        this.items = List.copyOf(items);
        addClassName("choice");
        getElement()
                .addEventListener(
                        "choose",
                        choice -> at(choice.getEventData().path("event.detail").asInt(-1))
                                .ifPresent(item -> {
                                    value = item;
                                    chosen.accept(item);
                                }))
                .addEventData("event.detail");
    }

    /** The item whose number came from the browser. */
    private Optional<T> at(int number) {
        return number < 0 || number >= items.size()
                ? Optional.empty()
                : Optional.of(items.get(number)).filter(enabled);
    }

    public @Nullable T getValue() {
        return value;
    }

    /** Shows one of the items. */
    public void setValue(T item) {
        value = item;
        draw();
    }

    /** Offers these instead; none of them is chosen. */
    public void setItems(List<T> offered) {
        items = List.copyOf(offered);
        value = null;
        draw();
    }

    public void setItemEnabledProvider(Predicate<T> provider) {
        enabled = provider;
        draw();
    }

    /** What it offers, in words. */
    public List<String> offered() {
        return items.stream().map(words).toList();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        drawing = false;
        draw();
    }

    /** Once for all that changes in an answer. */
    private void draw() {
        if (isAttached() && !drawing) {
            drawing = true;
            getUI().orElseThrow().beforeClientResponse(this, answer -> {
                drawing = false;
                drawn();
            });
        }
    }

    /** The list stays: it may have the focus. */
    private void drawn() {
        var texts = JacksonUtils.createArrayNode();
        items.forEach(item -> texts.addObject().put("words", words.apply(item)).put("disabled", !enabled.test(item)));
        getElement().executeJs("""
                if (!this.firstChild) {
                  const name = document.createElement('span');
                  name.textContent = $0;
                  const list = document.createElement('select');
                  list.ariaLabel = $0;
                  list.addEventListener('change', () =>
                    this.dispatchEvent(new CustomEvent('choose', { detail: list.selectedIndex })));
                  name.addEventListener('click', (event) => {
                    event.preventDefault();
                    list.focus();
                    list.showPicker?.();
                  });
                  this.append(name, list);
                }
                const list = this.lastChild;
                list.replaceChildren(...$1.map((text) =>
                  Object.assign(new Option(text.words), { disabled: text.disabled })));
                list.selectedIndex = $2;
                """, name, texts, value == null ? -1 : items.indexOf(value));
    }
}
