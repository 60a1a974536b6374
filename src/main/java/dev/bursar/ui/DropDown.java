package dev.bursar.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A drop-down with its name inside: {@code Group by Service}. */
public final class DropDown<T> extends Select<T> {
    /** @param chosen told when the person chooses, not by {@link #setValue} */
    public DropDown(String name, List<T> items, Function<T, String> words, Consumer<T> chosen) {
        addClassName("drop-down");
        setAriaLabel(name);
        setNoVerticalOverlap(true); // the list leaves the name in sight
        setPrefixComponent(new Span(name));
        setItemLabelGenerator(words::apply);
        setItems(items);
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                chosen.accept(change.getValue());
            }
        });
    }

    /** Each of these, after none. */
    public static <T> List<Optional<T>> orNone(Stream<T> items) {
        return Stream.concat(Stream.of(Optional.<T>empty()), items.map(Optional::of))
                .toList();
    }
}
