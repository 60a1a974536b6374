package dev.bursar.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import module java.base;

/**
 * One choice out of a few, all visible: Daily, Monthly, Cumulative. Plain toggle buttons: tabs without panels would
 * promise assistive technology something that isn't there, and axe objects to what Vaadin's hold inside.
 */
public final class Segmented<T> extends Div {
    private final Map<T, NativeButton> buttons = new LinkedHashMap<>();
    private T value;

    /** @param name for assistive technology, {@code Granularity} */
    public Segmented(String name, List<T> choices, Function<T, String> words, Consumer<T> chosen) {
        value = choices.getFirst();
        addClassName("segmented");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", name);
        for (var choice : choices) {
            var button = new NativeButton(words.apply(choice), click -> {
                if (!choice.equals(value)) {
                    value(choice);
                    chosen.accept(choice);
                }
            });
            button.getElement().setAttribute("type", "button");
            buttons.put(choice, button);
            add(button);
        }
        value(value);
    }

    public T value() {
        return value;
    }

    /** Offers only some of the choices, and the one that is chosen. */
    public void offer(Predicate<T> offered) {
        buttons.forEach((one, button) -> button.setVisible(one.equals(value) || offered.test(one)));
    }

    /** Shows a choice without telling anybody. */
    public Segmented<T> value(T choice) {
        value = choice;
        buttons.forEach(
                (one, button) -> button.getElement().setAttribute("aria-pressed", String.valueOf(one.equals(choice))));
        return this;
    }
}
