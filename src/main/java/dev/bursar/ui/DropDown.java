package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.internal.JacksonUtils;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A drop-down with its name inside: {@code Group by Service}. The browser makes its items from texts, where Vaadin's own holds two
 * nodes for each.
 */
@Tag("vaadin-select")
@Uses(Select.class)
public final class DropDown<T> extends Component implements HasStyle {
    private final String name;
    private final Function<T, String> words;
    private List<T> items;
    private Predicate<T> enabled = any -> true;
    private @Nullable T value;

    /** @param chosen told when the person chooses, not by {@link #setValue} */
    public DropDown(String name, List<T> items, Function<T, String> words, Consumer<T> chosen) {
        this.name = name;
        this.words = words;
        this.items = List.copyOf(items);
        addClassName("choice");
        getElement()
                .addEventListener("change", change -> read().ifPresent(chosen))
                .synchronizeProperty("value");
    }

    /** The item whose number came from the browser. */
    private Optional<T> read() {
        String number = getElement().getProperty("value", "");
        Optional<T> read = IntStream.range(0, items.size())
                .filter(at -> number.equals(String.valueOf(at)))
                .mapToObj(items::get)
                .filter(enabled)
                .findFirst();
        read.ifPresent(item -> value = item);
        return read;
    }

    public @Nullable T getValue() {
        return value;
    }

    /** Shows one of the items. */
    public void setValue(T item) {
        value = item;
        getElement().setProperty("value", String.valueOf(items.indexOf(item)));
    }

    /** Offers these instead; none of them is chosen. */
    public void setItems(List<T> offered) {
        items = List.copyOf(offered);
        value = null;
        getElement().setProperty("value", "");
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
        draw();
    }

    private void draw() {
        if (isAttached()) {
            var drawn = JacksonUtils.createArrayNode();
            for (int at = 0; at < items.size(); at++) {
                drawn.addObject()
                        .put("label", words.apply(items.get(at)))
                        .put("value", String.valueOf(at))
                        .put("disabled", !enabled.test(items.get(at)));
            }
            getElement().executeJs("""
                    // the others come when the page is there
                    const later = window.requestIdleCallback ?? setTimeout;
                    this.offered = $0;
                    this.items = $0.filter((item) => item.value === this.value);
                    later(() => { this.items = this.offered; });
                    this.accessibleName = $1;
                    if (!this.querySelector('.select-name')) {
                      const name = document.createElement('span');
                      name.slot = 'prefix';
                      name.className = 'select-name';
                      name.textContent = $1;
                      this.append(name);
                    }
                    """, drawn, name);
        }
    }
}
