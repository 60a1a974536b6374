package dev.bursar.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import module java.base;

/** A drop-down with its name inside: {@code Group by Service}. */
public final class DropDown<T> extends Select<T> {
    private final List<T> items;
    private final Function<T, String> words;

    /** @param chosen told when the person chooses, not by {@link #setValue} */
    public DropDown(String name, List<T> items, Function<T, String> words, Consumer<T> chosen) {
        this.items = List.copyOf(items);
        this.words = words;
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

    /** Says behind each choice how many there are. */
    public void counts(ToLongFunction<T> count) {
        T chosen = getValue();
        setItemLabelGenerator(one -> words.apply(one) + " (" + Formats.count(count.applyAsLong(one)) + ")");
        setItems(items);
        setValue(chosen);
    }

    /** The same of choices and of none in particular, which stands for all. */
    public static <S> void counts(DropDown<Optional<S>> states, Map<S, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        states.counts(one -> one.map(each -> counts.getOrDefault(each, 0L)).orElse(all));
    }

    /** Each of these, after none. */
    public static <T> List<Optional<T>> orNone(Stream<T> items) {
        return Stream.concat(Stream.of(Optional.<T>empty()), items.map(Optional::of))
                .toList();
    }
}
