package dev.bursar.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One choice out of two to four, all visible: Daily, Monthly, Cumulative. */
public final class Segmented<T> extends Composite<Tabs> {
    private final List<T> choices;

    /** @param name for assistive technology, {@code Granularity} */
    public Segmented(String name, List<T> choices, Function<T, String> words, Consumer<T> chosen) {
        this.choices = List.copyOf(choices);
        var tabs = getContent();
        tabs.addClassName("segmented");
        tabs.getElement().setAttribute("aria-label", name);
        choices.forEach(choice -> tabs.add(new Tab(words.apply(choice))));
        tabs.addSelectedChangeListener(event -> {
            if (event.isFromClient()) {
                chosen.accept(value());
            }
        });
    }

    public T value() {
        return choices.get(Math.max(0, getContent().getSelectedIndex()));
    }

    /** Shows a choice without telling anybody. */
    public Segmented<T> value(T choice) {
        getContent().setSelectedIndex(choices.indexOf(choice));
        return this;
    }
}
