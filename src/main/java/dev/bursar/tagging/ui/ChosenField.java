package dev.bursar.tagging.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.bursar.ui.FieldErrors;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for all of something or for chosen ones. */
final class ChosenField extends Div {
    private final RadioButtonGroup<Boolean> which = new RadioButtonGroup<>();
    private final MultiSelectComboBox<String> chosen;

    /**
     * @param label {@code Types}
     * @param many {@code types}
     * @param stored null for all
     * @param words how a choice is written
     * @param changed told when a person changes something
     */
    ChosenField(
            String label,
            String many,
            List<String> choices,
            @Nullable List<String> stored,
            Function<String, String> words,
            Runnable changed) {
        addClassName("chosen-field");
        chosen = new MultiSelectComboBox<>("Chosen " + many);
        which.setLabel(label);
        which.setItems(false, true);
        which.setItemLabelGenerator(some -> some ? "Chosen " + many : "All " + many);
        which.setValue(stored != null);
        var items = new TreeSet<>(choices);
        if (stored != null) {
            items.addAll(stored);
        }
        chosen.setItems(items);
        chosen.setItemLabelGenerator(words::apply);
        chosen.setManualValidation(true);
        chosen.setWidthFull();
        chosen.setVisible(stored != null);
        if (stored != null) {
            chosen.setValue(stored);
        }
        which.addValueChangeListener(change -> {
            chosen.setVisible(which.getValue());
            changed.run();
        });
        chosen.addValueChangeListener(change -> {
            chosen.setInvalid(false);
            changed.run();
        });
        add(which, chosen);
    }

    /** Null for all. */
    @Nullable
    List<String> read() {
        chosen.setInvalid(false);
        return which.getValue() ? chosen.getValue().stream().sorted().toList() : null;
    }

    void refuse(String sentence) {
        FieldErrors.show(chosen, sentence);
        chosen.focus();
    }
}
