package dev.bursar.sync.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.ui.Icons;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A number that may be left empty: says what holds then and where that comes from, what is wrong, and what will happen. */
final class LimitField<T> extends Composite<TextField> {
    private final Function<String, AmountText<T>> read;
    private final Function<T, String> words;
    private final Span source = new Span();
    private final Span warning = new Span();
    private final Div warningLine = new Div(Icons.TRIANGLE_ALERT.create(), warning);
    private String otherwise = "";
    private String from = "";

    /**
     * @param read what was typed
     * @param words how a value is typed, {@code 25.00}
     */
    LimitField(String label, Function<String, AmountText<T>> read, Function<T, String> words, Runnable changed) {
        this.read = read;
        this.words = words;
        TextField field = getContent();
        field.setLabel(label);
        field.setMaxLength(40);
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(change -> {
            validate();
            if (change.isFromClient()) {
                changed.run();
            }
        });
        warningLine.addClassName("field-warning");
        warningLine.setVisible(false);
        field.setHelperComponent(new Div(source, warningLine));
    }

    LimitField<T> prefix(String sign) {
        getContent().setPrefixComponent(new Span(sign));
        return this;
    }

    /** @param where the value comes from that holds where the field is empty */
    void show(@Nullable T value, T other, String shownOther, String where) {
        getContent().setPlaceholder(words.apply(other));
        otherwise = shownOther;
        from = where;
        getContent().setValue(value == null ? "" : words.apply(value));
        validate();
    }

    /** What was typed; {@code wrong} is shown at the field already. */
    AmountText<T> typed() {
        return read.apply(getContent().getValue());
    }

    private void validate() {
        AmountText<T> typed = typed();
        getContent().setErrorMessage(typed.wrong());
        getContent().setInvalid(typed.wrong() != null);
        source.setText(
                getContent().getValue().isBlank()
                        ? "While empty, " + otherwise + " applies (" + from + ")."
                        : "Replaces " + otherwise + " (" + from + ").");
    }

    void warn(Optional<String> sentence) {
        warning.setText(sentence.orElse(""));
        warningLine.setVisible(sentence.isPresent());
    }

    void focus() {
        getContent().focus();
    }
}
