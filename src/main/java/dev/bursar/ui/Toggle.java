package dev.bursar.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import java.util.function.Consumer;

/** A check box that changes what a page shows and is no part of a form. */
public final class Toggle extends Checkbox {
    /** @param changed told when the person checks it or not, not by {@link #setValue} */
    public Toggle(String label, Consumer<Boolean> changed) {
        super(label);
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                changed.accept(change.getValue());
            }
        });
    }
}
