package dev.bursar.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import module java.base;

/** A check box that changes what a page shows and is no part of a form. */
public final class Toggle extends Checkbox {
    private final String label;

    /** @param changed told when the person checks it or not, not by {@link #setValue} */
    public Toggle(String label, Consumer<Boolean> changed) {
        super(label);
        this.label = label;
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                changed.accept(change.getValue());
            }
        });
    }

    /** Says how many rows are hidden that it shows. */
    public void hides(long rows) {
        setLabel(rows == 0 ? label : label + " (" + Formats.count(rows) + " hidden)");
    }
}
