package dev.bursar.ui;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import module java.base;

/** Searches a list that is loaded as a whole: rows are kept whose texts hold what was typed, whatever its case. */
public final class SearchField extends TextField {
    /** The setting of an address that says what is searched for. */
    public static final String PARAMETER = "q";

    private static final int LONGEST = 200;

    private Runnable searched;
    private boolean following;

    /** @param searched called when something else is searched for */
    public SearchField(String label, String placeholder, Runnable searched) {
        this.searched = searched;
        setAriaLabel(label);
        setPlaceholder(placeholder);
        setPrefixComponent(Icons.SEARCH.create());
        setClearButtonVisible(true);
        setMaxLength(LONGEST);
        setValueChangeMode(ValueChangeMode.LAZY);
        getElement().setAttribute("data-key", "/");
        addValueChangeListener(change -> {
            if (!following) {
                this.searched.run();
            }
        });
    }

    public void onSearch(Runnable other) {
        searched = other;
    }

    /** What is searched for; empty for nothing. */
    public String words() {
        return getValue().strip();
    }

    /** The same as a setting of an address. */
    public Map<String, List<String>> parameter() {
        return words().isEmpty() ? Map.of() : Map.of(PARAMETER, List.of(words()));
    }

    /** Shows what an address asks for, without calling what searches. */
    public void follow(QueryParameters address) {
        follow(address.getSingleParameter(PARAMETER)
                .map(text -> PlainText.cut(text, LONGEST))
                .orElse(""));
    }

    /** The same with what was read from the address already. */
    public void follow(String asked) {
        if (!asked.strip().equals(words())) {
            following = true;
            setValue(asked.strip());
            following = false;
        }
    }

    public boolean matches(Stream<String> texts) {
        String words = words().toLowerCase(Locale.ROOT);
        return words.isEmpty()
                || texts.anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }
}
