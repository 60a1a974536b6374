package dev.bursar.trail.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.list.Dimension;
import dev.bursar.ui.Icons;
import java.util.Optional;
import java.util.function.Consumer;

/** Searches when the person presses Enter, because a search is slow and is recorded. */
final class SearchBox extends TextField {
    private String searched = "";

    SearchBox(Consumer<String> submitted) {
        setAriaLabel("Search events");
        setPlaceholder("Search events, then press Enter");
        setPrefixComponent(Icons.SEARCH.create());
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        addClassName("event-search");
        addKeyPressListener(Key.ENTER, enter -> submit(submitted));
        addValueChangeListener(change -> {
            setInvalid(false);
            if (change.isFromClient() && change.getValue().isEmpty() && !searched.isEmpty()) {
                submit(submitted);
            }
        });
    }

    private void submit(Consumer<String> submitted) {
        String text = getValue().strip();
        Optional<String> wrong = Dimension.wrongSearch(text);
        setErrorMessage(wrong.map(why ->
                        "Not searched: " + why + (why.contains("200") ? ". This one has " + text.length() + "." : "."))
                .orElse(""));
        setInvalid(wrong.isPresent());
        if (wrong.isEmpty()) {
            submitted.accept(text);
        }
    }

    /** Shows what is searched for, without telling anybody. */
    void searched(String text) {
        if (!text.equals(searched)) {
            searched = text;
            setValue(text);
        }
    }
}
