package dev.bursar.ui;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Locale;
import java.util.stream.Stream;

/** Searches a list that is loaded as a whole: rows are kept whose texts hold what was typed, whatever its case. */
public final class SearchField extends TextField {
    private static final int LONGEST = 200;

    private Runnable searched;

    /** @param searched called when something else is searched for */
    public SearchField(String label, String placeholder, Runnable searched) {
        this.searched = searched;
        setAriaLabel(label);
        setPlaceholder(placeholder);
        setPrefixComponent(Icons.SEARCH.create());
        setClearButtonVisible(true);
        setMaxLength(LONGEST);
        setValueChangeMode(ValueChangeMode.LAZY);
        addValueChangeListener(change -> this.searched.run());
    }

    public void onSearch(Runnable other) {
        searched = other;
    }

    public boolean matches(Stream<String> texts) {
        String words = getValue().strip().toLowerCase(Locale.ROOT);
        return words.isEmpty()
                || texts.anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }
}
